// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/redacting.h"

#include <stdlib.h>
#include <string.h>

const struct option_spec redacting_options[] = {
    {.name = "redact",
     .help = "pseudonyms for accounts, keys, ids, addresses and names; 'aliases' has the map"},
    {0},
};

bool redacting_open(struct redacting *ret, const struct call *call, struct err *err)
{
    const char *key = getenv("TRAILCASE_REDACT_KEY");
    *ret = (struct redacting){0};
    if (!option_is_set(&call->options, "redact")) {
        if (!call_open(call, DB_READ, &ret->own, err))
            return false;
        ret->db = ret->own;
        return true;
    }
    if (!redact_open(&ret->redact, call->case_path, key && *key ? key : NULL, err))
        return false;
    ret->db = ret->redact.copy;
    return true;
}

void redacting_close(struct redacting *redacting)
{
    if (!redacting)
        return;
    db_close(redacting->own);
    redact_close(&redacting->redact);
    *redacting = (struct redacting){0};
}

const char *redacting_name(const struct redacting *redacting)
{
    const char *path = db_path(redacting->db), *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
