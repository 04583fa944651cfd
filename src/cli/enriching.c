// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/enriching.h"

#include "src/base/conffile.h"
#include "src/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct option_spec enriching_geo_options[] = {
    {.name = "geo-ip",
     .letter = 'G',
     .argument = "DIR",
     .help = "owners and places of addresses: *.mmdb of a folder, or one",
     .repeats = true},
    {0},
};

typedef bool (*take_fn)(struct db *db, const char *text, struct err *err);

static bool take(const struct call *call, struct db *db, const char *option, take_fn take_one,
                 struct err *err)
{
    const char *text;
    for (size_t i = 0; (text = option_nth(&call->options, option, i)); i++)
        if (!take_one(db, text, err))
            return false;
    return true;
}

/* The folder of TRAILCASE_GEO_IP or of the configuration, for a case that has no database of its own; empty:
 * none, or not wanted. */
static bool standing_geo(const struct call *call, struct db *db, struct buf *ret, struct err *err)
{
    const char *named = getenv("TRAILCASE_GEO_IP");
    bool has = false;
    if (option_is_set(&call->options, "geo-ip"))
        return true;
    if (named && *named)
        buf_str(ret, named);
    else if (!conffile_value("geo-ip", ret, err))
        return false;
    if (ret->len && !owners_has_geo(db, &has, err))
        return false;
    if (has)
        buf_clear(ret);
    return true;
}

static bool take_geo(const struct call *call, struct db *db, struct err *err)
{
    CLEANUP(buf) struct buf standing = {0};
    const char *named = getenv("TRAILCASE_GEO_IP");
    if (!standing_geo(call, db, &standing, err) || !take(call, db, "geo-ip", owners_add_geo, err))
        return false;
    return !standing.len || owners_add_geo(db, buf_text(&standing), err) ||
           err_wrap(err, "%s", named && *named ? "TRAILCASE_GEO_IP" : "geo-ip of the configuration");
}

static bool apply(const struct call *call, struct db *db, struct owners *ret, struct err *err)
{
    return take(call, db, "forget", owners_forget, err) && take_geo(call, db, err) &&
           take(call, db, "ranges", owners_add_ranges, err) && take(call, db, "list", owners_add_list, err) &&
           owners_tell(ret, db, err);
}

bool enriching_apply(const struct call *call, struct db *db, struct owners *ret, struct err *err)
{
    *ret = (struct owners){0};
    if (!db_begin(db, err))
        return false;
    if (apply(call, db, ret, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    owners_done(ret);
    return false;
}

bool enriching_after_ingest(struct call *call, struct db *db, struct err *err)
{
    CLEANUP(owners) struct owners owners = {0};
    CLEANUP(buf) struct buf standing = {0};
    if (!standing_geo(call, db, &standing, err))
        return false;
    bool given = standing.len || option_is_set(&call->options, "geo-ip");
    bool done = given ? enriching_apply(call, db, &owners, err) : owners_refresh(&owners, db, err);
    enriching_warn(&owners);
    return done;
}

bool enriching_warn(const struct owners *owners)
{
    bool any = false;
    for (size_t i = 0; i < owners->count; i++) {
        const char *missing = owners->sources[i].missing;
        CLEANUP(buf) struct buf line = {0};
        if (!missing)
            continue;
        any = true;
        utf8_visible(&line, missing, strlen(missing));
        fprintf(stderr, "%s; addresses keep what it said before\n", buf_text(&line));
    }
    return any;
}
