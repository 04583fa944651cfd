// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/proposal_lines.h"

#include "src/scope/phrase.h"
#include "ui/view/cells.h"

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

static void put_proposal(struct page *page, const struct proposal *proposal, bool brief)
{
    const struct mark *mark = &proposal->mark;
    const char *verdict = verdict_names[mark->verdict];
    CLEANUP(buf) struct buf text = {0};
    mark_name(mark, &text);
    buf_str(&text, ": ");
    proposal_effect(proposal, &text);
    if (!brief)
        buf_fmt(&text, ". %s", proposal->why);
    if (proposal->against != NULL)
        buf_fmt(&text, ", but %s", proposal->against);
    struct page_line *line = page_field(page, verdict, PROPOSAL_LABEL_COLS, ROLE_NORMAL, buf_text(&text));
    line->text.head_role = verdict_role(verdict);
    line->tag = proposal->follows ? PROPOSAL_TAG_FOLLOWS : PROPOSAL_TAG_PROPOSAL;
    page_leads(page, line, "events", proposal->query);
    bool changes = proposal->attributed != 0 || proposal->undecided != 0;
    line->label = changes ? "it would change" : "it rests on";
    page_stands(page, line, proposal_things[mark->kind], mark->value);
}

/* What is decided together stands together. */
struct section {
    const char *title;
    bool high, follows;
};

static const struct section sections[] = {
    {"Proposals of high confidence: a takes one, x rejects it, A takes all", true, false},
    {"What follows from them, benign ones too: A takes these along", true, true},
    {"Proposals of medium confidence: a takes one, x rejects it", false, false},
};

static bool is_in(const struct proposal *p, const struct section *section)
{
    return p->follows == section->follows && (p->follows || p->is_high == section->high);
}

static size_t put_section(struct page *page, const struct proposal_list *list, const struct section *section,
                          size_t most)
{
    bool brief = most != SIZE_MAX;
    size_t shown = 0;
    for (size_t i = 0; i < list->count && shown < most; i++) {
        if (!is_in(&list->items[i], section))
            continue;
        if (shown == 0)
            page_title(page, section->title);
        put_proposal(page, &list->items[i], brief);
        shown++;
    }
    return shown;
}

/* along: how many of those left out A takes along */
static void put_rest(struct page *page, size_t left, size_t along)
{
    CLEANUP(buf) struct buf text = {0};
    if (left == 0)
        return;
    buf_fmt(&text, "  and %zu more", left);
    if (along > 0)
        buf_fmt(&text, ", among them %zu that A takes along", along);
    buf_str(&text, ": Enter lists all");
    page_leads(page, page_put(page, ROLE_NORMAL, buf_text(&text)), "proposals", NULL);
}

static size_t count_following(const struct proposal_list *list)
{
    size_t following = 0;
    for (size_t i = 0; i < list->count; i++)
        following += list->items[i].follows;
    return following;
}

void proposal_lines(struct page *page, const struct proposal_list *list, size_t most)
{
    size_t shown = 0, along = count_following(list);
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        size_t put = put_section(page, list, &sections[i], most == SIZE_MAX ? most : most - shown);
        shown += put;
        along -= sections[i].follows ? put : 0;
    }
    put_rest(page, list->count - shown, along);
}

void proposal_open(struct buf *out, const struct proposal_list *list, bool effects)
{
    size_t high = 0, following = count_following(list);
    for (size_t i = 0; i < list->count; i++)
        high += list->items[i].is_high && !list->items[i].follows && !list->items[i].moot;
    phrase_count(out, (int64_t)(list->count - following), "proposal", "proposals");
    buf_str(out, " to take or reject");
    if (!effects || high == 0) {
        buf_fmt(out, ", %zu of high confidence", high);
        return;
    }
    buf_fmt(out, "; A takes %zu", high);
    if (following > 0)
        buf_fmt(out, " and %zu that %s", following, following == 1 ? "follows" : "follow");
    buf_str(out, ": ");
    proposal_tally(list, out);
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
    else if (tag == PROPOSAL_TAG_FOLLOWS)
        view_say(view, "this follows from the others: A takes them all, or take those before it first");
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
    view->decision = (struct view_decision){.what = VIEW_WEIGH_STRONG};
    struct pager *pager = view->state; /* most of what is here will be gone */
    pager->line = pager->top = 0;
    return VIEW_DONE;
}
