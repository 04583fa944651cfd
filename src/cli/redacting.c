// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/redacting.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 64 };

const struct option_spec redacting_options[] = {
    {.name = "redact",
     .help = "pseudonyms for accounts, keys, ids, addresses and names; 'aliases' has the map"},
    {.name = "redact-name",
     .argument = "NAME",
     .help = "with --redact, a name that no record has as one, as of a company; once is enough for a case",
     .repeats = true},
    {0},
};

bool redacting_open(struct redacting *ret, const struct call *call, struct err *err)
{
    const char *key = getenv("TRAILCASE_REDACT_KEY");
    *ret = (struct redacting){0};
    if (!option_is_set(&call->options, "redact")) {
        if (option_is_set(&call->options, "redact-name"))
            return err_set(err, ERR_USAGE, "--redact-name goes with --redact");
        if (!call_open(call, DB_READ, &ret->own, err))
            return false;
        ret->db = ret->own;
        return true;
    }
    const char *names[NAMES_MAX], *name;
    struct redact_options options = {.key = key && *key ? key : NULL, .names = names};
    while ((name = option_nth(&call->options, "redact-name", options.name_count))) {
        if (options.name_count == NAMES_MAX)
            return err_set(err, ERR_USAGE, "--redact-name: %d names at most in one call; the case keeps them",
                           NAMES_MAX);
        names[options.name_count++] = name;
    }
    if (!redact_open(&ret->redact, call->case_path, &options, err))
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
