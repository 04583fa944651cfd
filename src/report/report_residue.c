// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_residue.h"

#include "src/scope/phrase.h"

/* ": 344 security group rules, 1 key pair and 1 instance" */
static void list_open(const struct residue_list *list, struct buf *out)
{
    int64_t counts[RESIDUE_KIND__COUNT] = {0};
    size_t kinds = 0, written = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].state == RESIDUE_OPEN)
            kinds += counts[list->items[i].kind]++ == 0;
    for (size_t kind = 0; kind < RESIDUE_KIND__COUNT; kind++) {
        if (!counts[kind])
            continue;
        buf_str(out, written == 0 ? ": " : written + 1 == kinds ? " and " : ", ");
        phrase_count(out, counts[kind], residue_kinds[kind].one, residue_kinds[kind].many);
        written++;
    }
}

void report_residue_short(const struct residue_list *list, struct buf *out)
{
    if (list->count == 0) {
        buf_str(out, "No attributed call made something or took a protection down.");
        return;
    }
    phrase_count(out, (int64_t)list->states[RESIDUE_OPEN], "thing the attacker made or took down is open",
                 "things the attacker made or took down are open");
    list_open(list, out);
    if (list->states[RESIDUE_PARTLY])
        buf_fmt(out, ", %zu partly", list->states[RESIDUE_PARTLY]);
    if (list->states[RESIDUE_UNDONE])
        buf_fmt(out, "; %zu undone in these logs.", list->states[RESIDUE_UNDONE]);
    else
        buf_str(out, "; nothing was undone in these logs.");
}
