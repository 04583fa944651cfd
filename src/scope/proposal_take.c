// SPDX-License-Identifier: GPL-3.0-or-later
/* What proposals would change, taking them, rejecting them. */
#include "src/scope/proposal.h"

#include "src/base/jsonw.h"
#include "src/model/filter.h"
#include "src/scope/lineage.h"
#include "src/scope/reach.h"
#include "src/scope/trial.h"
#include "src/store/journal.h"

#include <stdlib.h>
#include <string.h>

enum { TERMS_MAX = 200 };

static bool is_same(const struct mark *a, const struct mark *b)
{
    return a->kind == b->kind && strcmp(a->value, b->value) == 0;
}

static const struct proposal *find_same(const struct proposal_list *list, const struct mark *mark)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_same(&list->items[i].mark, mark))
            return &list->items[i];
    return NULL;
}

/* --- effects --- */

static void add_span(struct buf *out, const struct mark *mark)
{
    char text[ISOTIME_SIZE];
    if (mark->since_s != ISOTIME_NONE)
        buf_fmt(out, " since:%s", isotime_format(mark->since_s, text));
    if (mark->until_s != ISOTIME_NONE)
        buf_fmt(out, " until:%s", isotime_format(mark->until_s + 1, text));
}

/* The events of the thing that change, or, when none does, those that speak for it. */
static const char *query_of(const struct proposal *p, struct arena *arena)
{
    static const char *const changed[VERDICT__COUNT] = {
        [VERDICT_ATTACKER] = " !is:attributed",
        [VERDICT_COMPROMISED] = " !is:attributed !is:undecided",
        [VERDICT_BENIGN] = " is:undecided",
    };
    CLEANUP(buf) struct buf out = {0};
    bool changes = p->attributed != 0 || p->undecided != 0;
    filter_append_term(&out, mark_kind_names[p->mark.kind], p->mark.value);
    if (!changes)
        buf_str(&out, " is:attributed");
    if (changes)
        add_span(&out, &p->mark);
    buf_str(&out, changes ? changed[p->mark.verdict] : "");
    return arena_str(arena, buf_text(&out));
}

static void note_gain(struct proposal *p, const struct reach *before, const struct reach *after,
                      struct arena *arena)
{
    CLEANUP(buf) struct buf brings = {0};
    struct reach_gain gain = reach_compare(before, after, p->mark.value, arena);
    p->attributed = gain.attributed;
    p->undecided = gain.undecided;
    p->credentials = (int64_t)gain.credentials.count;
    reach_phrase(&gain, &brings);
    p->brings = brings.len ? arena_str(arena, buf_text(&brings)) : NULL;
    p->query = query_of(p, arena);
}

static bool measure(struct db *db, struct proposal_list *list, const struct reach *before, struct err *err)
{
    for (size_t i = 0; i < list->count; i++) {
        struct proposal *p = &list->items[i];
        struct reach after;
        if (!trial_mark(db, &p->mark, err) || !reach_load(&after, db, &list->arena, err) ||
            !trial_unmark(db, &p->mark, err))
            return false;
        note_gain(p, before, &after, &list->arena);
    }
    return true;
}

static void add_part(struct buf *out, const char *lead, int64_t count, const char *one, const char *many)
{
    if (count == 0)
        return;
    buf_fmt(out, "%s%s ", out->len ? ", " : "", lead);
    phrase_count(out, count < 0 ? -count : count, one, many);
}

void proposal_effect(const struct proposal *p, struct buf *out)
{
    CLEANUP(buf) struct buf text = {0};
    bool more = p->attributed > 0;
    add_part(&text, more ? "adds" : "takes", p->attributed,
             more ? "event to the attacker's" : "event from the attacker's",
             more ? "events to the attacker's" : "events from the attacker's");
    if (p->brings)
        buf_fmt(&text, ", with %s", p->brings);
    if (p->undecided > 0)
        add_part(&text, "leaves", p->undecided, "more event to decide", "more events to decide");
    else
        add_part(&text, p->mark.verdict == VERDICT_BENIGN ? "sets aside" : "decides", p->undecided,
                 "undecided event", "undecided events");
    buf_str(out, text.len ? buf_text(&text) : "changes no event by itself");
}

/* --- taking --- */

static bool is_giving_back(const struct proposal *p)
{
    return p->mark.verdict == VERDICT_BENIGN;
}

/* Taking to a fixpoint. With `known`, effects of what is not in it are wanted, one after the other, beginning
 * at *reached; without, none is. */
struct taking {
    struct db *db;
    const struct proposal_list *known;
    struct reach *reached;
    struct proposal_list *taken;
    bool gives_back; /* only what gives back, else only what does not */
    size_t news;
};

static bool is_wanted(const struct taking *t, const struct proposal *p)
{
    return p->is_high && is_giving_back(p) == t->gives_back && !find_same(t->taken, &p->mark);
}

/* Those whose effects are known or not asked for: all marks, then the attribution once. */
static bool take_together(struct taking *t, const struct proposal_list *found, struct err *err)
{
    size_t before = t->taken->count;
    for (size_t i = 0; i < found->count; i++) {
        struct proposal p = found->items[i];
        const struct proposal *known = t->known ? find_same(t->known, &p.mark) : NULL;
        if (!is_wanted(t, &p) || (t->known && !(known && known->is_high)))
            continue;
        if (!trial_write(t->db, &p.mark, err))
            return false;
        proposal_copy(&p, &t->taken->arena);
        proposal_list_add(t->taken, &p);
    }
    t->news += t->taken->count - before;
    return t->taken->count == before || (attribution_update(t->db, err) &&
                                         (!t->known || reach_load(t->reached, t->db, &t->taken->arena, err)));
}

static bool take_singly(struct taking *t, const struct proposal_list *found, struct err *err)
{
    for (size_t i = 0; i < found->count; i++) {
        struct proposal p = found->items[i];
        struct reach now;
        if (!is_wanted(t, &p))
            continue;
        proposal_copy(&p, &t->taken->arena);
        if (!trial_mark(t->db, &p.mark, err) || !reach_load(&now, t->db, &t->taken->arena, err))
            return false;
        note_gain(&p, t->reached, &now, &t->taken->arena);
        *t->reached = now;
        proposal_list_add(t->taken, &p);
        t->news++;
    }
    return true;
}

static bool is_superseded(struct db *db, const struct mark *mark, bool *ret, struct err *err)
{
    struct stmt *stmt;
    int64_t superseded;
    if (!db_stmt(db, QUERY_PROPOSAL_SUPERSEDED, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", mark_kind_names[mark->kind]);
    stmt_text(stmt, ":value", mark->value);
    if (!stmt_run_int(stmt, 0, &superseded, err))
        return false;
    *ret = superseded != 0;
    return true;
}

/* Marks "compromised" on what by now follows from the attacker's calls go again; no event depends on them
 * being attributed. */
static bool drop_superseded(struct taking *t, struct err *err)
{
    size_t kept = 0, count = t->taken->count;
    for (size_t i = 0; i < count; i++) {
        struct proposal p = t->taken->items[i];
        bool gone = false;
        if (p.mark.verdict == VERDICT_COMPROMISED && !is_superseded(t->db, &p.mark, &gone, err))
            return false;
        if (gone && !trial_unmark(t->db, &p.mark, err))
            return false;
        if (!gone)
            t->taken->items[kept++] = p;
    }
    t->taken->count = kept;
    t->news += count - kept;
    return kept == count || (attribution_update(t->db, err) &&
                             (!t->known || reach_load(t->reached, t->db, &t->taken->arena, err)));
}

static bool take_all(struct taking *t, struct err *err)
{
    for (int gives_back = 0; gives_back <= 1; gives_back++) {
        t->gives_back = gives_back;
        do {
            CLEANUP(proposal_list) struct proposal_list found = {0};
            t->news = 0;
            if (!proposal_list_find(&found, t->db, err) || !take_together(t, &found, err) ||
                (t->known && !take_singly(t, &found, err)) || !drop_superseded(t, err))
                return false;
        } while (t->news);
    }
    return true;
}

/* What adds most first. */
static int by_weight(const void *a, const void *b)
{
    const struct proposal *x = a, *y = b;
    if (x->is_high != y->is_high)
        return x->is_high ? -1 : 1;
    if (x->attributed != y->attributed)
        return x->attributed < y->attributed ? 1 : -1;
    if (x->undecided != y->undecided)
        return x->undecided < y->undecided ? 1 : -1;
    return x->mark.kind != y->mark.kind ? (int)x->mark.kind - (int)y->mark.kind
                                        : strcmp(x->mark.value, y->mark.value);
}

/* What a benign mark that follows sets aside is not undecided before the others are taken, so that it has to
 * be told by what they compromise; too many of those and only the place and the time tell. */
static const char *query_after(const struct proposal *p, const struct proposal_list *taken,
                               struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    CLEANUP(buf) struct buf terms = {0};
    size_t count = 0;
    for (size_t i = 0; i < taken->count; i++) {
        const struct mark *mark = &taken->items[i].mark;
        if (mark->verdict != VERDICT_COMPROMISED)
            continue;
        buf_str(&terms, " or ");
        filter_append_term(&terms, mark_kind_names[mark->kind], mark->value);
        count++;
    }
    filter_append_term(&out, mark_kind_names[p->mark.kind], p->mark.value);
    add_span(&out, &p->mark);
    buf_str(&out, " !is:attributed");
    if (count <= TERMS_MAX)
        buf_fmt(&out, " (is:undecided%s)", buf_text(&terms));
    return arena_str(arena, buf_text(&out));
}

/* Put what follows behind those of high confidence, which come first already; it counts for more than the
 * same thing with less confidence. */
static void put_between(struct proposal_list *list, const struct proposal_list *taken)
{
    struct proposal *old = list->items;
    size_t count = list->count, at = 0;
    list->items = NULL;
    list->count = 0;
    for (; at < count && old[at].is_high; at++)
        proposal_list_add(list, &old[at]);
    for (size_t i = 0; i < taken->count; i++) {
        struct proposal p = taken->items[i];
        if (find_same(list, &p.mark))
            continue;
        p.follows = true;
        if (is_giving_back(&p) && p.undecided != 0)
            p.query = query_after(&p, taken, &list->arena);
        proposal_copy(&p, &list->arena);
        proposal_list_add(list, &p);
    }
    for (; at < count; at++)
        if (!find_same(list, &old[at].mark))
            proposal_list_add(list, &old[at]);
}

static void note_moot(struct proposal_list *list, const struct proposal_list *taken)
{
    for (size_t i = 0; i < list->count; i++) {
        struct proposal *p = &list->items[i];
        p->moot = p->is_high && !find_same(taken, &p->mark);
        if (p->moot)
            p->against = arena_fmt(&list->arena,
                                   "it follows from the others, and needs no mark when they are taken%s%s",
                                   p->against ? "; " : "", p->against ? p->against : "");
    }
}

/* Within a trial: the effect of each, then what follows when the strong ones are taken. */
static bool load_within(struct db *db, struct proposal_list *list, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list taken = {0};
    struct reach reached;
    struct taking taking = {.db = db, .known = list, .reached = &reached, .taken = &taken};
    if (!reach_load(&reached, db, &list->arena, err) || !measure(db, list, &reached, err) ||
        !attribution_update(db, err) || !take_all(&taking, err))
        return false;
    qsort(list->items, list->count, sizeof *list->items, by_weight);
    note_moot(list, &taken);
    put_between(list, &taken);
    return true;
}

bool proposal_list_load(struct proposal_list *ret, struct db *db, struct err *err)
{
    if (!lineage_refresh(db, err) || !proposal_list_find(ret, db, err))
        return false;
    if (ret->count == 0)
        return true;
    bool done = trial_begin(db, err);
    if (done) {
        done = load_within(db, ret, err);
        trial_end(db);
    }
    if (!done)
        proposal_list_done(ret);
    return done;
}

static bool try_all(struct db *db, struct proposal_list *taken, struct err *err)
{
    struct taking taking = {.db = db, .taken = taken};
    if (!trial_begin(db, err))
        return false;
    bool done = take_all(&taking, err);
    trial_end(db);
    return done;
}

bool proposal_try_high(struct proposal_list *ret, struct db *db, struct err *err)
{
    *ret = (struct proposal_list){0};
    if (lineage_refresh(db, err) && try_all(db, ret, err))
        return true;
    proposal_list_done(ret);
    return false;
}

void proposal_tally(const struct proposal_list *list, struct buf *out)
{
    size_t counts[VERDICT__COUNT] = {0};
    const char *joint = "";
    for (size_t i = 0; i < list->count; i++)
        counts[list->items[i].mark.verdict] +=
            (list->items[i].is_high && !list->items[i].moot) || list->items[i].follows;
    for (enum verdict verdict = VERDICT_ATTACKER; verdict < VERDICT__COUNT; verdict++) {
        if (!counts[verdict])
            continue;
        buf_fmt(out, "%s%zu %s", joint, counts[verdict], verdict_names[verdict]);
        joint = ", ";
    }
}

bool proposal_take_high(struct proposal_list *ret, struct db *db, struct err *err)
{
    if (!proposal_try_high(ret, db, err))
        return false;
    if (ret->count == 0)
        return true;
    struct mark *marks = arena_zero(&ret->arena, ret->count, sizeof *marks);
    for (size_t i = 0; i < ret->count; i++)
        marks[i] = ret->items[i].mark;
    return mark_apply(db, marks, ret->count, err);
}

static bool find_one(struct db *db, enum mark_kind kind, const char *value, struct proposal_list *list,
                     const struct proposal **ret, struct err *err)
{
    struct mark mark = {.kind = kind, .value = value};
    if (!proposal_list_find(list, db, err))
        return false;
    *ret = find_same(list, &mark);
    return *ret ||
           err_set(err, ERR_USAGE, "nothing is proposed for %s %s: see 'trailcase scope CASE --proposals'",
                   mark_kind_names[kind], value);
}

bool proposal_accept(struct db *db, enum mark_kind kind, const char *value, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    const struct proposal *proposal;
    return find_one(db, kind, value, &list, &proposal, err) && mark_apply(db, &proposal->mark, 1, err);
}

bool proposal_reject(struct db *db, enum mark_kind kind, const char *value, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    CLEANUP(buf) struct buf detail = {0};
    const struct proposal *proposal;
    struct jsonw w;
    if (!find_one(db, kind, value, &list, &proposal, err))
        return false;
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kstr(&w, "kind", mark_kind_names[kind]);
    jsonw_kstr(&w, "value", value);
    jsonw_kstr(&w, "text", proposal->mark.reason);
    jsonw_end(&w);
    if (!db_begin(db, err))
        return false;
    if (journal_append(db, isotime_now(), "reject", buf_text(&detail), err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}
