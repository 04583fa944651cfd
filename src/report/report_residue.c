// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_residue.h"

#include "src/scope/phrase.h"

void report_residue_short(const struct residue_list *list, struct buf *out)
{
    if (list->count == 0) {
        buf_str(out, "No attributed call made something or took a protection down.");
        return;
    }
    phrase_count(out, (int64_t)list->states[RESIDUE_OPEN], "thing the attacker made or took down is open",
                 "things the attacker made or took down are open");
    if (list->states[RESIDUE_PARTLY])
        buf_fmt(out, ", %zu partly", list->states[RESIDUE_PARTLY]);
    if (list->states[RESIDUE_UNDONE])
        buf_fmt(out, "; %zu undone in these logs.", list->states[RESIDUE_UNDONE]);
    else
        buf_str(out, "; nothing was undone in these logs.");
}
