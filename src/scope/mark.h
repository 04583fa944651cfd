// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * mark: the analyst's verdicts on things, written to the case together with their journal entry and with the
 * attribution that follows from them, in one transaction.
 *
 * A thing has at most one mark; a new one replaces it and the journal keeps the old. `value` is always the
 * value that names the thing in the case (see mark_find.h for what a person types): sourceIPAddress, access
 * key id, key of the principal or session, userAgent, eventID. Windows are closed at both ends; ISOTIME_NONE
 * means open. A list owns what it holds and is immutable. Writing needs a connection that may write.
 */
#ifndef TRAILCASE_SCOPE_MARK_H
#define TRAILCASE_SCOPE_MARK_H

#include "src/base/arena.h"
#include "src/base/isotime.h"
#include "src/base/json.h"
#include "src/store/db.h"

enum mark_kind {
    MARK_ADDRESS,
    MARK_KEY,
    MARK_PRINCIPAL,
    MARK_SESSION,
    MARK_AGENT,
    MARK_EVENT,
    MARK_KIND__COUNT
};
extern const char *const mark_kind_names[MARK_KIND__COUNT];

/* VERDICT_NONE ("none") takes a mark away. */
enum verdict { VERDICT_NONE, VERDICT_ATTACKER, VERDICT_COMPROMISED, VERDICT_BENIGN, VERDICT__COUNT };
extern const char *const verdict_names[VERDICT__COUNT];

/* "ip" is another name of address. */
bool mark_kind_parse(const char *text, size_t len, enum mark_kind *ret) WARN_UNUSED;
bool verdict_parse(const char *text, enum verdict *ret) WARN_UNUSED;

struct mark {
    enum mark_kind kind;
    const char *value;
    enum verdict verdict;
    int64_t since_s, until_s;
    const char *reason; /* NULL: none given */

    /* Set when read, ignored when written. */
    const char *label;             /* name of a principal or session, owner of a key, else NULL */
    int64_t created_s;             /* ISOTIME_NONE for a derived mark */
    int64_t issued_by;             /* the event a derived mark follows from; 0: the analyst's own */
    int64_t attributed, undecided; /* events of the thing as they stand, whichever mark decided them */
    int64_t set_aside;             /* of a benign one: how many events of other marked things it keeps out */
};

struct mark_list {
    struct mark *items; /* the analyst's own first */
    size_t count;
    struct arena arena;
};

bool mark_list_load(struct mark_list *ret, struct db *db, struct err *err) WARN_UNUSED;

/* The analyst's own only, without labels and figures: quick. */
bool mark_list_own(struct mark_list *ret, struct db *db, struct err *err) WARN_UNUSED;

/* Fill in the label. */
bool mark_label(struct mark *mark, struct db *db, struct arena *arena, struct err *err) WARN_UNUSED;

/* "key AKIA… (ci-deploy)", "session ci-deploy/build-7": the thing of a mark with a label, for people. */
void mark_name(const struct mark *mark, struct buf *out);

/* "54 events attributed, 3 undecided", "keeps 65 events out": how the events of its thing stand. */
void mark_figures(const struct mark *mark, struct buf *out);
void mark_list_done(struct mark_list *list);
CLEANUP_DEFINE(mark_list, struct mark_list, mark_list_done);

/* The analyst's mark on one thing, VERDICT_NONE when there is none. Its reason lives in the arena. */
bool mark_get(struct db *db, enum mark_kind kind, const char *value, struct arena *arena, struct mark *ret,
              struct err *err) WARN_UNUSED;

/*
 * Set each of the marks (VERDICT_NONE: take it away), write one journal entry for all of them, update the
 * attribution, all or nothing.
 */
bool mark_apply(struct db *db, const struct mark *marks, size_t count, struct err *err) WARN_UNUSED;

/* Write one into the table of marks and no more: no journal, no attribution. For undo and trials (trial.h).
 */
bool mark_write(struct db *db, const struct mark *mark, struct err *err) WARN_UNUSED;

/*
 * For undo: put back what an entry of the journal says was there before. Inside a transaction; attribution is
 * not updated. Appends to *out what was done, as `changes` of the journal.
 */
struct jsonw;
bool mark_restore(struct db *db, const struct json *changes, struct jsonw *out, struct err *err) WARN_UNUSED;

#endif
