// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"
#include "src/cli/report_to.h"

#include "src/base/alloc.h"
#include "src/base/file.h"
#include "src/detect/alert.h"
#include "src/detect/lead.h"
#include "src/model/accounting.h"
#include "src/model/complete.h"
#include "src/model/event_view.h"
#include "src/model/filter.h"
#include "src/model/frequency.h"
#include "src/scope/checklist_state.h"
#include "src/scope/mark_find.h"
#include "src/scope/note.h"
#include "src/scope/proposal.h"
#include "src/scope/replay.h"
#include "src/scope/undo.h"
#include "src/scope/wording.h"
#include "ui/app/ui.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

static const struct option_spec ui_options[] = {
    {.name = "script",
     .argument = "FILE",
     .help = "run the steps of FILE (- = standard input), without a terminal"},
    {.name = "size", .argument = "COLSxROWS", .help = "the screen of --script (default 80x24)"},
    {.name = "replay",
     .argument = "FROM",
     .help = "first decide as the journal of the case FROM says, on this case without decisions"},
    {.name = "ascii", .help = "draw with ASCII characters only"},
    {0},
};

/* --- the case, as the interface sees it; the context is a connection of the worker thread --- */

struct place {
    const char *path;
    enum db_mode mode; /* DB_READ where nothing can be written: then nothing can be marked either */
};

static void *open_case(void *arg, struct err *err)
{
    const struct place *place = arg;
    struct db *db;
    return db_open(&db, place->path, place->mode, err) ? db : NULL;
}

static void close_case(void *ctx)
{
    db_close(ctx);
}

/* One mark as the interface has it, into what the case takes. */
static bool convert_mark(struct db *db, const struct app_mark *from, struct arena *arena, struct mark *to,
                         struct err *err)
{
    *to = (struct mark){.since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE, .value = from->value};
    if (!mark_kind_parse(from->kind, strlen(from->kind), &to->kind) ||
        !verdict_parse(from->verdict != NULL ? from->verdict : verdict_names[VERDICT_NONE], &to->verdict))
        return err_set(err, ERR_USAGE, "mark: there is no kind \"%s\" or no such verdict", from->kind);
    to->reason = from->reason != NULL && from->reason[0] != '\0' ? from->reason : NULL;
    bool by_number = to->kind == MARK_EVENT; /* screens know an event by its number */
    return !(from->typed || by_number) || mark_find(db, to->kind, from->value, arena, &to->value, err);
}

static bool set_marks(void *ctx, const struct app_mark *marks, size_t count, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct mark *list = arena_zero(&arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (!convert_mark(ctx, &marks[i], &arena, &list[i], err))
            return false;
    return mark_apply(ctx, list, count, err);
}

static bool weigh_strong(struct db *db, struct buf *said, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    if (!proposal_try_high(&list, db, err))
        return false;
    if (list.count == 0)
        return true;
    buf_fmt(said, "take %zu: ", list.count);
    proposal_tally(&list, said);
    return buf_str(said, "?");
}

static bool accept_strong(struct db *db, struct buf *said, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list taken = {0};
    if (!proposal_take_high(&taken, db, err))
        return false;
    buf_fmt(said, "%zu taken, u undoes all of it: ", taken.count); /* what comes last may be cut */
    proposal_tally(&taken, said);
    return true;
}

static bool undo(struct db *db, struct buf *said, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *text;
    if (!undo_last(db, &arena, &text, err))
        return false;
    buf_fmt(said, "%s%s", text != NULL ? "undone: " : "there is nothing to undo", text != NULL ? text : "");
    return true;
}

/* Decisions about one thing. */
static bool decide_on(struct db *db, const struct app_decision *decision, struct buf *said, struct err *err)
{
    struct mark mark = {.since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE, .value = decision->value};
    if (!mark_kind_parse(decision->kind, strlen(decision->kind), &mark.kind))
        return err_set(err, ERR_USAGE, "there is nothing to decide about a %s", decision->kind);
    buf_fmt(said, "%s %s ", decision->kind, decision->value);
    switch (decision->what) {
    case VIEW_ACCEPT:
        buf_str(said, "taken, u undoes it");
        return proposal_accept(db, mark.kind, mark.value, err);
    case VIEW_REJECT:
        buf_str(said, "rejected, u undoes it");
        return proposal_reject(db, mark.kind, mark.value, err);
    default:
        buf_str(said, "no longer marked, u undoes it");
        return mark_apply(db, &mark, 1, err);
    }
}

static bool reword(struct db *db, const struct app_decision *decision, struct buf *said, struct err *err)
{
    enum question_id question;
    if (!question_parse(decision->value, &question))
        return err_set(err, ERR_USAGE, "%s is no question", decision->value);
    buf_str(said,
            *decision->text ? "your words stand first, u undoes it" : "the computed answer, u undoes it");
    return wording_set_answer(db, question, decision->text, err);
}

static bool tick(struct db *db, const struct app_decision *decision, struct buf *said, struct err *err)
{
    CLEANUP(checklist) struct checklist list = {0};
    if (!checklist_load(&list, db, NULL, err))
        return false;
    const struct checklist_item *item = checklist_find(&list, decision->value);
    if (!item)
        return err_set(err, ERR_USAGE, "the checklist has no item %s any more", decision->value);
    struct checklist_change change = {.id = item->id,
                                      .action = item->action,
                                      .state = decision->what == VIEW_TICK ? decision->text : NULL,
                                      .assignee = decision->what == VIEW_ASSIGN ? decision->text : NULL,
                                      .note = decision->what == VIEW_REMARK ? decision->text : NULL};
    buf_fmt(said, "%s: %s, u undoes it", *decision->text ? decision->text : "nobody and nothing", item->id);
    return checklist_tick(db, &change, err);
}

static bool dismiss(struct db *db, const struct app_decision *decision, struct buf *said, struct err *err)
{
    buf_str(said, *decision->text ? "dismissed, u undoes it" : "a lead again, u undoes it");
    return lead_dismiss(db, decision->value, *decision->text ? decision->text : NULL, err);
}

/* A word, JSON, or a file with JSON. */
static bool take_alert(struct db *db, const char *text, struct buf *said, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf content = {0};
    struct alert alert;
    if (*text != '{' && *text != '[' && access(text, F_OK) == 0) {
        if (!file_read(text, ALERT_BYTES_MAX, &content, err))
            return false;
        text = buf_text(&content);
    }
    if (!alert_read(db, text, &arena, &alert, err) || !alert_add(db, &alert, err))
        return false;
    buf_fmt(said, "a lead: %s, u undoes it", alert.title);
    return true;
}

/* Screens know an event by its number, notes by its eventID; without a thing it is about the case. */
static bool write_note(struct db *db, const struct app_decision *decision, struct buf *said, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    enum mark_kind kind;
    const char *value = decision->value != NULL ? decision->value : "";
    bool on_thing = decision->kind != NULL && mark_kind_parse(decision->kind, strlen(decision->kind), &kind);
    if (on_thing && kind == MARK_EVENT && !mark_find(db, kind, value, &arena, &value, err))
        return false;
    buf_fmt(said, "noted on %s%s%s; u takes it back", on_thing ? decision->kind : "the case",
            on_thing ? " " : "", value);
    return note_add(db, on_thing ? decision->kind : "case", value, decision->text, err);
}

static bool decide(void *ctx, const struct app_decision *decision, struct buf *said, struct err *err)
{
    if (decision->what == VIEW_WEIGH_STRONG)
        return weigh_strong(ctx, said, err);
    if (decision->what == VIEW_ACCEPT_STRONG)
        return accept_strong(ctx, said, err);
    if (decision->what == VIEW_UNDO)
        return undo(ctx, said, err);
    if (decision->what == VIEW_TICK || decision->what == VIEW_ASSIGN || decision->what == VIEW_REMARK)
        return tick(ctx, decision, said, err);
    if (decision->what == VIEW_DISMISS)
        return dismiss(ctx, decision, said, err);
    if (decision->what == VIEW_ALERT)
        return take_alert(ctx, decision->text, said, err);
    if (decision->what == VIEW_NOTE)
        return write_note(ctx, decision, said, err);
    if (decision->what == VIEW_REWORD)
        return reword(ctx, decision, said, err);
    return decide_on(ctx, decision, said, err);
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* "-C PATH" writes over what is there. */
static bool write_report(void *ctx, const struct app_decision *decision, struct buf *said, struct err *err)
{
    struct report_to ask = {.name = file_name(db_path(ctx)), .path = decision->text};
    ask.clobber = strncmp(ask.path, "-C ", 3) == 0;
    ask.path += ask.clobber ? 3 : 0;
    return report_to(&ask, ctx, said, err);
}

static bool check_filter(const char *text, size_t *ret_at, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    return filter_parse(&filter, text, isotime_now(), ret_at, err);
}

/* Saved filters are notes on a filter; the newest of a name is the one. */
static bool save_filter(void *ctx, const char *name, const char *filter, struct err *err)
{
    return note_add(ctx, "filter", name, filter, err);
}

static bool find_saved(struct db *db, struct values_found *out, struct err *err)
{
    CLEANUP(note_list) struct note_list notes = {0};
    if (!note_list_load(&notes, db, err))
        return false;
    out->items = arena_zero(&out->arena, notes.count + 1, sizeof *out->items);
    out->texts = arena_zero(&out->arena, notes.count + 1, sizeof *out->texts);
    for (size_t i = 0; i < notes.count; i++) {
        if (strcmp(notes.items[i].kind, "filter") != 0)
            continue;
        size_t at = 0;
        while (at < out->count && strcmp(out->items[at], notes.items[i].value) != 0)
            at++;
        out->count += at == out->count;
        out->items[at] = arena_str(&out->arena, notes.items[i].value);
        out->texts[at] = arena_str(&out->arena, notes.items[i].text);
    }
    out->whole = true;
    return true;
}

static bool find_values(void *ctx, const char *field, const char *prefix, struct task *task,
                        struct values_found *out, struct err *err)
{
    struct complete found;
    if (strcmp(field, VALUES_SAVED) == 0)
        return find_saved(ctx, out, err);
    db_set_cancel(ctx, &task->cancel);
    bool ok = complete_values(&found, ctx, field, prefix, err);
    db_set_cancel(ctx, NULL);
    if (ok)
        *out = (struct values_found){
            .arena = found.arena, .items = found.items, .count = found.count, .whole = found.whole};
    return ok;
}

static bool read_record(void *ctx, int64_t id, struct buf *out, struct err *err)
{
    CLEANUP(event_view) struct event_view event = {0};
    bool found = false;
    if (!event_view_load(&event, ctx, id, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_CASE, "copy event %" PRId64 ": its record is not in the case", id);
    return buf_str(out, event.json);
}

static bool count_crosses(void *ctx, const char *text, struct task *task, int64_t ret[THING__COUNT],
                          struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct frequency_crosses crosses;
    if (!filter_parse(&filter, text, isotime_now(), NULL, err))
        return false;
    db_set_cancel(ctx, &task->cancel);
    bool ok = frequency_crosses(&crosses, ctx, filter, err);
    db_set_cancel(ctx, NULL);
    if (!ok)
        return false;
    ret[THING_EVENT] = crosses.events;
    ret[THING_PRINCIPAL] = crosses.principals;
    ret[THING_ADDRESS] = crosses.addresses;
    ret[THING_KEY] = crosses.keys;
    ret[THING_SESSION] = crosses.sessions;
    ret[THING_AGENT] = crosses.agents;
    ret[THING_API] = crosses.apis;
    return true;
}

/* Word number n that a filter term may begin with: "principal:", and "outcome:denied" where the words are
 * fixed. */
static bool filter_word(size_t n, struct buf *out)
{
    for (size_t i = 0; filter_field_name(i) != NULL; i++) {
        const char *field = filter_field_name(i), *word;
        if (n-- == 0)
            return buf_fmt(out, "%s:", field);
        for (size_t w = 0; (word = filter_field_word(field, w)) != NULL; w++)
            if (n-- == 0)
                return buf_fmt(out, "%s:%s", field, word);
    }
    return false;
}

/* May the case and its folder be written? A journal is written beside the case. */
static bool is_writable(const char *path)
{
    CLEANUP(str) char *folder = alloc_str(path);
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        slash[1] = '\0';
    return access(path, W_OK) == 0 && access(slash != NULL ? folder : ".", W_OK) == 0;
}

static void add_refused(struct buf *out, int64_t count, const char *what)
{
    if (count > 0)
        buf_fmt(out, "%s%" PRId64 " %s", out->len > 0 ? ", " : "", count, what);
}

/*
 * Open it once before the terminal is taken over: what is wrong is said in the shell. What the evidence lost
 * goes to `warning`, which every screen shows.
 */
static bool check_case(const struct call *call, enum db_mode mode, struct buf *warning, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    struct accounting a = {0};
    if (!call_open(call, mode, &db, err) || !accounting_load(db, &a, err))
        return false;
    add_refused(warning, a.files_refused, a.files_refused == 1 ? "file refused" : "files refused");
    add_refused(warning, a.rejected, a.rejected == 1 ? "record rejected" : "records rejected");
    add_refused(warning, a.files_reading, a.files_reading == 1 ? "file unfinished" : "files unfinished");
    if (warning->len > 0)
        buf_str(warning, " (1 tells)");
    return true;
}

/* Before anything is shown and before there are threads: the clock of the process is set meanwhile. */
static bool replay_first(const char *from, const char *path, struct buf *said, struct err *err)
{
    CLEANUP(db) struct db *db = NULL, *onto = NULL;
    struct replay replay;
    if (from == NULL)
        return true;
    return db_open(&db, from, DB_READ, err) && db_open(&onto, path, DB_WRITE, err) &&
           replay_onto(&replay, db, onto, err) && replay_judge(&replay, said, err);
}

static bool run(struct call *call, struct err *err)
{
    const char *path = call->case_path;
    bool writable = is_writable(path) || access(path, F_OK) != 0;
    struct place place = {path, writable ? DB_WRITE : DB_READ};
    const char *size = option_value(&call->options, "size");
    struct ui_options options = {.script = option_value(&call->options, "script"),
                                 .cols = 80,
                                 .rows = 24,
                                 .ascii = option_is_set(&call->options, "ascii")};
    struct app_case acase = {.name = file_name(path),
                             .open = open_case,
                             .close = close_case,
                             .mark = writable ? set_marks : NULL,
                             .decide = writable ? decide : NULL,
                             .report = write_report,
                             .values = find_values,
                             .crosses = count_crosses,
                             .record = read_record,
                             .save_filter = writable ? save_filter : NULL,
                             .check_filter = check_filter,
                             .filter_word = filter_word,
                             .frequency_field = frequency_field,
                             .arg = &place};
    if (size != NULL && !ui_size(&options, size, err))
        return false;
    CLEANUP(buf) struct buf warning = {0}, greeting = {0};
    if (!check_case(call, place.mode, &warning, err) ||
        !replay_first(option_value(&call->options, "replay"), path, &greeting, err))
        return false;
    acase.greeting = greeting.len > 0 ? buf_text(&greeting) : NULL;
    if (!writable)
        buf_fmt(&warning, "%sread only", warning.len > 0 ? ", " : "");
    acase.warning = warning.len > 0 ? buf_text(&warning) : NULL;
    return ui_run(&acase, &options, err);
}

const struct command cmd_ui = {
    .name = "ui",
    .group = CMD_LOOK,
    .usage = "CASE",
    .summary = "Open the interface (so does `trailcase CASE`)",
    .detail = "Keys: ? inside. --script drives it without a terminal, one step a line:\n"
              "key NAME..., type TEXT, :COMMAND, wait, resize COLSxROWS, dump FILE,\n"
              "expect TEXT, reject TEXT.\n"
              "--replay FROM takes over what was decided on the same evidence in another case.\n",
    .tables = {ui_options},
    .run = run,
};
