// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/ingest/integrity.h"

#include <string.h>

static const struct option_spec own_options[] = {
    {.name = "keys",
     .argument = "FILE",
     .repeats = true,
     .help = "public keys: the output of 'aws cloudtrail list-public-keys'"},
    {.name = "metadata",
     .argument = "FILE|DIR",
     .repeats = true,
     .help = "signatures kept apart: outputs of 'aws s3api head-object'"},
    {.name = "all", .letter = 'a', .help = "in the table, list also what is in order"},
    {0},
};

static bool load_ring(const struct call *call, struct keyring *ring, struct err *err)
{
    const char *path;
    for (size_t i = 0; (path = option_nth(&call->options, "keys", i)) != NULL; i++)
        if (!keyring_load_keys(ring, path, err))
            return false;
    for (size_t i = 0; (path = option_nth(&call->options, "metadata", i)) != NULL; i++)
        if (!keyring_load_metadata(ring, path, err))
            return false;
    return true;
}

/* "23/24 digest files valid, 1/24 missing". */
static void summarise(const struct integrity *integrity, enum integrity_kind kind, struct buf *out)
{
    size_t total = integrity_total(integrity, kind);
    bool first = true;
    if (total == 0)
        return;
    for (int status = 0; status < ATTEST__COUNT; status++) {
        size_t count = integrity->counts[kind][status];
        if (!count)
            continue;
        buf_fmt(out, "%s%zu/%zu ", first ? "" : ", ", count, total);
        if (first)
            buf_fmt(out, "%s files ", integrity_kind_name(kind));
        buf_str(out, integrity_status_name((enum attest)status));
        first = false;
    }
    buf_char(out, '\n');
}

static void write_name(const char *name, const char *fallback, struct buf *out)
{
    const char *text = name[0] ? name : fallback;
    utf8_visible(out, text, strlen(text));
}

static void write_chain(const struct chain *chain, struct buf *out)
{
    const struct link *link = chain->links;
    char from[ISOTIME_SIZE], to[ISOTIME_SIZE];
    buf_str(out, "chain of ");
    write_name(link->trail, "a trail without a name", out);
    buf_str(out, ", account ");
    write_name(link->account, "unknown", out);
    buf_str(out, ", region ");
    write_name(link->region, "unknown", out);
    buf_str(out, link->backfill ? ", late files: " : ": ");
    if (chain->usable == 0) {
        buf_str(out, "no usable digest\n");
        return;
    }
    buf_fmt(out, "%zu digests, %s to %s\n", chain->usable,
            isotime_format(chain->order[0]->digest.start_s, from),
            isotime_format(chain->order[chain->usable - 1]->digest.end_s, to));
    if (chain->open_start)
        buf_str(out, "  goes on before its first digest here: earlier ones are not in the case\n");
    for (size_t i = 0; i < chain->gap_count; i++) {
        const struct chain_gap *gap = &chain->gaps[i];
        buf_fmt(out, "  no digest for %s to %s: %s\n", isotime_format(gap->from_s, from),
                isotime_format(gap->to_s, to),
                gap->missing   ? "the chain is broken here, a digest is missing"
                : gap->restart ? "the chain begins anew after it, so this time is unprotected"
                               : "digests follow each other, but not in time");
    }
}

static bool write_row(struct output *out, const struct integrity_object *object, struct err *err)
{
    output_text(out, integrity_kind_name(object->kind));
    output_text(out, integrity_status_name(object->status));
    output_text(out, object->object);
    output_text(out, object->path);
    output_text(out, object->reason);
    return output_row(out, err);
}

static bool write_rows(struct call *call, const struct integrity *integrity, struct err *err)
{
    static const struct column columns[] = {
        {"kind", COLUMN_TEXT, 0}, {"status", COLUMN_TEXT, 0}, {"object", COLUMN_TEXT, 0},
        {"path", COLUMN_TEXT, 0}, {"reason", COLUMN_TEXT, 0},
    };
    CLEANUP(output) struct output *out = NULL;
    if (!output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < integrity->object_count; i++)
        if (!write_row(out, &integrity->objects[i], err))
            return false;
    return output_close(TAKE(out), err);
}

/* The table is a report: what may be claimed, the chains, then what is not in order, one line each. */
static void write_line(const struct integrity_object *object, struct buf *out)
{
    const char *name = object->object ? object->object : object->path;
    buf_fmt(out, "%s %s: ", integrity_kind_name(object->kind), integrity_status_name(object->status));
    utf8_visible(out, name ? name : "(unnamed)", name ? strlen(name) : 9);
    if (object->reason) {
        buf_str(out, ": ");
        utf8_visible(out, object->reason, strlen(object->reason));
    }
    if (object->path && object->object) {
        buf_str(out, " (");
        utf8_visible(out, object->path, strlen(object->path));
        buf_str(out, ")");
    }
    buf_char(out, '\n');
}

static bool write_report(struct call *call, const struct integrity *integrity, struct err *err)
{
    CLEANUP(buf) struct buf out = {0};
    bool all = option_is_set(&call->options, "all");
    for (size_t i = 0; i < integrity->object_count; i++) {
        const struct integrity_object *object = &integrity->objects[i];
        bool in_order = object->status == ATTEST_VALID || object->status == ATTEST_CONSISTENT;
        bool told_by_claim = integrity->chains.link_count == 0;
        if (all || (!in_order && !told_by_claim))
            write_line(object, &out);
    }
    if (out.len)
        buf_char(&out, '\n');
    for (size_t i = 0; i < integrity->chains.chain_count; i++)
        write_chain(&integrity->chains.chains[i], &out);
    for (int kind = 0; kind < INTEGRITY_KIND__COUNT; kind++)
        summarise(integrity, (enum integrity_kind)kind, &out);
    if (integrity->other_files)
        buf_fmt(
            &out,
            "%zu other files are not named as CloudTrail names log files, so no digest can speak of them\n",
            integrity->other_files);
    integrity_claim(integrity, &out);
    buf_cut(&out, out.len - 1);
    buf_char(&out, '\n');
    return output_document(call, buf_text(&out), out.len, err);
}

static void json_chain(struct jsonw *w, const struct chain *chain)
{
    const struct link *link = chain->links;
    jsonw_object(w);
    jsonw_kstr(w, "account", link->account);
    jsonw_kstr(w, "region", link->region);
    jsonw_kstr(w, "trail", link->trail);
    jsonw_kstr(w, "home_region", link->home_region);
    jsonw_kbool(w, "backfill", link->backfill);
    jsonw_kint(w, "digests", (int64_t)chain->count);
    jsonw_ktime(w, "first", chain->usable ? chain->order[0]->digest.start_s : ISOTIME_NONE);
    jsonw_ktime(w, "last", chain->usable ? chain->order[chain->usable - 1]->digest.end_s : ISOTIME_NONE);
    jsonw_kbool(w, "earlier_digests_missing", chain->open_start);
    jsonw_karray(w, "gaps");
    for (size_t i = 0; i < chain->gap_count; i++) {
        jsonw_object(w);
        jsonw_ktime(w, "from", chain->gaps[i].from_s);
        jsonw_ktime(w, "to", chain->gaps[i].to_s);
        jsonw_kstr(w, "missing", chain->gaps[i].missing);
        jsonw_kbool(w, "restart", chain->gaps[i].restart);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
}

static void json_counts(struct jsonw *w, const char *name, const struct integrity *integrity,
                        enum integrity_kind kind)
{
    jsonw_kobject(w, name);
    jsonw_kint(w, "total", (int64_t)integrity_total(integrity, kind));
    for (int status = 0; status < ATTEST__COUNT; status++)
        jsonw_kint(w, integrity_status_name((enum attest)status), (int64_t)integrity->counts[kind][status]);
    jsonw_end(w);
}

static void json_object(struct jsonw *w, const struct integrity_object *object)
{
    jsonw_object(w);
    jsonw_kstr(w, "kind", integrity_kind_name(object->kind));
    jsonw_kstr(w, "status", integrity_status_name(object->status));
    jsonw_kstr(w, "object", object->object);
    jsonw_kstr(w, "path", object->path);
    jsonw_kstr(w, "reason", object->reason);
    jsonw_end(w);
}

static bool write_json(struct call *call, const struct integrity *integrity, struct err *err)
{
    CLEANUP(buf) struct buf out = {0}, claim = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    jsonw_kbool(&w, "with_keys", integrity->with_keys);
    integrity_claim(integrity, &claim);
    jsonw_kstr(&w, "claim", buf_text(&claim));
    jsonw_kobject(&w, "summary");
    json_counts(&w, "digests", integrity, INTEGRITY_DIGEST);
    json_counts(&w, "backfill_digests", integrity, INTEGRITY_BACKFILL);
    json_counts(&w, "logs", integrity, INTEGRITY_LOG);
    jsonw_kint(&w, "other_files", (int64_t)integrity->other_files);
    jsonw_end(&w);
    jsonw_karray(&w, "chains");
    for (size_t i = 0; i < integrity->chains.chain_count; i++)
        json_chain(&w, &integrity->chains.chains[i]);
    jsonw_end(&w);
    jsonw_karray(&w, "objects");
    for (size_t i = 0; i < integrity->object_count; i++)
        json_object(&w, &integrity->objects[i]);
    jsonw_end(&w);
    jsonw_end(&w);
    buf_char(&out, '\n');
    return output_document(call, buf_text(&out), out.len, err);
}

static bool write_result(struct call *call, const struct integrity *integrity, struct err *err)
{
    switch (output_format_of(call)) {
    case OUTPUT_TABLE:
        return write_report(call, integrity, err);
    case OUTPUT_JSON:
        return write_json(call, integrity, err);
    default:
        return write_rows(call, integrity, err);
    }
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(keyring) struct keyring ring = {0};
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(integrity) struct integrity integrity = {0};
    if (!load_ring(call, &ring, err) || !call_open(call, DB_READ, &db, err) ||
        !integrity_run(&integrity, db, &ring, err) || !write_result(call, &integrity, err))
        return false;
    size_t digests =
        integrity_faults(&integrity, INTEGRITY_DIGEST) + integrity_faults(&integrity, INTEGRITY_BACKFILL);
    size_t logs = integrity_faults(&integrity, INTEGRITY_LOG);
    if (digests + logs)
        return err_set(err, ERR_FORMAT, "%zu digest files and %zu log files are invalid, missing or extra",
                       digests, logs);
    call->partial = integrity.chains.link_count == 0;
    return true;
}

const struct command cmd_integrity = {
    .name = "integrity",
    .group = CMD_CASE,
    .usage = "CASE [--keys FILE]... [--metadata FILE|DIR]...",
    .summary = "Check the log files against CloudTrail's digest files",
    .detail = "Without --keys only hashes and continuity are checked, never who wrote the files.\n"
              "The signature of each chain's newest digest is not in any file: keep the output of\n"
              "  aws s3api head-object --bucket BUCKET --key KEY > NAME-OF-THE-DIGEST.json\n"
              "and give it with --metadata. Exit 1 when anything is invalid, missing, or extra (a\n"
              "log file at a time that digests cover and none names); exit 3 without any digest.\n"
              "More in trailcase-evidence(7).\n",
    .tables = {own_options, cmd_output_options},
    .run = run,
};
