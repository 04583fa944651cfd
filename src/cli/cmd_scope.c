// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/utf8.h"
#include "src/report/scope_json.h"
#include "src/scope/phrase.h"

#include <string.h>

enum { LINE_COLS = 96 };

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
    buf_fmt(&text, "%s [%s; ", claim->text, confidence_names[claim->confidence]);
    phrase_count(&text, (int64_t)claim->event_count, "event for", "events for");
    if (claim->against_count)
        buf_fmt(&text, ", %zu against", claim->against_count);
    buf_char(&text, ']');
    wrap(out, "  - ", "    ", buf_text(&text));
}

static void write_briefing(const struct questions *questions, struct buf *out)
{
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
    }
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        const struct question *question = &questions->items[id];
        buf_fmt(out, "\n%d. %s\n", (int)id + 1, question->title);
        wrap(out, "   ", "   ", question->answer);
        for (size_t i = 0; i < question->claim_count; i++)
            write_claim(out, &question->claims[i]);
        for (size_t i = 0; i < question->unanswerable_count; i++)
            wrap(out, "  ? ", "    ", question->unanswerable[i]);
    }
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(questions) struct questions questions = {0};
    CLEANUP(buf) struct buf out = {0};
    enum output_format format = output_format_of(call);
    if (format == OUTPUT_CSV)
        return err_set(err, ERR_USAGE, "answers do not fit into csv: scope gives table or json");
    if (!call_open(call, DB_READ, &db, err) || !questions_load(&questions, db, err))
        return false;
    if (format == OUTPUT_TABLE)
        write_briefing(&questions, &out);
    else if (!scope_json(&questions, &out, err))
        return false;
    return output_document(call, buf_text(&out), out.len, err);
}

const struct command cmd_scope = {
    .name = "scope",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "Answer the four questions from what is marked",
    .detail = "What credentials did the attacker have, how long, what did they do, how did\n"
              "they get in: each with claims and their events, and what the logs cannot tell.\n"
              "--format is table (for reading) or json.\n",
    .tables = {cmd_output_options},
    .run = run,
};
