// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/residue_text.h"

#include "src/scope/phrase.h"

#include <stdlib.h>
#include <string.h>

static const char some[] = "(the record does not say)";

/* Of an ARN what comes last; anything else as it is. */
static const char *shorten(const char *text)
{
    const char *slash = strncmp(text, "arn:", 4) == 0 ? strrchr(text, '/') : NULL;
    return slash && slash[1] ? slash + 1 : text;
}

static void put(struct buf *out, const char *text)
{
    buf_str(out, text ? shorten(text) : some);
}

void residue_text(struct buf *out, const struct residue *residue)
{
    static const char name[] = "{name}", part[] = "{part}";
    for (const char *at = residue_kinds[residue->kind].say; *at;) {
        if (strncmp(at, name, strlen(name)) == 0) {
            put(out, residue->name);
            at += strlen(name);
        } else if (strncmp(at, part, strlen(part)) == 0) {
            put(out, residue->part);
            at += strlen(part);
        } else {
            buf_char(out, *at++);
        }
    }
}

void residue_text_who(struct buf *out, const struct residue_act *act)
{
    if (act->principal)
        buf_str(out, act->principal);
    if (act->session && *act->session)
        buf_fmt(out, "/%s", act->session);
}

void residue_text_state(struct buf *out, const struct residue *residue)
{
    buf_str(out, residue_state_names[residue->state]);
    if (!residue->ended.event_id)
        return;
    buf_char(out, ' ');
    residue_text_end(out, residue);
}

void residue_text_end(struct buf *out, const struct residue *residue)
{
    phrase_time(out, residue->ended.time_s);
    buf_str(out, " by ");
    if (residue->ended.is_attacker)
        buf_str(out, "the attacker as ");
    residue_text_who(out, &residue->ended);
    buf_fmt(out, " (%s)", residue->ended.api);
}

static bool has_part(const struct residue *residue)
{
    return strstr(residue_kinds[residue->kind].say, "{part}") != NULL;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

const char *residue_alike(const struct residue *residue, struct arena *arena)
{
    return arena_fmt(arena, "%s|%s|%s|%s|%s|%s|%s", residue_kinds[residue->kind].word,
                     residue_state_names[residue->state], or_empty(residue->account),
                     or_empty(residue->region), has_part(residue) ? or_empty(residue->part) : "",
                     or_empty(residue->ended.principal), or_empty(residue->ended.api));
}

struct placed {
    const char *alike;
    size_t place;
};

static int compare_alike(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int order = strcmp(x->alike, y->alike);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static int compare_lines(const void *a, const void *b)
{
    const struct residue *x = ((const struct residue_line *)a)->first,
                         *y = ((const struct residue_line *)b)->first;
    return (x > y) - (x < y);
}

static void add_line(struct residue_lines *lines, const struct residue_list *list,
                     const struct placed *placed, size_t count)
{
    bool one_line = count > RESIDUE_ALIKE_MAX;
    for (size_t i = 0; i < count; i += one_line ? count : 1)
        lines->items[lines->count++] = (struct residue_line){
            .first = &list->items[placed[i].place],
            .count = one_line ? count : 1,
            .last_s = list->items[placed[one_line ? count - 1 : i].place].opened.time_s};
}

struct residue_lines residue_unfold(const struct residue_list *list, unsigned states, struct arena *arena)
{
    struct residue_lines lines = {.items = arena_alloc(arena, (list->count + 1) * sizeof *lines.items)};
    for (size_t i = 0; i < list->count; i++)
        if (states & 1U << list->items[i].state)
            lines.items[lines.count++] =
                (struct residue_line){&list->items[i], 1, list->items[i].opened.time_s};
    return lines;
}

static void keep_alike(struct residue_lines *lines, const char *alike, struct arena *arena)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (strcmp(residue_alike(lines->items[i].first, arena), alike) == 0)
            lines->items[count++] = lines->items[i];
    lines->count = count;
}

struct residue_lines residue_fold(const struct residue_list *list, unsigned states, const char *alike,
                                  struct arena *arena)
{
    struct residue_lines all = residue_unfold(list, states, arena), lines = all;
    if (alike) {
        keep_alike(&all, alike, arena);
        return all;
    }
    struct placed *order = arena_alloc(arena, (all.count + 1) * sizeof *order);
    for (size_t i = 0; i < all.count; i++)
        order[i] = (struct placed){residue_alike(all.items[i].first, arena),
                                   (size_t)(all.items[i].first - list->items)};
    qsort(order, all.count, sizeof *order, compare_alike);
    lines.count = 0;
    for (size_t from = 0, to; from < all.count; from = to) {
        for (to = from + 1; to < all.count && strcmp(order[to].alike, order[from].alike) == 0;)
            to++;
        add_line(&lines, list, &order[from], to - from);
    }
    qsort(lines.items, lines.count, sizeof *lines.items, compare_lines);
    return lines;
}

void residue_text_line(struct buf *out, const struct residue_line *line)
{
    const struct residue_kind_info *kind = &residue_kinds[line->first->kind];
    if (line->count == 1) {
        residue_text(out, line->first);
        return;
    }
    phrase_count(out, (int64_t)line->count, kind->one, kind->many);
    if (has_part(line->first)) {
        buf_str(out, ": ");
        put(out, line->first->part);
    }
}
