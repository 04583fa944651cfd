// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/proposal_lines.h"

#include "src/scope/proposal.h"
#include "ui/core/format.h"
#include "ui/view/cells.h"

#include <inttypes.h>

const enum thing proposal_things[MARK_KIND__COUNT] = {
    [MARK_ADDRESS] = THING_ADDRESS, [MARK_KEY] = THING_KEY,     [MARK_PRINCIPAL] = THING_PRINCIPAL,
    [MARK_SESSION] = THING_SESSION, [MARK_AGENT] = THING_AGENT, [MARK_EVENT] = THING_EVENT,
};

const struct keymap_binding proposal_keys[] = {
    {"a", REQUEST_ACCEPT, "take the proposal on this line"},
    {"x", REQUEST_REJECT, "reject the proposal, or withdraw the mark, on this line"},
    {"A", REQUEST_ACCEPT_STRONG, "take all proposals of high confidence, and what follows from them"},
    {NULL, REQUEST_NONE, NULL},
};

static void put_change(struct buf *out, int64_t change, const char *what)
{
    if (change == 0)
        return;
    buf_fmt(out, "%s%c", out->len > 0 ? ", " : "", change < 0 ? '-' : '+');
    format_count(out, change < 0 ? -change : change);
    buf_fmt(out, " %s", what);
}

/* "+383 attributed, +3 credentials": what taking it alone would change. */
static void put_effect(struct buf *out, const struct proposal *proposal)
{
    CLEANUP(buf) struct buf effect = {0};
    put_change(&effect, proposal->attributed, "attributed");
    put_change(&effect, proposal->undecided, "undecided");
    put_change(&effect, proposal->credentials, proposal->credentials == 1 ? "credential" : "credentials");
    buf_str(out, effect.len > 0 ? buf_text(&effect) : "changes nothing by itself");
}

static void put_proposal(struct page *page, const struct proposal *proposal)
{
    const struct mark *mark = &proposal->mark;
    const char *verdict = verdict_names[mark->verdict];
    CLEANUP(buf) struct buf text = {0}, event = {0};
    buf_fmt(&text, "%s %s, %s: ", mark_kind_names[mark->kind], mark->value,
            proposal->is_high ? "high" : "medium");
    put_effect(&text, proposal);
    buf_fmt(&text, ". %s", proposal->why);
    if (proposal->against != NULL)
        buf_fmt(&text, ", but %s", proposal->against);
    struct page_line *line =
        page_field(page, verdict, PROPOSAL_LABEL_COLS, verdict_role(verdict), buf_text(&text));
    line->text.head_role = verdict_role(verdict);
    line->tag = PROPOSAL_TAG_PROPOSAL;
    buf_fmt(&event, "%" PRId64, proposal->event_id);
    page_leads(page, line, "event", NULL);
    line->what = arena_str(page->arena, buf_text(&event));
    page_stands(page, line, proposal_things[mark->kind], mark->value);
}

static size_t put_those(struct page *page, const struct proposal_list *list, bool high, size_t most)
{
    size_t shown = 0;
    for (size_t i = 0; i < list->count && shown < most; i++)
        if (list->items[i].is_high == high) {
            put_proposal(page, &list->items[i]);
            shown++;
        }
    return shown;
}

void proposal_lines(struct page *page, struct db *db, size_t most)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    struct err err;
    if (db_is_readonly(db))
        return;
    if (!proposal_list_load(&list, db, &err)) {
        page_title(page, "Proposals");
        page_fmt(page, ROLE_WARNING, "  not now: %s", err.text);
        return;
    }
    if (list.count == 0)
        return;
    page_title(page, "Proposals: a takes one, x rejects it, A takes all that are high");
    size_t shown = put_those(page, &list, true, most);
    shown += put_those(page, &list, false, most - shown);
    if (shown == list.count)
        return;
    struct page_line *line = page_fmt(page, ROLE_NORMAL, "  and %zu more: Enter", list.count - shown);
    page_leads(page, line, "proposals", NULL);
}

static enum view_answer decide_on_line(struct view *view, const struct page_line *line, enum request request)
{
    enum proposal_tag tag = line != NULL ? (enum proposal_tag)line->tag : PROPOSAL_TAG_NONE;
    enum view_decide what = VIEW_DECIDE_NONE;
    if (tag == PROPOSAL_TAG_PROPOSAL)
        what = request == REQUEST_ACCEPT ? VIEW_ACCEPT : VIEW_REJECT;
    else if (tag == PROPOSAL_TAG_MARK && request == REQUEST_REJECT)
        what = VIEW_WITHDRAW;
    if (what != VIEW_DECIDE_NONE)
        view->decision = (struct view_decision){what, line->subject, line->value};
    else if (tag == PROPOSAL_TAG_DERIVED)
        view_say(view, "this follows from a call of the attacker: m marks it otherwise");
    else
        view_say(view, "there is no proposal%s on this line",
                 request == REQUEST_REJECT ? " and no mark" : "");
    return VIEW_DONE;
}

enum view_answer proposal_request(struct view *view, const struct page *page, enum request request)
{
    if (request == REQUEST_ACCEPT || request == REQUEST_REJECT)
        return decide_on_line(view, page_current(view, page), request);
    if (request != REQUEST_ACCEPT_STRONG)
        return VIEW_PASS;
    view->decision = (struct view_decision){.what = VIEW_ACCEPT_STRONG};
    struct pager *pager = view->state; /* most of what is here will be gone */
    pager->line = pager->top = 0;
    return VIEW_DONE;
}
