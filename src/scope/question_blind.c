// SPDX-License-Identifier: GPL-3.0-or-later
/* What the third answer cannot know: the times in which a trail logged less, since the attacker came. */
#include "src/scope/question.h"

enum { WINDOWS_TOLD = 6 };

static bool is_attributed(const struct answer *answer, int64_t event_id)
{
    const struct pick *all = &answer->facts->attributed;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->event_id == event_id)
            return true;
    return false;
}

static bool count_inside(struct answer *answer, const struct trailwindow *window, int64_t *ret,
                         struct err *err)
{
    struct stmt *row;
    if (!db_stmt(answer->facts->db, QUERY_COVERAGE_INSIDE, &row, err))
        return false;
    stmt_text(row, ":account", window->account);
    stmt_int(row, ":after_s", window->from_s);
    stmt_int(row, ":before_s", window->to_s == ISOTIME_NONE ? INT64_MAX : window->to_s);
    if (stmt_step(row, err) != STMT_ROW)
        return false;
    *ret = stmt_get_int(row, 0);
    stmt_clear(row);
    return true;
}

static bool tell(struct answer *answer, const struct trailwindow *window, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    int64_t known;
    if (!count_inside(answer, window, &known, err))
        return false;
    buf_str(&text, "What happened ");
    if (window->to_s == ISOTIME_NONE) {
        buf_str(&text, "after ");
        phrase_time(&text, window->from_s);
    } else {
        phrase_span(&text, window->from_s, window->to_s);
    }
    buf_fmt(&text, " (UTC) in account %s: trail %s", window->account, window->trail);
    if (window->region[0])
        buf_fmt(&text, " (%s)", window->region);
    buf_fmt(&text, " left out %s, by %s of %s%s. ", window->excluded, window->api, window->principal,
            is_attributed(answer, window->opened_by) ? ", a call of the attacker" : "");
    if (known == 0) {
        buf_str(&text, "No event of the account is known from then");
    } else {
        phrase_count(&text, known, "event of the account is", "events of the account are");
        buf_str(&text, " known from then all the same");
    }
    buf_str(
        &text,
        "; another trail, the event history of the console (90 days) or logs of the services could tell.");
    answer_gap(answer, "%s", buf_text(&text));
    return true;
}

bool question_blind(struct answer *answer, struct err *err)
{
    const struct coverage *coverage = answer->coverage;
    int64_t first_s = pick_first_s(&answer->facts->attributed);
    size_t count = 0;
    for (size_t i = 0; i < coverage->window_count; i++) {
        const struct trailwindow *window = &coverage->windows[i];
        bool matters = window->hides_events && (window->to_s == ISOTIME_NONE || window->to_s > first_s);
        if (matters && count++ < WINDOWS_TOLD && !tell(answer, window, err))
            return false;
    }
    if (count > WINDOWS_TOLD)
        answer_gap(answer, "What happened in %zu more times that a trail left something out: see coverage.",
                   count - WINDOWS_TOLD);
    return true;
}
