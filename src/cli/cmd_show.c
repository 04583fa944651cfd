// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/isotime.h"
#include "src/base/json.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/cli/output.h"
#include "src/model/event_view.h"
#include "src/model/events.h"
#include "src/scope/sentence.h"

#include <string.h>

enum { LABEL_COLS = 18 };

static const struct option_spec own[] = {
    {.name = "raw", .help = "the record byte for byte as found, secrets and all"},
    {0},
};

/* One line of a field; whatever a value holds, it stays one line. */
static void write_field(const struct event_field *field, struct buf *out)
{
    size_t used = strlen(field->label) + 1;
    buf_fmt(out, "  %s:", field->label);
    buf_repeat(out, ' ', used < LABEL_COLS ? LABEL_COLS - used : 1);
    utf8_visible(out, field->value, strlen(field->value));
    buf_char(out, '\n');
}

static void write_lines(const char *text, struct buf *out)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        utf8_visible(out, text, len);
        buf_char(out, '\n');
        text += len + (text[len] == '\n');
    }
}

static void write_table(const struct event_view *view, struct buf *out)
{
    const char *group = "";
    CLEANUP(buf) struct buf sentence = {0};
    sentence_write(view, &sentence);
    utf8_visible(out, view->title, strlen(view->title));
    buf_char(out, '\n');
    utf8_visible(out, buf_text(&sentence), sentence.len);
    buf_char(out, '\n');
    for (size_t i = 0; i < view->field_count; i++) {
        if (strcmp(view->fields[i].group, group) != 0)
            buf_fmt(out, "\n%s\n", view->fields[i].group);
        group = view->fields[i].group;
        write_field(&view->fields[i], out);
    }
    buf_str(out, "\nRecord\n");
    write_lines(view->json, out);
}

static bool is_utf8(const char *text, size_t len)
{
    uint32_t cp;
    for (size_t i = 0; i < len;) {
        i += utf8_decode(text + i, len - i, &cp);
        if (cp == UTF8_INVALID)
            return false;
    }
    return true;
}

/* As JSON where it is sound, else as one text. */
static void write_record(const struct event_view *view, struct jsonw *w)
{
    CLEANUP(arena) struct arena arena = {0};
    size_t len = strlen(view->json);
    jsonw_key(w, "record");
    if (json_parse(&arena, view->json, len, NULL) && is_utf8(view->json, len))
        jsonw_raw(w, view->json, len);
    else
        jsonw_strn(w, view->json, len);
}

static void write_json(const struct event_view *view, struct buf *out)
{
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_object(&w);
    jsonw_kint(&w, "event", view->id);
    jsonw_kstr(&w, "id", view->uid);
    jsonw_ktime(&w, "time", view->time_s);
    jsonw_kstr(&w, "title", view->title);
    jsonw_karray(&w, "fields");
    for (size_t i = 0; i < view->field_count; i++) {
        jsonw_object(&w);
        jsonw_kstr(&w, "group", view->fields[i].group);
        jsonw_kstr(&w, "label", view->fields[i].label);
        jsonw_kstr(&w, "value", view->fields[i].value);
        jsonw_end(&w);
    }
    jsonw_end(&w);
    write_record(view, &w);
    jsonw_end(&w);
    buf_char(out, '\n');
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(event_view) struct event_view view = {0};
    CLEANUP(buf) struct buf text = {0};
    enum output_format format = output_format_of(call);
    int64_t id;
    bool found;
    if (!call_open(call, DB_READ, &db, err) || !events_find(db, call->args[0], &id, err) ||
        !event_view_load(&view, db, id, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_USAGE,
                       "there is no event \"%s\" in this case; give its eventID or its number",
                       call->args[0]);
    if (option_is_set(&call->options, "raw")) {
        buf_append(&text, view.record, view.record_len);
        buf_char(&text, '\n');
    } else if (format == OUTPUT_JSON || format == OUTPUT_JSONL)
        write_json(&view, &text);
    else
        write_table(&view, &text);
    return output_document(call, buf_text(&text), text.len, err);
}

const struct command cmd_show = {
    .name = "show",
    .group = CMD_LOOK,
    .usage = "CASE EVENT",
    .summary = "One event: who, where, how, what, result, evidence, and its record",
    .detail = "EVENT is an eventID or an event's number in the case. Secrets in the record are\n"
              "hidden, except with --raw.\n",
    .args_min = 1,
    .args_max = 1,
    .tables = {own, cmd_output_options},
    .run = run,
};
