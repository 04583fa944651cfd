// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scope: the four questions with the claims that answer them, and the marks they rest on. Enter on a claim
 * shows its events.
 */
#include "src/base/alloc.h"
#include "src/scope/attribution.h"
#include "src/scope/mark.h"
#include "src/scope/questions.h"
#include "src/scope/residue.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"
#include "ui/view/proposal_lines.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { LABEL_COLS = 11, IDS_MAX = 400, PROPOSALS_SHOWN = 3, TAG_QUESTION = 100 };

/* Loaded in two parts: measuring proposals takes longer than the answers. */
enum part { PART_ANSWERS, PART_WHOLE };

struct scope_model {
    enum part part;
    struct arena arena;
    struct page page;
    struct attribution_counts counts;
    size_t open;                        /* proposals that are not decided */
    const char *words[QUESTION__COUNT]; /* what each answer says, the analyst's words before the computed */
};

static void scope_free(void *data)
{
    struct scope_model *model = data;
    page_done(&model->page);
    arena_done(&model->arena);
    free(model);
}

/* --- text --- */

static void add_events(struct buf *out, int64_t count)
{
    format_count(out, count);
    buf_str(out, count == 1 ? " event" : " events");
}

static void put_left(struct scope_model *model, const struct residue_list *list)
{
    CLEANUP(buf) struct buf text = {0};
    size_t open = list->states[RESIDUE_OPEN] + list->states[RESIDUE_PARTLY];
    if (list->count == 0)
        return;
    format_count(&text, (int64_t)open);
    buf_str(&text, " made or taken down and not undone, ");
    format_count(&text, (int64_t)list->states[RESIDUE_UNDONE]);
    buf_str(&text, " undone");
    struct page_line *line = page_field(&model->page, "residue", LABEL_COLS,
                                        open > 0 ? ROLE_ATTACKER : ROLE_NORMAL, buf_text(&text));
    page_leads(&model->page, line, "residue", NULL);
}

static void put_counts(struct scope_model *model, size_t marks)
{
    struct page *page = &model->page;
    CLEANUP(buf) struct buf text = {0};
    if (marks == 0) {
        page_put(page, ROLE_STRONG, "Nothing is marked yet, so there is no scope.");
        page_put(
            page, ROLE_NORMAL,
            "Mark what is the attacker's (an address, a key, an agent, a session, a principal, one event) "
            "with m on any screen; what follows from it shows here.");
        return;
    }
    add_events(&text, model->counts.attributed);
    struct page_line *line = page_field(page, "attacker", LABEL_COLS, ROLE_ATTACKER, buf_text(&text));
    page_leads(page, line, "events", "is:attributed");
    line->label = "attributed";
    buf_clear(&text);
    add_events(&text, model->counts.undecided);
    buf_str(&text, model->counts.undecided > 0 ? " of compromised things, to be decided" : "");
    line = page_field(page, "undecided", LABEL_COLS, ROLE_UNDECIDED, buf_text(&text));
    page_leads(page, line, "events", "is:undecided");
    line->label = "undecided";
}

/* The answers hold only as far as nothing is left to decide. */
static void put_open(struct scope_model *model, const struct proposal_list *list, bool effects)
{
    CLEANUP(buf) struct buf text = {0};
    if (list->count == 0)
        return;
    for (size_t i = 0; i < list->count; i++)
        model->open += !list->items[i].follows;
    proposal_open(&text, list, effects);
    struct page_line *line = page_field(&model->page, "open", LABEL_COLS, ROLE_WARNING, buf_text(&text));
    page_leads(&model->page, line, "proposals", NULL);
}

/* What is set aside and may be the attacker's all the same stays in sight, as what is undecided does. */
static void put_meanwhile(struct scope_model *model, const struct questions *questions)
{
    CLEANUP(buf) struct buf text = {0}, filter = {0};
    int64_t total = questions_meanwhile(questions, &filter);
    if (total == 0)
        return;
    add_events(&text, total);
    buf_str(&text, " of others, with the attacker's credentials and between the attacker's calls: Enter to "
                   "look, m there to decide otherwise");
    struct page_line *line = page_field(&model->page, "set aside", LABEL_COLS, ROLE_WARNING, buf_text(&text));
    page_leads(&model->page, line, "events", buf_text(&filter));
    line->label = "set aside";
}

/* Without effects where there is no time for them, or where they cannot be tried, which a line tells. */
static bool load_proposals(struct proposal_list *ret, struct scope_model *model, struct db *db,
                           bool *ret_effects, struct err *err)
{
    struct err why = {0};
    *ret_effects = model->part == PART_WHOLE && proposal_list_load(ret, db, &why);
    if (*ret_effects)
        return true;
    if (why.code != ERR_NONE)
        page_fmt(&model->page, ROLE_WARNING, "What proposals would change cannot be told now: %s", why.text);
    return proposal_list_find(ret, db, err);
}

/* A filter for some events by their numbers, for claims that no shorter one describes. */
static const char *ids_filter(struct arena *arena, const int64_t *ids, size_t count)
{
    CLEANUP(buf) struct buf text = {0};
    buf_str(&text, "id:(");
    for (size_t i = 0; i < count && i < IDS_MAX; i++)
        buf_fmt(&text, "%s%" PRId64, i > 0 ? "," : "", ids[i]);
    buf_str(&text, ")");
    return arena_str(arena, buf_text(&text));
}

/* tag: of the question */
static void put_claim(struct page *page, const struct claim *claim, int tag)
{
    CLEANUP(buf) struct buf text = {0};
    buf_str(&text, claim->text);
    const char *label = claim->own_id ? "yours" : confidence_names[claim->confidence];
    struct page_line *line = page_field(page, label, LABEL_COLS, ROLE_NORMAL, buf_text(&text));
    if (claim->query != NULL)
        page_leads(page, line, "events", claim->query);
    else if (claim->event_count > 0)
        page_leads(page, line, "events", ids_filter(page->arena, claim->events, claim->event_count));
    line->label = "claim";
    line->tag = tag;
    if (claim->against_total == 0)
        return;
    buf_clear(&text);
    add_events(&text, claim->against_total);
    buf_fmt(&text, ": %s", claim->against_why != NULL ? claim->against_why : "they speak against it");
    line = page_field(page, "against it", LABEL_COLS, ROLE_WARNING, buf_text(&text));
    page_leads(page, line, "events",
               claim->against_query != NULL ? claim->against_query
                                            : ids_filter(page->arena, claim->against, claim->against_count));
    line->label = "against";
    line->tag = tag;
}

/* All four together, before what they rest on: they fit a screen, their claims do not. */
static void put_answers(struct page *page, const struct questions *questions, bool so_far)
{
    static const char *const labels[QUESTION__COUNT] = {
        [QUESTION_CREDENTIALS] = "they had",
        [QUESTION_DURATION] = "how long",
        [QUESTION_ACTIONS] = "they did",
        [QUESTION_ENTRY] = "way in",
    };
    page_title(page, so_far ? "The four answers so far: Tab goes on to what each rests on"
                            : "The four answers: Tab goes on to what each rests on");
    for (int i = 0; i < QUESTION__COUNT; i++) {
        const struct question *question = &questions->items[i];
        bool own = question->own_answer != NULL;
        struct page_line *line = page_field(page, labels[i], LABEL_COLS, own ? ROLE_STRONG : ROLE_NORMAL,
                                            own ? question->own_answer : question->answer);
        page_leads(page, line, "events", "is:attributed");
        line->label = "attributed";
        line->tag = TAG_QUESTION + i;
    }
}

static void put_question(struct page *page, const struct question *question, int tag)
{
    page_title(page, question->title);
    if (question->own_answer != NULL) {
        page_field(page, "yours", LABEL_COLS, ROLE_STRONG, question->own_answer);
        page_field(page, "computed", LABEL_COLS, ROLE_DIM, question->answer);
    }
    for (size_t i = 0; i < question->claim_count; i++)
        put_claim(page, &question->claims[i], tag);
    for (size_t i = 0; i < question->unanswerable_count; i++)
        page_field(page, "not known", LABEL_COLS, ROLE_DIM, question->unanswerable[i]);
}

static void put_mark(struct page *page, const struct mark *mark)
{
    CLEANUP(buf) struct buf text = {0};
    const char *verdict = verdict_names[mark->verdict];
    mark_name(mark, &text);
    char since[ISOTIME_SIZE], until[ISOTIME_SIZE];
    if (mark->since_s != ISOTIME_NONE)
        buf_fmt(&text, ", since %s", isotime_format(mark->since_s, since));
    if (mark->until_s != ISOTIME_NONE)
        buf_fmt(&text, ", until %s", isotime_format(mark->until_s, until));
    buf_str(&text, ": ");
    mark_figures(mark, &text);
    if (mark->issued_by != 0)
        buf_str(&text, ", follows from a call of the attacker");
    if (mark->reason != NULL && mark->reason[0] != '\0')
        buf_fmt(&text, " (%s)", mark->reason);
    struct page_line *line = page_field(page, verdict, LABEL_COLS, ROLE_NORMAL, buf_text(&text));
    line->text.head_role = verdict_role(verdict);
    line->tag = mark->issued_by != 0 ? PROPOSAL_TAG_DERIVED : PROPOSAL_TAG_MARK;
    page_stands(page, line, proposal_things[mark->kind], mark->value);
}

static bool put_marks(struct page *page, const struct mark_list *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        if (i == 0)
            page_title(page, "Marks: x withdraws one, m changes it, u undoes the last decision");
        put_mark(page, &marks->items[i]);
    }
    return true;
}

/* --- loading --- */

static bool load_scope(struct scope_model *model, struct db *db, struct err *err)
{
    CLEANUP(mark_list) struct mark_list marks = {0};
    CLEANUP(questions) struct questions questions = {0};
    CLEANUP(residue) struct residue_list residue = {0};
    CLEANUP(proposal_list) struct proposal_list proposals = {0};
    bool effects;
    model->page.arena = &model->arena;
    if (!attribution_count(db, &model->counts, err) || !mark_list_load(&marks, db, err))
        return false;
    put_counts(model, marks.count);
    if (marks.count == 0)
        return true;
    if (!questions_load(&questions, db, err) || !residue_load(&residue, db, err) ||
        !load_proposals(&proposals, model, db, &effects, err))
        return false;
    put_meanwhile(model, &questions);
    put_open(model, &proposals, effects);
    put_left(model, &residue);
    if (effects)
        proposal_lines(&model->page, &proposals, PROPOSALS_SHOWN);
    put_answers(&model->page, &questions, model->open > 0);
    for (size_t i = 0; i < QUESTION__COUNT; i++)
        put_question(&model->page, &questions.items[i], TAG_QUESTION + (int)i);
    for (size_t i = 0; i < QUESTION__COUNT; i++)
        model->words[i] =
            arena_str(&model->arena, questions.items[i].own_answer != NULL ? questions.items[i].own_answer
                                                                           : questions.items[i].answer);
    return put_marks(&model->page, &marks);
}

static void *scope_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *none = NULL;
    struct ask all;
    ask_init(&all);
    struct scope_model *model = alloc_zero(1, sizeof *model);
    model->part = (enum part)ask->part;
    bool loaded = ask_begin(ctx, &all, task, &none, err) && load_scope(model, ctx, err);
    ask_end(ctx);
    if (loaded)
        return model;
    scope_free(model);
    return NULL;
}

/* --- the view --- */

static void scope_update(struct view *view, void *data)
{
    struct scope_model *model = data;
    bool first = model->part == PART_ANSWERS;
    view->ask.part = PART_ANSWERS; /* what a reload begins with */
    if (first && model->page.live) {
        view->ask.part = PART_WHOLE;
        view->stale = true;
    }
    if (first && view->stale && view->model != NULL) {
        scope_free(model); /* what is there has the proposals, and the cursor on one of them */
        return;
    }
    view_keep(view, model);
    page_settle(view, &model->page);
}

static void scope_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, &((const struct scope_model *)view->model)->page, grid, area);
}

/* Of the question that the line under the cursor is about. */
static enum view_answer reword(struct view *view, const struct scope_model *model)
{
    const struct page_line *line = page_current(view, &model->page);
    if (line == NULL || line->tag < TAG_QUESTION) {
        snprintf(view->say, sizeof view->say, "go to a claim of the answer that is to be worded");
        return VIEW_DONE;
    }
    int question = line->tag - TAG_QUESTION;
    view->decision = (struct view_decision){
        .what = VIEW_REWORD, .value = question_names[question], .text = model->words[question]};
    return VIEW_DONE;
}

static enum view_answer scope_request(struct view *view, enum request request)
{
    const struct page *page = &((const struct scope_model *)view->model)->page;
    if (request == REQUEST_REWORD)
        return reword(view, view->model);
    if (proposal_request(view, page, request) == VIEW_DONE)
        return VIEW_DONE;
    return page_request(view, page, request);
}

static bool scope_selection(const struct view *view, struct selection *out)
{
    const struct scope_model *model = view->model;
    return model != NULL && page_selection(view, &model->page, out);
}

static void scope_status(const struct view *view, struct buf *out)
{
    const struct scope_model *model = view->model;
    format_count(out, model->counts.attributed);
    buf_str(out, " attributed, ");
    format_count(out, model->counts.undecided);
    buf_str(out, " undecided");
    if (model->open > 0)
        buf_fmt(out, ", %zu proposed", model->open);
}

/* Where nothing is proposed, nothing is there to take. */
static const char *scope_hint(const struct view *view)
{
    const struct scope_model *model = view->model;
    if (model == NULL || model->open > 0)
        return NULL;
    return model->page.live ? "Enter events  x withdraw a mark  E word  Tab next  ? help"
                            : "2 leads  m on other screens marks  ? help";
}

static void scope_dump(const struct view *view, struct buf *out)
{
    if (view->model != NULL)
        page_dump(&((const struct scope_model *)view->model)->page, out);
}

static const struct keymap_binding scope_keys[] = {
    {"a", REQUEST_ACCEPT, "take the proposal on this line"},
    {"x", REQUEST_REJECT, "reject the proposal, or withdraw the mark, on this line"},
    {"A", REQUEST_ACCEPT_STRONG, "take all proposals of high confidence, and what follows from them"},
    {"E", REQUEST_REWORD, "say the answer this claim belongs to in your own words"},
    {NULL, REQUEST_NONE, NULL},
};

const struct view_ops view_scope = {
    .name = "scope",
    .title = "Scope",
    .help = "the four questions, answered from the marks",
    .hint = "Enter events  a take  x reject  A all high  Tab next  ? help",
    .hint_now = scope_hint,
    .digit = '9',
    .no_filter = true,
    .keys = scope_keys,
    .open = page_open,
    .load = scope_load,
    .model_free = scope_free,
    .update = scope_update,
    .draw = scope_draw,
    .request = scope_request,
    .status = scope_status,
    .selection = scope_selection,
    .dump = scope_dump,
    .close = page_close,
};
