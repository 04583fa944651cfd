// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/filetype.h"

#include <string.h>
#include <strings.h>

static const char *const ends[] = {".tfstate", ".tfvars", ".env", ".pem",  ".key", ".p12", ".pfx",  ".jks",
                                   ".kdbx",    ".ppk",    ".yml", ".yaml", ".ini", ".cfg", ".conf", ".sql"};

const char *filetype_telling(const char *name, size_t len)
{
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        size_t end = strlen(ends[i]);
        if (len >= end && strncasecmp(name + len - end, ends[i], end) == 0)
            return ends[i];
    }
    return NULL;
}
