// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/replay.h"

#include "src/base/alloc.h"
#include "src/base/json.h"
#include "src/base/sha256.h"
#include "src/detect/alert.h"
#include "src/detect/lead.h"
#include "src/scope/checklist_state.h"
#include "src/scope/facts.h"
#include "src/scope/lineage.h"
#include "src/scope/mark.h"
#include "src/scope/note.h"
#include "src/scope/proposal.h"
#include "src/scope/recheck.h"
#include "src/scope/undo.h"
#include "src/scope/wording.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_BYTES = 32 };

struct entry {
    int64_t time_s;
    const char *action;
    const struct json *root;
    unsigned char hash[HASH_BYTES];
};

struct entries {
    struct entry *items;
    size_t count;
    struct arena arena;
};

static bool load_entries(struct entries *ret, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_JOURNAL_ALL, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        size_t detail_len, hash_len;
        if ((ret->count & (ret->count - 1)) == 0)
            ret->items = alloc_resize(ret->items, ret->count ? ret->count * 2 : 1, sizeof *ret->items);
        struct entry *entry = &ret->items[ret->count++];
        const char *detail = stmt_get_text(stmt, 3, &detail_len);
        *entry = (struct entry){
            .time_s = stmt_get_int(stmt, 1),
            .action = stmt_text_dup(stmt, 2, &ret->arena),
            .root = json_parse(&ret->arena, arena_strn(&ret->arena, detail, detail_len), detail_len, NULL)};
        const void *hash = stmt_get_blob(stmt, 5, &hash_len);
        if (hash_len == HASH_BYTES)
            memcpy(entry->hash, hash, HASH_BYTES);
    }
    return end == STMT_DONE;
}

static void entries_done(struct entries *entries)
{
    free(entries->items);
    arena_done(&entries->arena);
}
CLEANUP_DEFINE(entries, struct entries, entries_done);

/* --- carrying an entry out --- */

static int64_t time_member(const struct json *node, const char *name)
{
    const char *text = json_text(node, name);
    int64_t time_s;
    return text && isotime_parse(text, strlen(text), &time_s) ? time_s : ISOTIME_NONE;
}

static bool read_mark(const struct json *change, struct mark *ret, struct err *err)
{
    const struct json *after = json_get(change, "after");
    const char *kind = json_text(change, "kind"), *verdict = json_text(after, "verdict");
    *ret = (struct mark){.value = json_text(change, "value"),
                         .since_s = time_member(after, "since"),
                         .until_s = time_member(after, "until"),
                         .reason = json_text(after, "reason")};
    if (!kind || !ret->value || !mark_kind_parse(kind, strlen(kind), &ret->kind) ||
        (verdict && !verdict_parse(verdict, &ret->verdict)))
        return err_set(err, ERR_CASE, "the journal tells of a mark that makes no sense");
    return true;
}

static bool do_mark(struct db *db, const struct json *root, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct json *changes = json_get(root, "changes");
    struct mark *marks = arena_zero(&arena, json_count(changes) + 1, sizeof *marks);
    size_t count = 0;
    for (const struct json *item = json_first(changes); item; item = json_next(item))
        if (!read_mark(item, &marks[count++], err))
            return false;
    return mark_apply(db, marks, count, err);
}

static bool do_note(struct db *db, const struct json *root, struct err *err)
{
    const char *kind = json_text(root, "kind"), *value = json_text(root, "value");
    const char *text = json_text(root, "text");
    return note_add(db, kind ? kind : "", value ? value : "", text ? text : "", err);
}

static bool do_undo(struct db *db, const struct json *root, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *said;
    (void)root; /* it is the last one that stands, here as there */
    return undo_last(db, &arena, &said, err);
}

static bool do_reject(struct db *db, const struct json *root, struct err *err)
{
    const char *kind = json_text(root, "kind"), *value = json_text(root, "value");
    enum mark_kind mark_kind;
    if (!kind || !value || !mark_kind_parse(kind, strlen(kind), &mark_kind))
        return err_set(err, ERR_CASE, "the journal tells of a proposal that makes no sense");
    return proposal_reject(db, mark_kind, value, err);
}

static bool do_answer(struct db *db, const struct json *root, struct err *err)
{
    const char *kind = json_text(root, "kind"), *text = json_text(json_get(root, "after"), "text");
    enum question_id question;
    if (!kind || !question_parse(kind, &question))
        return err_set(err, ERR_CASE, "the journal tells of an answer to no question");
    return wording_set_answer(db, question, text ? text : "", err);
}

static bool do_claim(struct db *db, const struct json *root, struct err *err)
{
    const struct json *after = json_get(root, "after");
    const char *kind = json_text(root, "kind"), *confidence = json_text(after, "confidence");
    struct wording claim = {
        .is_claim = true, .text = json_text(after, "text"), .query = json_text(after, "query")};
    int64_t id;
    if (!claim.text)
        return wording_remove_claim(db, (int64_t)json_number(json_get(root, "wording"), 0), err);
    if (!kind || !question_parse(kind, &claim.question) ||
        !confidence_parse(confidence ? confidence : "", &claim.confidence))
        return err_set(err, ERR_CASE, "the journal tells of a claim that makes no sense");
    return wording_add_claim(db, &claim, &id, err);
}

static bool do_accept(struct db *db, const struct json *root, struct err *err)
{
    CLEANUP(questions) struct questions questions = {0};
    (void)root;
    return questions_load(&questions, db, err) && recheck_accept(&questions, db, err);
}

static bool do_dismiss(struct db *db, const struct json *root, struct err *err)
{
    const char *rule = json_text(root, "value");
    return lead_dismiss(db, rule ? rule : "", json_text(root, "text"), err);
}

static bool do_checklist(struct db *db, const struct json *root, struct err *err)
{
    const struct json *after = json_get(root, "after");
    const char *assignee = json_text(after, "assignee"), *note = json_text(after, "note");
    struct checklist_change change = {.id = json_text(root, "value"),
                                      .text = json_text(root, "text"),
                                      .state = json_text(after, "state"),
                                      .assignee = assignee ? assignee : "",
                                      .note = note ? note : ""};
    if (!change.id)
        return err_set(err, ERR_CASE, "the journal tells of no item of the checklist");
    return checklist_tick(db, &change, err);
}

static bool carry_out(struct db *db, const struct entry *entry, struct err *err)
{
    static const struct {
        const char *action;
        bool (*run)(struct db *db, const struct json *root, struct err *err);
    } actions[] = {{"mark", do_mark},     {"note", do_note},       {"undo", do_undo},
                   {"reject", do_reject}, {"answer", do_answer},   {"claim", do_claim},
                   {"accept", do_accept}, {"dismiss", do_dismiss}, {"checklist", do_checklist},
                   {"alert", alert_again}};
    char iso[ISOTIME_SIZE];
    setenv("TRAILCASE_NOW", isotime_format(entry->time_s, iso), 1);
    for (size_t i = 0; i < ARRAY_LEN(actions); i++)
        if (strcmp(actions[i].action, entry->action) == 0)
            return actions[i].run(db, entry->root, err);
    return err_set(err, ERR_CASE, "this version does not know how to \"%s\"", entry->action);
}

/* --- all of them --- */

static bool clear(struct db *db, struct err *err)
{
    static const enum query_id queries[] = {QUERY_REPLAY_CLEAR_MARK,        QUERY_REPLAY_CLEAR_NOTE,
                                            QUERY_REPLAY_CLEAR_ATTRIBUTION, QUERY_REPLAY_CLEAR_DERIVED_MARK,
                                            QUERY_REPLAY_CLEAR_CHECKLIST,   QUERY_REPLAY_CLEAR_WORDING,
                                            QUERY_REPLAY_CLEAR_ANSWER_SEEN, QUERY_REPLAY_CLEAR_DISMISSAL,
                                            QUERY_REPLAY_CLEAR_ALERT,       QUERY_REPLAY_CLEAR_JOURNAL};
    if (!db_begin(db, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(queries); i++)
        if (!db_run(db, queries[i], err)) {
            db_rollback(db);
            return false;
        }
    return db_commit(db, err);
}

/* Does the last entry of the copy have this hash? */
static bool last_is(struct db *db, const struct entry *entry, bool *ret, struct err *err)
{
    struct stmt *stmt;
    size_t len = 0;
    if (!db_stmt(db, QUERY_JOURNAL_LAST, &stmt, err))
        return false;
    enum stmt_end end = stmt_step(stmt, err);
    const void *hash = end == STMT_ROW ? stmt_get_blob(stmt, 1, &len) : NULL;
    *ret = len == HASH_BYTES && memcmp(hash, entry->hash, HASH_BYTES) == 0;
    stmt_clear(stmt);
    return end != STMT_ERR;
}

static bool replay_entries(struct replay *ret, struct db *copy, const struct entries *entries,
                           struct err *err)
{
    ret->entries = (int64_t)entries->count;
    for (size_t i = 0; i < entries->count; i++) {
        bool same = false;
        bool done = carry_out(copy, &entries->items[i], &ret->differs);
        if (done && !last_is(copy, &entries->items[i], &same, err))
            return false;
        if (done && same)
            continue;
        ret->differs_at = (int64_t)i + 1;
        return true;
    }
    return true;
}

/* Carry all entries out, each at its time, and give the process its own clock back. */
static bool replay_all(struct replay *ret, struct db *to, const struct entries *entries, struct err *err)
{
    const char *clock = getenv("TRAILCASE_NOW");
    CLEANUP(str) char *before = clock ? alloc_str(clock) : NULL;
    bool ok = replay_entries(ret, to, entries, err);
    if (before)
        setenv("TRAILCASE_NOW", before, 1);
    else
        unsetenv("TRAILCASE_NOW");
    return ok;
}

bool replay_case(struct replay *ret, struct db *db, const char *path, struct err *err)
{
    CLEANUP(entries) struct entries entries = {0};
    CLEANUP(db) struct db *copy = NULL;
    *ret = (struct replay){0};
    return load_entries(&entries, db, err) && db_copy(db, path, err) && db_open(&copy, path, DB_WRITE, err) &&
           clear(copy, err) && lineage_refresh(copy, err) && replay_all(ret, copy, &entries, err);
}

static bool hash_evidence(struct db *db, unsigned char ret[SHA256_BYTES], struct err *err)
{
    CLEANUP(sha256) struct sha256 sha;
    struct stmt *stmt;
    enum stmt_end end;
    sha256_init(&sha);
    if (!db_stmt(db, QUERY_REPLAY_EVIDENCE, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        size_t len;
        const void *hash = stmt_get_blob(stmt, 0, &len);
        sha256_update(&sha, hash, len);
    }
    sha256_final(&sha, ret);
    return end == STMT_DONE;
}

bool replay_onto(struct replay *ret, struct db *db, struct db *onto, struct err *err)
{
    CLEANUP(entries) struct entries entries = {0}, own = {0};
    *ret = (struct replay){0};
    if (!load_entries(&own, onto, err) || !load_entries(&entries, db, err))
        return false;
    if (own.count > 0)
        return err_set(err, ERR_USAGE,
                       "replay: %s has decisions of its own, %zu in its journal; a replay begins without any",
                       db_path(onto), own.count);
    unsigned char here[SHA256_BYTES], there[SHA256_BYTES];
    if (!hash_evidence(db, here, err) || !hash_evidence(onto, there, err))
        return false;
    ret->other_evidence = memcmp(here, there, SHA256_BYTES) != 0;
    return replay_all(ret, onto, &entries, err);
}

bool replay_judge(const struct replay *replay, struct buf *said, struct err *err)
{
    if (replay->differs_at == 0)
        return buf_fmt(said, "%" PRId64 " decision%s replayed: %s", replay->entries,
                       replay->entries == 1 ? "" : "s",
                       replay->other_evidence ? "the same hash, but on other evidence"
                                              : "the same hash on the same evidence");
    if (replay->differs.code != ERR_NONE)
        return err_set(err, ERR_CASE, "replay: entry %" PRId64 " cannot be carried out any more: %s",
                       replay->differs_at, replay->differs.text);
    return err_set(err, ERR_CASE,
                   "replay: entry %" PRId64
                   " came out otherwise than it was; evidence or program have changed since",
                   replay->differs_at);
}
