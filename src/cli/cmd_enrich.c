// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/enriching.h"
#include "src/cli/output.h"

static const struct option_spec own_options[] = {
    {.name = "ranges",
     .argument = "FILE",
     .help = "published ranges: ip-ranges.json, cloud.json, ServiceTags_*.json",
     .repeats = true},
    {.name = "list",
     .argument = "NAME=FILE[:VERDICT]",
     .help = "addresses and ranges, one a line; own, watch or note",
     .repeats = true},
    {.name = "forget", .argument = "NAME", .help = "forget a file and what it said", .repeats = true},
    {0},
};

static bool write_source(struct output *out, const struct owners_source *source, struct err *err)
{
    output_text(out, source->name);
    output_text(out, source->kind);
    output_text(out, source->verdict);
    if (source->entries >= 0)
        output_int(out, source->entries);
    else
        output_null(out);
    output_int(out, source->addresses);
    if (source->odd_lines)
        output_int(out, (int64_t)source->odd_lines);
    else
        output_null(out);
    output_time(out, source->read_s);
    output_text(out, source->path);
    return output_row(out, err);
}

static bool run(struct call *call, struct err *err)
{
    static const struct column columns[] = {
        {"name", COLUMN_TEXT, 0},     {"kind", COLUMN_TEXT, 0},
        {"verdict", COLUMN_TEXT, 0},  {"ranges", COLUMN_INT, 0},
        {"addresses", COLUMN_INT, 0}, {"lines_without", COLUMN_INT, COLUMN_SPARE},
        {"read", COLUMN_TIME, 0},     {"path", COLUMN_TEXT, COLUMN_WIDE | COLUMN_SPARE},
    };
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(owners) struct owners owners = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!call_open(call, DB_WRITE, &db, err) || !enriching_apply(call, db, &owners, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    call->partial = enriching_warn(&owners);
    for (size_t i = 0; i < owners.count; i++)
        if (!write_source(out, &owners.sources[i], err))
            return false;
    return output_close(TAKE(out), err);
}

const struct command cmd_enrich = {
    .name = "enrich",
    .group = CMD_CASE,
    .usage = "CASE",
    .summary = "Tell who owns the addresses and where they are, from files you give",
    .detail = "Databases in MaxMind's format (GeoLite2, DB-IP, ipinfo) with -G, published ranges of\n"
              "clouds with --ranges, lists with --list: Tor exits, VPNs, your own ranges (own), what\n"
              "to watch for (watch). Nothing is fetched. The case remembers the files, and reads them\n"
              "again with every enrich and after an ingest that brings addresses. The narrowest range\n"
              "counts; of two files that know the same, the one given first. Without options: read\n"
              "again, and list. Exit 3 when a remembered file could not be read.\n",
    .tables = {enriching_geo_options, own_options, cmd_output_options},
    .run = run,
};
