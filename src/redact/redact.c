// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/redact/redact.h"

#include "src/base/alloc.h"
#include "src/base/scratch.h"
#include "src/model/address.h"
#include "src/redact/ticks.h"
#include "src/store/journal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What report and exports call the case. */
static const char copy_name[] = "redacted.db";

/* Words that AWS or its tools give, besides the names of services and regions. */
static const char *const own_words[] = {
    "$LATEST",        "AWSLogs",  "Anonymous",    "CloudTrail",       "amazon",           "anonymous",
    "assumed-role",   "aws",      "aws-reserved", "aws-service-role", "console",          "default",
    "federated-user", "function", "group",        "instance",         "instance-profile", "key",
    "policy",         "role",     "root",         "security-group",   "service-role",     "user",
};

/* --- learning --- */

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool load_words(struct redact *r, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    size_t size = 2 * ARRAY_LEN(own_words), count = ARRAY_LEN(own_words);
    const char **words = arena_alloc(&r->arena, size * sizeof *words);
    memcpy(words, own_words, sizeof own_words);
    if (!db_stmt(r->copy, QUERY_REDACT_KEEP, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (count == size) {
            const char **more = arena_alloc(&r->arena, (size *= 2) * sizeof *more);
            memcpy(more, words, count * sizeof *words);
            words = more;
        }
        words[count++] = stmt_text_dup(row, 0, &r->arena);
    }
    qsort(words, count, sizeof *words, compare_words);
    r->scrub.keep = words;
    r->scrub.keep_count = count;
    return end == STMT_DONE;
}

static bool learn_names(struct redact *r, struct err *err)
{
    CLEANUP(buf) struct buf unused = {0};
    CLEANUP(arena) struct arena arena = {0};
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(r->copy, QUERY_REDACT_NAMES, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        size_t len;
        r->scrub.kind = stmt_text_dup(row, 0, &arena);
        const char *value = stmt_get_text(row, 1, &len);
        buf_clear(&unused);
        scrub_value(&r->scrub, value, len, &unused);
    }
    r->scrub.kind = NULL;
    return end == STMT_DONE;
}

/* The records go through the redactor of the connection, and what it meets it knows. */
static bool learn_records(struct redact *r, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(r->copy, QUERY_REDACT_RECORDS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW)
        continue;
    return end == STMT_DONE;
}

/* --- the redactor of the connection --- */

static void scrub_ip(const struct redact *r, const char *bytes, size_t len, struct buf *out)
{
    unsigned char mapped[CIPHER_ADDRESS_BYTES];
    if (len != CIPHER_ADDRESS_BYTES)
        return;
    cipher_address(&r->aliases.cipher, (const unsigned char *)bytes, mapped);
    buf_append(out, mapped, sizeof mapped);
}

static void scrub_any(void *arg, enum db_scrub what, const char *bytes, size_t len, struct buf *out)
{
    struct redact *r = arg;
    if (what == DB_SCRUB_TEXT)
        scrub_text(&r->scrub, bytes, len, out);
    else if (what == DB_SCRUB_VALUE)
        scrub_value(&r->scrub, bytes, len, out);
    else if (what == DB_SCRUB_JSON)
        scrub_json(&r->scrub, bytes, len, out);
    else if (what == DB_SCRUB_AGENT)
        scrub_agent(&r->scrub, bytes, len, out);
    else
        scrub_ip(r, bytes, len, out);
}

/* --- rewriting --- */

static const enum query_id rewrites[] = {
    QUERY_REDACT_SOURCE,
    QUERY_REDACT_INGEST,
    QUERY_REDACT_PRINCIPAL,
    QUERY_REDACT_PRINCIPAL_NAME,
    QUERY_REDACT_SESSION,
    QUERY_REDACT_ADDRESS,
    QUERY_REDACT_ADDRESS_DONE,
    QUERY_REDACT_ACCESS_KEY,
    QUERY_REDACT_AGENT,
    QUERY_REDACT_ACCOUNT,
    QUERY_REDACT_ERROR,
    QUERY_REDACT_RESOURCE,
    QUERY_REDACT_REJECTED,
    QUERY_REDACT_FINDING,
    QUERY_REDACT_SKIPPED_FILE,
    QUERY_REDACT_ALERT,
    QUERY_REDACT_ISSUANCE,
    QUERY_REDACT_EDGE,
    QUERY_REDACT_TRAIT,
    QUERY_REDACT_DELIVERY_LAG,
    QUERY_REDACT_DIGEST,
    QUERY_REDACT_MARK,
    QUERY_REDACT_MARK_DONE,
    QUERY_REDACT_DERIVED_MARK,
    QUERY_REDACT_DERIVED_MARK_DONE,
    QUERY_REDACT_ATTRIBUTION,
    QUERY_REDACT_NOTE,
    QUERY_REDACT_WORDING,
    QUERY_REDACT_ANSWER_SEEN,
    QUERY_REDACT_CHECKLIST,
    QUERY_REDACT_DISMISSAL,
    QUERY_REDACT_RULE,
    QUERY_REDACT_ADDRESS_OWNER,
    QUERY_REDACT_ADDRESS_FACT,
    QUERY_REDACT_ENRICH_SOURCE,
    QUERY_REDACT_JOURNAL,
};

/* A chain that was broken stays so; one that held is made anew over what the rows say now. */
static bool rewrite(struct redact *r, struct err *err)
{
    struct journal_check journal;
    if (!journal_verify(r->copy, &journal, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(rewrites); i++)
        if (!db_run(r->copy, rewrites[i], err))
            return false;
    return journal.broken_at != 0 || journal_rechain(r->copy, err);
}

static bool redact_copy(struct redact *r, struct err *err)
{
    CLEANUP(ticks) struct ticks ticks = {0};
    if (!ticks_load(&ticks, r->copy, err))
        return false;
    db_set_redactor(r->copy, (struct db_redactor){scrub_any, r});
    if (!load_words(r, err) || !learn_names(r, err) || !learn_records(r, err) || !db_begin(r->copy, err))
        return false;
    if (rewrite(r, err) && ticks_move(&ticks, &r->scrub, r->copy, err) && db_commit(r->copy, err))
        return true;
    db_rollback(r->copy);
    return false;
}

/* --- the copy --- */

static bool make_copy(struct redact *r, struct db *db, struct err *err)
{
    if (!scratch_make("the redacted copy", &r->folder, err))
        return false;
    r->path = alloc_fmt("%s/%s", r->folder, copy_name);
    return db_copy(db, r->path, err) && db_open(&r->copy, r->path, DB_WRITE, err);
}

static bool keep_map(struct redact *r, struct db *db, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (aliases_store(&r->aliases, db, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

/* As it is written and in small letters, as in the names of hosts and buckets. */
static void learn_given(struct redact *r, const struct redact_options *options)
{
    for (size_t i = 0; i < options->name_count; i++) {
        size_t len = strlen(options->names[i]);
        char *small = arena_str(&r->arena, options->names[i]);
        for (char *at = small; *at; at++)
            *at = (char)tolower((unsigned char)*at);
        if (len == 0)
            continue;
        alias_name(&r->aliases, "name", options->names[i], len);
        alias_name(&r->aliases, "name", small, len);
    }
}

bool redact_open(struct redact *ret, const char *case_path, const struct redact_options *options,
                 struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    *ret = (struct redact){0};
    ret->scrub.aliases = &ret->aliases;
    if (db_open(&db, case_path, DB_WRITE, err) && aliases_load(&ret->aliases, db, options->key, err)) {
        learn_given(ret, options);
        if (make_copy(ret, db, err) && redact_copy(ret, err) && keep_map(ret, db, err))
            return true;
    }
    redact_close(ret);
    return err_wrap(err, "redact %s", case_path);
}

void redact_close(struct redact *r)
{
    if (!r)
        return;
    db_close(r->copy);
    scratch_remove(r->folder);
    free(r->path);
    free(r->folder);
    aliases_done(&r->aliases);
    arena_done(&r->arena);
    *r = (struct redact){0};
}
