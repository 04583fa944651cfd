// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/history_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool history_file(const char *list, bool make, struct buf *out)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (list == NULL)
        return false;
    if (state != NULL && state[0] == '/')
        buf_str(out, state);
    else if (home != NULL && home[0] == '/')
        buf_fmt(out, "%s/.local/state", home);
    else
        return false;
    buf_str(out, "/trailcase");
    for (char *at = out->bytes + 1; make && (at = strchr(at, '/')) != NULL; at++) {
        *at = '\0';
        mkdir(out->bytes, 0700);
        *at = '/';
    }
    if (make)
        mkdir(buf_text(out), 0700);
    buf_fmt(out, "/history.%s", list);
    return true;
}
