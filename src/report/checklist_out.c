// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/checklist_out.h"

#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/report/markdown.h"
#include "src/report/scope_json.h"
#include "src/scope/checklist_parts.h"

#include <inttypes.h>
#include <string.h>

const struct checklist_kind checklist_kinds[] = {
    {"md", "checklist.md", "what to do, in order, as Markdown with boxes to tick", NULL, checklist_md},
    {"html", "checklist.html", "the same as one page, to be read and printed", NULL, checklist_html},
    {"csv", "checklist.csv", "the same for spreadsheets and trackers", NULL, checklist_csv},
    {"json", "checklist.json", "the same for programs", NULL, checklist_json},
    {"sh", "checklist.sh",
     "the same as a script for bash and the AWS CLI: it shows, and acts with --apply only",
     CHECKLIST_SCRIPT_NOW, checklist_sh},
    {0},
};

const struct checklist_kind *checklist_kind_of(const char *word)
{
    for (const struct checklist_kind *kind = checklist_kinds; kind->word; kind++)
        if (strcmp(kind->word, word) == 0)
            return kind;
    return NULL;
}

void checklist_visible(struct buf *out, const char *text)
{
    utf8_visible(out, text, strlen(text));
}

/* --- JSON --- */

static void put_texts(struct jsonw *w, const char *name, const struct checklist_texts *texts)
{
    jsonw_karray(w, name);
    for (size_t i = 0; i < texts->count; i++)
        jsonw_str(w, texts->items[i]);
    jsonw_end(w);
}

static bool put_events(struct jsonw *w, const struct checklist *list, const struct checklist_item *item,
                       struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    jsonw_karray(w, "events");
    for (size_t i = 0; i < item->event_count && i < CHECKLIST_IDS_MAX; i++) {
        const char *uid;
        if (!scope_uid(list->db, item->events[i], &arena, &uid, err))
            return false;
        jsonw_str(w, uid);
    }
    jsonw_end(w);
    jsonw_kint(w, "events_total", (int64_t)item->event_count);
    return true;
}

static bool put_item(struct jsonw *w, const struct checklist *list, const struct checklist_item *item,
                     struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *danger = checklist_danger(item, &arena);
    jsonw_object(w);
    jsonw_kstr(w, "id", item->id);
    jsonw_kstr(w, "phase", checklist_phase_names[item->recipe->phase]);
    jsonw_kstr(w, "kind", item->recipe->word);
    jsonw_kstr(w, "action", item->action);
    jsonw_kstr(w, "target", item->targets.count ? item->targets.items[0] : NULL);
    put_texts(w, "targets", &item->targets);
    jsonw_kstr(w, "account", item->account);
    jsonw_kstr(w, "region", item->region);
    put_texts(w, "why", &item->why);
    if (!put_events(w, list, item, err))
        return false;
    jsonw_kstr(w, "command", item->command);
    jsonw_kstr(w, "check", item->check);
    jsonw_kstr(w, "check_done", item->recipe->flags & RECIPE_UNTIL_THERE ? "something" : "nothing");
    jsonw_kstr(w, "undo", item->undo);
    jsonw_kstr(w, "first", item->guard);
    jsonw_kstr(w, "danger", *danger ? danger : NULL);
    jsonw_kbool(w, "by_hand", checklist_by(item) == CHECKLIST_BY_HAND);
    jsonw_kbool(w, "by_name", checklist_by(item) == CHECKLIST_BY_NAME);
    jsonw_kstr(w, "state", checklist_state_names[item->state]);
    jsonw_kstr(w, "reversed", item->reversed);
    jsonw_kstr(w, "assignee", item->assignee);
    jsonw_kstr(w, "note", item->note);
    jsonw_end(w);
    return true;
}

bool checklist_json_items(const struct checklist *list, struct jsonw *w, struct err *err)
{
    jsonw_array(w);
    for (size_t i = 0; i < list->count; i++)
        if (!put_item(w, list, &list->items[i], err))
            return false;
    jsonw_end(w);
    return true;
}

bool checklist_json(const struct checklist *list, struct buf *out, struct err *err)
{
    struct jsonw w;
    jsonw_init(&w, out);
    if (!checklist_json_items(list, &w, err))
        return false;
    buf_char(out, '\n');
    return true;
}

/* --- Markdown --- */

const char *const checklist_phase_titles[PHASE__COUNT] = {
    [PHASE_CONTAIN] = "Contain: close the ways in",
    [PHASE_PRESERVE] = "Preserve: keep evidence, log again",
    [PHASE_ERADICATE] = "Eradicate: take away what was left",
    [PHASE_RECOVER] = "Recover: back to work",
    [PHASE_HARDEN] = "Harden: not again",
};

enum { COMMANDS_SHOWN = 5, IDS_SHOWN = 10 };

static void put_line(struct buf *out, const char *name, const char *text)
{
    buf_fmt(out, "  - %s: ", name);
    markdown_text(out, text);
    buf_char(out, '\n');
}

/* Commands hold no control characters (shellword.h), so a fence holds unless a word looks like its end. */
static void put_commands(struct buf *out, const char *name, const char *account, const char *commands)
{
    size_t shown = 0;
    buf_fmt(out, "  - %s:\n\n    ~~~~~~sh\n", name);
    if (account) {
        buf_str(out, "    # account ");
        checklist_visible(out, account);
        buf_char(out, '\n');
    }
    while (*commands && shown++ < COMMANDS_SHOWN) {
        size_t len = strcspn(commands, "\n");
        buf_str(out, "    ");
        buf_append(out, commands, len);
        buf_char(out, '\n');
        commands += len + (commands[len] == '\n');
    }
    buf_str(out, "    ~~~~~~\n");
    if (*commands)
        buf_str(out, "\n    and more like these: all are in the script and in JSON.\n");
    buf_char(out, '\n');
}

static void put_box(struct buf *out, const struct checklist_item *item)
{
    static const char *const boxes[CHECKLIST_STATE__COUNT] = {[CHECKLIST_OPEN] = "[ ]",
                                                              [CHECKLIST_DONE] = "[x]",
                                                              [CHECKLIST_REVERSED] = "[x]",
                                                              [CHECKLIST_SKIPPED] = "[-]"};
    buf_fmt(out, "- %s **", boxes[item->state]);
    markdown_text(out, item->action);
    buf_fmt(out, "** (%s", item->id);
    if (item->account) {
        buf_str(out, "; account ");
        markdown_text(out, item->account);
    }
    if (item->region) {
        buf_char(out, ' ');
        markdown_text(out, item->region);
    }
    buf_str(out, ")\n");
}

/* As a filter for `trailcase events`. */
static void put_ids(struct buf *out, const struct checklist_item *item)
{
    CLEANUP(buf) struct buf ids = {0};
    if (item->event_count == 0)
        return;
    buf_str(&ids, "id:(");
    for (size_t i = 0; i < item->event_count && i < IDS_SHOWN; i++)
        buf_fmt(&ids, "%s%" PRId64, i ? "," : "", item->events[i]);
    buf_char(&ids, ')');
    buf_str(out, "  - events: ");
    markdown_code(out, buf_text(&ids));
    if (item->event_count > IDS_SHOWN)
        buf_fmt(out, " and %zu more, all in JSON", item->event_count - IDS_SHOWN);
    buf_char(out, '\n');
}

static void md_part(struct buf *out, const struct checklist_item *item, const struct checklist_part *part)
{
    if (part->commands)
        put_commands(out, part->label, item->account, part->text);
    else
        put_line(out, part->label, part->text);
}

static void md_item(struct buf *out, const struct checklist_item *item)
{
    CLEANUP(arena) struct arena arena = {0};
    struct checklist_part_list parts = checklist_parts(item, &arena);
    size_t i = 0;
    put_box(out, item);
    for (; i < parts.count && !parts.items[i].to_do; i++)
        md_part(out, item, &parts.items[i]);
    put_ids(out, item);
    for (; i < parts.count && item->state == CHECKLIST_OPEN; i++)
        md_part(out, item, &parts.items[i]);
}

bool checklist_md(const struct checklist *list, struct buf *out, struct err *err UNUSED)
{
    char iso[ISOTIME_SIZE];
    enum checklist_phase phase = PHASE__COUNT;
    buf_fmt(out, "# Checklist\n\nAs of %s: ", isotime_format(list->now_s, iso));
    buf_fmt(
        out,
        "%zu open, %zu done, %zu already done in the logs, %zu skipped. From top to bottom; nothing here "
        "was run by trailcase.\n\nSee first whose credentials you hold: `aws sts get-caller-identity "
        "--query=Account --output=text` has to print the account that stands over each command. In another "
        "account a check that prints nothing says nothing.\n",
        list->states[CHECKLIST_OPEN], list->states[CHECKLIST_DONE], list->states[CHECKLIST_REVERSED],
        list->states[CHECKLIST_SKIPPED]);
    for (size_t i = 0; i < list->count; i++) {
        const struct checklist_item *item = &list->items[i];
        if (item->recipe->phase != phase)
            buf_fmt(out, "\n## %s\n\n", checklist_phase_titles[item->recipe->phase]);
        phase = item->recipe->phase;
        md_item(out, item);
    }
    return true;
}
