// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/residue_replay.h"

#include "src/scope/residue_policy.h"

#include <string.h>

/* A text that is in force: the policy of a bucket, the trust of a role. */
struct residue_known {
    const char *account, *region, *name, *part, *text;
    struct residue_known *next;
};

void residue_replay_init(struct residue_replay *replay, struct residue_list *list)
{
    memset(replay, 0, sizeof *replay);
    replay->list = list;
}

void residue_replay_done(struct residue_replay *replay)
{
    arena_done(&replay->arena);
}

bool residue_makes(const struct residue_call *call)
{
    return call->effect == RESIDUE_OPENS || call->effect == RESIDUE_SETS || call->effect == RESIDUE_TELLS;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* What a call does not name it means any of; what it should name and does not, it does not mean. */
static bool meant(const char *path, const char *wanted, const char *got)
{
    return !path || (wanted && got && strcmp(wanted, got) == 0);
}

static bool same_place(const struct residue_step *step, const char *account, const char *region)
{
    bool whole = residue_kinds[step->call->kind].scope == RESIDUE_IN_ACCOUNT;
    return same(step->account, account) && (whole || same(step->region, region));
}

/* Rules are always told by group and part; their paths are not in the table. */
static const char *path_or(const struct residue_call *call, const char *path)
{
    return path ? path : call->shape != RESIDUE_PATHS ? "rule" : NULL;
}

static bool is_meant(const struct residue_step *step, const struct residue *residue)
{
    const struct residue_thing *thing = &step->thing;
    const char *name = path_or(step->call, step->call->name), *part = path_or(step->call, step->call->part);
    if (!same_place(step, residue->account, residue->region))
        return false;
    if (thing->id && residue->id)
        return strcmp(thing->id, residue->id) == 0;
    if (step->call->id && !name && !part)
        return false;
    return meant(name, thing->name, residue->name) && meant(part, thing->part, residue->part);
}

/* Is this the very same thing? */
static bool is_same(const struct residue_step *step, const struct residue *residue)
{
    const struct residue_thing *thing = &step->thing;
    if (!same_place(step, residue->account, residue->region))
        return false;
    if (thing->id && residue->id)
        return strcmp(thing->id, residue->id) == 0;
    return same(thing->name, residue->name) && same(thing->part, residue->part) &&
           (thing->name || thing->part);
}

/* The buckets a step has to look through: that of its name, or all. */
struct span {
    size_t from, to;
};

static size_t bucket_of(const char *name)
{
    uint32_t hash = 2166136261U;
    for (; name && *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619U;
    return hash % RESIDUE_BUCKETS;
}

static struct span span_of(const struct residue_step *step)
{
    size_t bucket = bucket_of(step->thing.name);
    bool by_name = step->thing.name && !step->thing.id && path_or(step->call, step->call->name);
    return by_name ? (struct span){bucket, bucket + 1} : (struct span){0, RESIDUE_BUCKETS};
}

/* --- texts in force --- */

static struct residue_known *find_known(struct residue_replay *replay, const struct residue_step *step)
{
    size_t bucket = bucket_of(step->thing.name);
    for (struct residue_known *at = replay->known[step->call->kind][bucket]; at; at = at->next)
        if (same(at->name, step->thing.name) && same(at->part, step->thing.part) &&
            same_place(step, at->account, at->region))
            return at;
    return NULL;
}

static void know(struct residue_replay *replay, const struct residue_step *step)
{
    struct residue_known *known = find_known(replay, step);
    struct residue_known **first = &replay->known[step->call->kind][bucket_of(step->thing.name)];
    struct arena *arena = &replay->arena;
    if (!known) {
        known = arena_zero(arena, 1, sizeof *known);
        *known = (struct residue_known){.account = arena_str(arena, step->account),
                                        .region = arena_str(arena, step->region),
                                        .name = arena_str(arena, step->thing.name),
                                        .part = arena_str(arena, step->thing.part),
                                        .next = *first};
        *first = known;
    }
    known->text = arena_str(arena, step->thing.text);
}

static void forget(struct residue_replay *replay, const struct residue_step *step)
{
    struct span span = span_of(step);
    for (size_t b = span.from; b < span.to; b++)
        for (struct residue_known *at = replay->known[step->call->kind][b]; at; at = at->next)
            if (same_place(step, at->account, at->region) &&
                meant(step->call->name, step->thing.name, at->name) &&
                meant(step->call->part, step->thing.part, at->part))
                at->text = NULL;
}

/* --- what is there --- */

static struct residue_act keep_act(const struct residue_act *act, struct arena *arena)
{
    struct residue_act copy = *act;
    copy.api = arena_str(arena, act->api);
    copy.principal = arena_str(arena, act->principal);
    copy.session = arena_str(arena, act->session);
    copy.key = arena_str(arena, act->key);
    return copy;
}

static struct residue *add(struct residue_replay *replay, const struct residue_step *step)
{
    struct residue_list *list = replay->list;
    struct residue_live *live = &replay->live[step->call->kind][bucket_of(step->thing.name)];
    struct arena *arena = &list->arena;
    if (list->count == replay->list_size) {
        struct residue *grown =
            arena_alloc(arena, (replay->list_size = 2 * list->count + 64) * sizeof *grown);
        if (list->count)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
    }
    if (live->count == live->size) {
        size_t *grown = arena_alloc(&replay->arena, (live->size = 2 * live->size + 16) * sizeof *grown);
        if (live->count)
            memcpy(grown, live->items, live->count * sizeof *grown);
        live->items = grown;
    }
    live->items[live->count++] = list->count;
    replay->live_count[step->call->kind]++;
    bool whole = residue_kinds[step->call->kind].scope == RESIDUE_IN_ACCOUNT;
    struct residue *residue = &list->items[list->count++];
    *residue = (struct residue){.kind = step->call->kind,
                                .account = arena_str(arena, step->account),
                                .region = whole ? NULL : arena_str(arena, step->region),
                                .name = arena_str(arena, step->thing.name),
                                .part = arena_str(arena, step->thing.part),
                                .id = arena_str(arena, step->thing.id),
                                .text = arena_str(arena, step->thing.text),
                                .opened = keep_act(&step->act, arena),
                                .calls = 1};
    return residue;
}

/* Give what is undone, or half so, its end; true when it is undone and so no longer looked through. */
static bool end(struct residue_replay *replay, struct residue *residue, enum residue_state state,
                const struct residue_act *act)
{
    replay->live_count[residue->kind] -= state == RESIDUE_UNDONE;
    if (state == RESIDUE_OPEN)
        residue->ended = (struct residue_act){0};
    else if (residue->state != state || state == RESIDUE_UNDONE)
        residue->ended = keep_act(act, &replay->list->arena);
    residue->state = state;
    return state == RESIDUE_UNDONE;
}

static void drop_live(struct residue_live *live, size_t at)
{
    memmove(&live->items[at], &live->items[at + 1], (--live->count - at) * sizeof *live->items);
}

static const enum residue_state states_after[] = {
    [RESIDUE_CLOSES] = RESIDUE_UNDONE,
    [RESIDUE_HALVES] = RESIDUE_PARTLY,
    [RESIDUE_DOUBTS] = RESIDUE_PARTLY,
    [RESIDUE_REOPENS] = RESIDUE_OPEN,
};

static bool undo_in(struct residue_replay *replay, const struct residue_step *step, struct residue_live *live)
{
    enum residue_effect effect = step->call->effect;
    bool any = false;
    for (size_t i = 0; i < live->count;) {
        struct residue *residue = &replay->list->items[live->items[i]];
        if (!is_meant(step, residue)) {
            i++;
            continue;
        }
        any = true;
        if (effect == RESIDUE_CLOSES && residue_kinds[residue->kind].sense == RESIDUE_MADE &&
            !residue->before)
            replay->closed_own = true;
        if (end(replay, residue, states_after[effect], &step->act))
            drop_live(live, i);
        else
            i++;
    }
    return any;
}

bool residue_undo(struct residue_replay *replay, const struct residue_step *step)
{
    struct span span = span_of(step);
    bool any = false;
    if (step->call->effect == RESIDUE_DOUBTS && step->act.is_attacker)
        return false;
    for (size_t b = span.from; b < span.to; b++)
        any |= undo_in(replay, step, &replay->live[step->call->kind][b]);
    if (step->call->effect == RESIDUE_CLOSES)
        forget(replay, step);
    return any;
}

/* Somebody else wrote another text: how much of the attacker's is left? */
static void write_over_in(struct residue_replay *replay, const struct residue_step *step,
                          struct residue_live *live)
{
    static const enum residue_state states[] = {[RESIDUE_LEFT_NONE] = RESIDUE_UNDONE,
                                                [RESIDUE_LEFT_SOME] = RESIDUE_PARTLY,
                                                [RESIDUE_LEFT_ALL] = RESIDUE_OPEN};
    CLEANUP(arena) struct arena scratch = {0};
    for (size_t i = 0; i < live->count;) {
        struct residue *residue = &replay->list->items[live->items[i]];
        enum residue_left left = RESIDUE_LEFT_ALL;
        bool is_it = is_same(step, residue);
        if (is_it)
            left = residue_left(residue->before, residue->text, step->thing.text, &scratch);
        if (is_it && end(replay, residue, states[left], &step->act))
            drop_live(live, i);
        else
            i++;
    }
}

static void write_over(struct residue_replay *replay, const struct residue_step *step)
{
    struct span span = span_of(step);
    for (size_t b = span.from; b < span.to; b++)
        write_over_in(replay, step, &replay->live[step->call->kind][b]);
}

/* What is there already, made once more. */
static struct residue *find_same(struct residue_replay *replay, const struct residue_step *step)
{
    struct span span = span_of(step);
    for (size_t b = span.from; b < span.to; b++) {
        const struct residue_live *live = &replay->live[step->call->kind][b];
        for (size_t i = 0; i < live->count; i++)
            if (is_same(step, &replay->list->items[live->items[i]]))
                return &replay->list->items[live->items[i]];
    }
    return NULL;
}

static void open_it(struct residue_replay *replay, const struct residue_step *step)
{
    struct residue *residue = find_same(replay, step);
    struct arena *arena = &replay->list->arena;
    if (residue) {
        residue->calls++;
        if (step->thing.part)
            residue->part = arena_str(arena, step->thing.part);
        if (step->thing.text)
            residue->text = arena_str(arena, step->thing.text);
        end(replay, residue, RESIDUE_OPEN, &step->act);
        return;
    }
    residue = add(replay, step);
    const struct residue_known *known = step->call->effect == RESIDUE_SETS ? find_known(replay, step) : NULL;
    if (known)
        residue->before = arena_str(arena, known->text);
}

void residue_make(struct residue_replay *replay, const struct residue_step *step)
{
    enum residue_effect effect = step->call->effect;
    bool own = replay->closed_own && residue_kinds[step->call->kind].sense == RESIDUE_TAKEN_DOWN;
    if (effect != RESIDUE_TELLS && step->act.is_attacker && !own)
        open_it(replay, step);
    else if (effect == RESIDUE_SETS && !step->act.is_attacker)
        write_over(replay, step);
    if (effect == RESIDUE_SETS || effect == RESIDUE_TELLS)
        know(replay, step);
}
