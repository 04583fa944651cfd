// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/model/events.h"
#include "src/scope/wording.h"

#include <string.h>

static const char *const confidences[] = {"high", "medium", "low", NULL};

static const struct option_spec own_options[] = {
    {.name = "text", .argument = "TEXT", .help = "what you claim"},
    {.name = "events", .argument = "FILTER|IDS", .help = "the events it rests on: a filter, or eventIDs"},
    {.name = "confidence",
     .argument = "WORD",
     .help = "high, medium (unless given) or low",
     .words = confidences},
    {.name = "remove", .argument = "NUMBER", .help = "take a claim of yours away"},
    {0},
};

static bool list(struct call *call, struct err *err)
{
    static const struct column columns[] = {
        {"number", COLUMN_INT, 0},          {"question", COLUMN_TEXT, 0}, {"confidence", COLUMN_TEXT, 0},
        {"text", COLUMN_TEXT, COLUMN_WIDE}, {"query", COLUMN_TEXT, 0},    {"created", COLUMN_TIME, 0}};
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(wording_list) struct wording_list list = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!call_open(call, DB_READ, &db, err) || !wording_list_load(&list, db, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct wording *w = &list.items[i];
        if (!w->is_claim)
            continue;
        output_int(out, w->id);
        output_text(out, question_names[w->question]);
        output_text(out, confidence_names[w->confidence]);
        output_text(out, w->text);
        output_text(out, w->query);
        output_time(out, w->created_s);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

/* Words that are all eventIDs, or numbers of events, become the filter that selects them. */
static bool query_of(struct db *db, const char *text, struct buf *out, struct err *err)
{
    static const char blanks[] = " ,\t\n";
    CLEANUP(buf) struct buf ids = {0};
    for (const char *at = text + strspn(text, blanks); *at; at += strspn(at, blanks)) {
        CLEANUP(buf) struct buf word = {0};
        size_t len = strcspn(at, blanks);
        int64_t id;
        buf_append(&word, at, len);
        if (strchr(buf_text(&word), ':')) {
            buf_str(out, text);
            return true;
        }
        if (!events_find(db, buf_text(&word), &id, err))
            return false;
        if (!id)
            return err_set(err, ERR_USAGE,
                           "there is no event %s in this case; a filter has terms like api:NAME",
                           buf_text(&word));
        buf_fmt(&ids, "%s%s", ids.len ? "," : "", buf_text(&word));
        at += len;
    }
    buf_fmt(out, "id:(%s)", buf_text(&ids));
    return true;
}

static bool add(struct call *call, struct db *db, struct err *err)
{
    CLEANUP(buf) struct buf query = {0};
    const char *events = option_value(&call->options, "events"),
               *confidence = option_value(&call->options, "confidence");
    struct wording claim = {.text = option_value(&call->options, "text"), .confidence = CONFIDENCE_MEDIUM};
    int64_t id;
    if (!question_parse(call->args[0], &claim.question))
        return err_set(err, ERR_USAGE, "%s is no question: credentials, duration, actions or entry",
                       call->args[0]);
    if (confidence)
        (void)!confidence_parse(confidence, &claim.confidence);
    if (events && *events) {
        if (!query_of(db, events, &query, err))
            return false;
        claim.query = buf_text(&query);
    }
    return wording_add_claim(db, &claim, &id, err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    int64_t number = 0;
    bool has_text = option_is_set(&call->options, "text");
    if (!option_int(&call->options, "remove", 1, INT64_MAX, &number, err))
        return false;
    if (call->arg_count == 0 && !has_text && !number)
        return list(call, err);
    if (!number && (call->arg_count == 0 || !has_text))
        return err_set(err, ERR_USAGE, "give the question and --text, or neither to list your claims");
    if (!call_open(call, DB_WRITE, &db, err))
        return false;
    return number ? wording_remove_claim(db, number, err) : add(call, db, err);
}

const struct command cmd_claim = {
    .name = "claim",
    .group = CMD_JUDGE,
    .usage = "CASE [QUESTION --text TEXT]",
    .summary = "Add a claim of your own to an answer, or list them",
    .detail = "QUESTION is credentials, duration, actions or entry. Your claims stand beside the\n"
              "computed ones in scope, the report and on the Scope screen, with their events.\n",
    .args_max = 1,
    .words = {"credentials duration actions entry"},
    .tables = {own_options, cmd_output_options},
    .run = run,
};
