// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/utf8.h"
#include "src/report/scope_json.h"
#include "src/scope/mark_find.h"
#include "src/scope/phrase.h"
#include "src/scope/proposal.h"
#include "src/scope/residue.h"

#include <stdio.h>
#include <string.h>

enum { LINE_COLS = 96 };

static const struct option_spec own_options[] = {
    {.name = "seed",
     .argument = "KIND:VALUE",
     .help = "mark it attacker first; may be given more than once",
     .repeats = true},
    {.name = "auto", .help = "take all proposals of high confidence, and what follows from them"},
    {.name = "proposals", .help = "list what is proposed, with its effect, instead of the answers"},
    {.name = "accept", .argument = "KIND:VALUE", .help = "take one proposal", .repeats = true},
    {.name = "reject", .argument = "KIND:VALUE", .help = "never propose that again", .repeats = true},
    {0},
};

/* Append text as lines of at most LINE_COLS columns, broken at blanks; the first line follows lead. */
static void wrap(struct buf *out, const char *lead, const char *indent, const char *text)
{
    CLEANUP(buf) struct buf safe = {0};
    utf8_visible(&safe, text, strlen(text));
    const char *at = buf_text(&safe);
    buf_str(out, lead);
    size_t cols = utf8_cols(lead);
    for (bool first = true; *at; first = false) {
        size_t len = strcspn(at, " ");
        CLEANUP(buf) struct buf word = {0};
        buf_append(&word, at, len);
        size_t word_cols = utf8_cols(buf_text(&word));
        if (!first && cols + 1 + word_cols > LINE_COLS) {
            buf_fmt(out, "\n%s", indent);
            cols = utf8_cols(indent);
        } else if (!first) {
            buf_char(out, ' ');
            cols++;
        }
        buf_append(out, at, len);
        cols += word_cols;
        at += len + (at[len] == ' ');
    }
    buf_char(out, '\n');
}

/* The first few of what the attributed calls came from; an address only when it is one. */
static void write_names(struct buf *out, const struct facts *facts, const char *label, enum fact_dim dim,
                        size_t max)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf text = {0};
    struct words words = {0};
    struct groups groups = pick_group(&facts->attributed, &arena, dim);
    for (size_t i = 0; i < groups.count; i++) {
        const struct fact_name *name = facts_name(facts, dim, groups.items[i].id);
        bool is_service = dim == FACT_ADDRESS && name->type && strcmp(name->type, "ip") != 0;
        if (groups.items[i].id && !is_service)
            words_add(&words, &arena, name->value);
    }
    if (words.count == 0)
        return;
    phrase_words(&text, &words, max);
    wrap(out, label, "              ", buf_text(&text));
}

static void write_claim(struct buf *out, const struct claim *claim)
{
    CLEANUP(buf) struct buf text = {0};
    buf_fmt(&text, "%s [%s%s; ", claim->text, claim->own_id ? "yours, " : "",
            confidence_names[claim->confidence]);
    phrase_count(&text, (int64_t)claim->event_count, "event for", "events for");
    if (claim->against_total) {
        buf_str(&text, ", ");
        phrase_count(&text, claim->against_total, "against: ", "against: ");
        buf_str(&text, claim->against_why ? claim->against_why : "see --format json");
    }
    buf_char(&text, ']');
    wrap(out, "  - ", "    ", buf_text(&text));
}

static void write_left(const struct residue_list *left, struct buf *out)
{
    if (left->count)
        buf_fmt(out, "residue       %zu open, %zu partly, %zu undone: trailcase residue\n",
                left->states[RESIDUE_OPEN], left->states[RESIDUE_PARTLY], left->states[RESIDUE_UNDONE]);
}

static void write_meanwhile(const struct questions *questions, struct buf *out)
{
    CLEANUP(buf) struct buf filter = {0}, text = {0};
    int64_t total = questions_meanwhile(questions, &filter);
    if (total == 0)
        return;
    phrase_count(&text, total, "event", "events");
    buf_fmt(&text,
            " of others, with the attacker's credentials and between the attacker's calls: trailcase events "
            "CASE '%s' lists them, mark decides otherwise",
            buf_text(&filter));
    wrap(out, "set aside     ", "              ", buf_text(&text));
}

/* While anything is proposed the answers are not the last word. */
static void write_open(const struct proposal_list *open, struct buf *out)
{
    size_t high = 0;
    for (size_t i = 0; i < open->count; i++)
        high += open->items[i].is_high;
    if (open->count == 0)
        return;
    CLEANUP(buf) struct buf text = {0};
    phrase_count(&text, (int64_t)open->count, "proposal is", "proposals are");
    buf_fmt(&text,
            " not decided yet, %zu of high confidence: the scope is not finished, and the answers below are "
            "as far as "
            "it goes. 'trailcase scope CASE --proposals' lists them, --accept and --reject decide one, "
            "--auto takes "
            "those of high confidence and what follows.",
            high);
    wrap(out, "proposals     ", "              ", buf_text(&text));
}

struct briefing {
    struct questions questions;
    struct residue_list left;
    struct proposal_list open;
};

static void briefing_done(struct briefing *briefing)
{
    questions_done(&briefing->questions);
    residue_done(&briefing->left);
    proposal_list_done(&briefing->open);
}
CLEANUP_DEFINE(briefing, struct briefing, briefing_done);

static void write_briefing(const struct briefing *briefing, struct buf *out)
{
    const struct questions *questions = &briefing->questions;
    const struct facts *facts = &questions->facts;
    if (facts->attributed.count) {
        write_names(out, facts, "addresses     ", FACT_ADDRESS, 12);
        write_names(out, facts, "keys          ", FACT_KEY, 12);
        write_names(out, facts, "agents        ", FACT_AGENT, 3);
        buf_str(out, "events        ");
        phrase_count(out, (int64_t)facts->attributed.count, "attributed", "attributed");
        buf_str(out, ", ");
        phrase_count(out, (int64_t)facts->undecided.count, "undecided", "undecided");
        buf_char(out, '\n');
        write_meanwhile(questions, out);
        write_left(&briefing->left, out);
    }
    write_open(&briefing->open, out);
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        const struct question *question = &questions->items[id];
        buf_fmt(out, "\n%d. %s\n", (int)id + 1, question->title);
        if (question->own_answer)
            wrap(out, "   ", "   ", question->own_answer);
        wrap(out, question->own_answer ? "   Computed: " : "   ", "   ", question->answer);
        for (size_t i = 0; i < question->claim_count; i++)
            write_claim(out, &question->claims[i]);
        for (size_t i = 0; i < question->unanswerable_count; i++)
            wrap(out, "  ? ", "    ", question->unanswerable[i]);
    }
}

static bool seed(const struct call *call, struct db *db, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *text;
    for (size_t i = 0; (text = option_nth(&call->options, "seed", i)); i++) {
        struct mark mark = {.verdict = VERDICT_ATTACKER,
                            .since_s = ISOTIME_NONE,
                            .until_s = ISOTIME_NONE,
                            .reason = "the lead"};
        struct mark before;
        if (!mark_find_typed(db, text, &arena, &mark.kind, &mark.value, err) ||
            !mark_get(db, mark.kind, mark.value, &arena, &before, err))
            return false;
        if (before.verdict != VERDICT_ATTACKER && !mark_apply(db, &mark, 1, err))
            return false;
    }
    return true;
}

static bool decide(const struct call *call, struct db *db, const char *option,
                   bool (*how)(struct db *, enum mark_kind, const char *, struct err *), struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    enum mark_kind kind;
    const char *text, *value;
    for (size_t i = 0; (text = option_nth(&call->options, option, i)); i++)
        if (!mark_find_typed(db, text, &arena, &kind, &value, err) || !how(db, kind, value, err))
            return false;
    return true;
}

static bool take_high(const struct call *call, struct db *db, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list taken = {0};
    if (!option_is_set(&call->options, "auto"))
        return true;
    if (!proposal_take_high(&taken, db, err))
        return false;
    for (size_t i = 0; i < taken.count && !option_is_set(&call->options, "quiet"); i++) {
        const struct mark *mark = &taken.items[i].mark;
        CLEANUP(buf) struct buf name = {0}, safe = {0};
        mark_name(mark, &name);
        utf8_visible(&safe, buf_text(&name), name.len);
        fprintf(stderr, "%-11s %s: %s\n", verdict_names[mark->verdict], buf_text(&safe), mark->reason);
    }
    return true;
}

static bool list_proposals(const struct call *call, struct db *db, struct err *err)
{
    static const struct column columns[] = {
        {"kind", COLUMN_TEXT, 0},          {"value", COLUMN_TEXT, COLUMN_WIDE},
        {"verdict", COLUMN_TEXT, 0},       {"confidence", COLUMN_TEXT, 0},
        {"attributed", COLUMN_INT, 0},     {"undecided", COLUMN_INT, 0},
        {"credentials", COLUMN_INT, 0},    {"effect", COLUMN_TEXT, COLUMN_WIDE},
        {"why", COLUMN_TEXT, COLUMN_WIDE}, {"against", COLUMN_TEXT, COLUMN_WIDE},
        {"rule", COLUMN_TEXT, 0},          {"event", COLUMN_INT, 0},
        {"follows", COLUMN_BOOL, 0},       {"query", COLUMN_TEXT, COLUMN_WIDE},
        {"label", COLUMN_TEXT, 0},
    };
    CLEANUP(proposal_list) struct proposal_list list = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!proposal_list_load(&list, db, err) || !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct proposal *p = &list.items[i];
        CLEANUP(buf) struct buf effect = {0};
        proposal_effect(p, &effect);
        output_text(out, mark_kind_names[p->mark.kind]);
        output_text(out, p->mark.value);
        output_text(out, verdict_names[p->mark.verdict]);
        output_text(out, p->is_high ? "high" : "medium");
        output_int(out, p->attributed);
        output_int(out, p->undecided);
        output_int(out, p->credentials);
        output_text(out, buf_text(&effect));
        output_text(out, p->why);
        output_text(out, p->against);
        output_text(out, p->rule);
        output_int(out, p->event_id);
        output_bool(out, p->follows);
        output_text(out, p->query);
        output_text(out, p->mark.label);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool write_answers(const struct call *call, struct db *db, struct err *err)
{
    CLEANUP(briefing) struct briefing briefing = {0};
    CLEANUP(buf) struct buf out = {0};
    bool for_reading = output_format_of(call) == OUTPUT_TABLE;
    if (!questions_load(&briefing.questions, db, err) ||
        (for_reading &&
         (!residue_load(&briefing.left, db, err) || !proposal_list_find(&briefing.open, db, err))))
        return false;
    if (for_reading)
        write_briefing(&briefing, &out);
    else if (!scope_json(&briefing.questions, &out, err))
        return false;
    return output_document(call, buf_text(&out), out.len, err);
}

/* Options that decide something. */
static enum db_mode mode_of(const struct call *call)
{
    static const char *const writing[] = {"seed", "auto", "accept", "reject"};
    for (size_t i = 0; i < ARRAY_LEN(writing); i++)
        if (option_is_set(&call->options, writing[i]))
            return DB_WRITE;
    return DB_READ;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    bool is_list = option_is_set(&call->options, "proposals");
    if (!is_list && output_format_of(call) == OUTPUT_CSV)
        return err_set(err, ERR_USAGE, "answers do not fit into csv: scope gives table or json");
    if (!call_open(call, mode_of(call), &db, err) || !seed(call, db, err) ||
        !decide(call, db, "accept", proposal_accept, err) ||
        !decide(call, db, "reject", proposal_reject, err) || !take_high(call, db, err))
        return false;
    return is_list ? list_proposals(call, db, err) : write_answers(call, db, err);
}

const struct command cmd_scope = {
    .name = "scope",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "Answer the four questions from what is marked",
    .detail = "What credentials did the attacker have, how long, what did they do, how did\n"
              "they get in: each with claims and their events, and what the logs cannot tell.\n"
              "--format is table (for reading) or json. --seed, --accept, --reject and --auto\n"
              "decide first, in that order; --auto is one decision: 'undo' takes it back whole,\n"
              "'mark KIND:VALUE none' takes back one of it.\n",
    .tables = {own_options, cmd_output_options},
    .run = run,
};
