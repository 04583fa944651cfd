// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/marking.h"

#include "src/base/alloc.h"
#include "ui/app/decide.h"
#include "ui/app/load.h"
#include "ui/core/keycode.h"

#include <string.h>

enum { MARKS_MAX = 1000 };

static const char read_only[] = "nothing can be marked: the case or its folder cannot be written";

struct verdict {
    int key;
    const char *name; /* NULL = take the mark back */
    const char *label;
    const char *help;
};

static const struct verdict verdicts[] = {
    {'a', "attacker", "attacker", "theirs alone: every event of it is the attacker's"},
    {'c', "compromised", "compromised", "yours, in their hands: its events are undecided at first"},
    {'b', "benign", "benign", "neither: none of its events is the attacker's"},
    {'x', NULL, "clear", "take the mark on it back"},
};

/* The next thing that can be marked, after `from` and around; THING_NONE = nothing can. */
static enum thing next_thing(const struct app_marking *marking, enum thing from)
{
    for (int step = 1; step <= THING__COUNT; step++) {
        enum thing thing = (enum thing)(((int)from + step) % THING__COUNT);
        if (marking->value[thing] != NULL)
            return thing;
    }
    return THING_NONE;
}

static void copy_values(struct app_marking *marking, const struct selection *selection)
{
    marking->subject = selection->subject;
    marking->label = arena_str(&marking->arena, selection->label);
    for (enum thing thing = THING_NONE + 1; thing < THING__COUNT; thing++)
        if (thing_mark_kind(thing)[0] != '\0')
            marking->value[thing] = arena_str(&marking->arena, selection->value[thing]);
}

static void copy_picked(struct app_marking *marking, const struct view *view)
{
    if (view->ops->picked == NULL || marking->value[marking->subject] == NULL)
        return;
    marking->picked = arena_zero(&marking->arena, MARKS_MAX, sizeof *marking->picked);
    for (size_t i = 0; marking->picked_count < MARKS_MAX; i++) {
        struct selection one = {0};
        if (!view->ops->picked(view, i, &one))
            return;
        if (one.subject == marking->subject && one.value[one.subject] != NULL)
            marking->picked[marking->picked_count++] = arena_str(&marking->arena, one.value[one.subject]);
    }
}

/* What can be marked on the line under the cursor, or is picked; false = nothing. */
static bool begin(struct app *app)
{
    const struct view *view = app_view(app);
    struct app_marking *marking = &app->marking;
    struct selection selection = {.since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
    arena_done(&marking->arena);
    *marking = (struct app_marking){0};
    if (view->ops->selection != NULL && view->ops->selection(view, &selection))
        copy_values(marking, &selection);
    marking->thing =
        marking->value[marking->subject] != NULL ? marking->subject : next_thing(marking, THING_NONE);
    if (marking->thing != THING_NONE)
        copy_picked(marking, view);
    return marking->thing != THING_NONE;
}

void marking_begin(struct app *app)
{
    if (app->acase->mark == NULL)
        app_say(app, "%s", read_only);
    else if (begin(app))
        app->marking.choosing = true;
    else
        app_say(app, "there is nothing to mark here");
}

static bool means_picked(const struct app_marking *marking)
{
    return marking->picked_count > 0 && marking->thing == marking->subject;
}

/* How a person calls what is to be marked. */
static const char *name_of(const struct app_marking *marking)
{
    bool has_label = marking->thing == marking->subject && marking->label != NULL;
    return has_label ? marking->label : marking->value[marking->thing];
}

void marking_what(const struct app *app, struct buf *out)
{
    const struct app_marking *marking = &app->marking;
    const char *what = app->prompt == APP_PROMPT_NOTE ? "a note on" : "mark";
    if (means_picked(marking))
        buf_fmt(out, "%s the %zu picked lines", what, marking->picked_count);
    else
        buf_fmt(out, "%s %s %s", what, thing_mark_kind(marking->thing), name_of(marking));
    if (app->prompt == APP_PROMPT_NOTE)
        buf_str(out, "; a word with # is a tag");
    else if (!marking->choosing)
        buf_fmt(out, ": %s", marking->verdict != NULL ? marking->verdict : "no longer");
}

void marking_menu(const struct app *app, struct buf *out)
{
    const struct app_marking *marking = &app->marking;
    for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
        buf_fmt(out, "%s%c %s", i > 0 ? "  " : "", verdicts[i].key, verdicts[i].label);
    enum thing next = next_thing(marking, marking->thing);
    if (next != marking->thing)
        buf_fmt(out, "  Tab its %s instead", thing_mark_kind(next));
    buf_str(out, marking->helps ? "  Esc no mark" : "  ? help");
}

bool marking_help(const struct app *app, size_t n, struct buf *out)
{
    if (!app->marking.choosing || !app->marking.helps || n >= ARRAY_LEN(verdicts))
        return false;
    buf_fmt(out, "%c %-12s %s", verdicts[n].key, verdicts[n].label, verdicts[n].help);
    return true;
}

void marking_key(struct app *app, int key)
{
    struct app_marking *marking = &app->marking;
    if (key == KEYCODE_TAB) {
        marking->thing = next_thing(marking, marking->thing);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
        if (verdicts[i].key == key) {
            marking->choosing = false;
            marking->verdict = verdicts[i].name;
            app_open_prompt(app, APP_PROMPT_REASON, "reason (Enter marks, Esc drops): ", NULL);
            return;
        }
    marking->helps = key == '?';
    if (marking->helps)
        return;
    marking->choosing = false;
    app_say(app, "nothing marked");
}

static void set_marks(struct app *app, const struct app_mark *marks, size_t count, const char *name)
{
    CLEANUP(buf) struct buf said = {0};
    const char *verdict = marks[0].verdict != NULL ? marks[0].verdict : "no longer marked";
    if (count == 1)
        buf_fmt(&said, "%s %s: %s", marks[0].kind, name, verdict);
    else
        buf_fmt(&said, "%zu things: %s", count, verdict);
    if (marks[0].verdict != NULL && app_view(app)->ops->digit != '9')
        buf_str(&said, "; 9 shows what follows from it");
    load_marks(app, marks, count, buf_text(&said));
}

void marking_finish(struct app *app, const char *reason)
{
    struct app_marking *marking = &app->marking;
    struct app_mark one = {.kind = thing_mark_kind(marking->thing),
                           .value = marking->value[marking->thing],
                           .verdict = marking->verdict,
                           .reason = reason};
    if (!means_picked(marking)) {
        set_marks(app, &one, 1, name_of(marking));
        return;
    }
    struct app_mark *marks = arena_zero(&marking->arena, marking->picked_count, sizeof *marks);
    for (size_t i = 0; i < marking->picked_count; i++) {
        marks[i] = one;
        marks[i].value = marking->picked[i];
    }
    set_marks(app, marks, marking->picked_count, marking->picked[0]);
}

void marking_note(struct app *app)
{
    if (app->acase->decide == NULL)
        app_say(app, "nothing can be written down: the case or its folder cannot be written");
    else if (begin(app))
        app_open_prompt(app, APP_PROMPT_NOTE, "note: ", NULL);
    else
        app_say(app, "there is nothing here to write a note on; :note TEXT writes one on the case");
}

void marking_finish_note(struct app *app, const char *text)
{
    const struct app_marking *marking = &app->marking;
    struct view_decision note = {.what = VIEW_NOTE, .thing = marking->thing, .text = text};
    if (text[strspn(text, " ")] == '\0') {
        app_say(app, "an empty note says nothing: none written");
        return;
    }
    size_t count = means_picked(marking) ? marking->picked_count : 1;
    for (size_t i = 0; i < count; i++) {
        note.value = means_picked(marking) ? marking->picked[i] : marking->value[marking->thing];
        decide(app, &note);
    }
}

/* Take the next word off a line. */
static char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " ");
    char *end = word + strcspn(word, " ");
    *rest = *end != '\0' ? end + 1 : end;
    *end = '\0';
    return word;
}

/* Take the value after KIND: off a line; one with blanks stands in quotes. */
static char *next_value(char **rest)
{
    if (**rest != '"')
        return next_word(rest);
    char *value = *rest + 1;
    char *end = value + strcspn(value, "\"");
    *rest = *end != '\0' ? end + 1 : end;
    *end = '\0';
    return value;
}

static const struct verdict *verdict_of(const char *label)
{
    for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
        if (strcmp(verdicts[i].label, label) == 0)
            return &verdicts[i];
    return NULL;
}

static bool is_mark_kind(const char *text, size_t len)
{
    for (enum thing thing = THING_NONE + 1; thing < THING__COUNT; thing++)
        if (strlen(thing_mark_kind(thing)) == len && len > 0 &&
            memcmp(thing_mark_kind(thing), text, len) == 0)
            return true;
    return false;
}

void marking_command(struct app *app, const char *args)
{
    CLEANUP(str) char *copy = alloc_str(args);
    char *rest = copy;
    const struct verdict *verdict = verdict_of(next_word(&rest));
    if (app->acase->mark == NULL) {
        app_say(app, "%s", read_only);
        return;
    }
    if (verdict == NULL) {
        app_say(app, "usage: mark attacker|compromised|benign|clear [KIND:VALUE] [REASON]");
        return;
    }
    size_t kind_len = strcspn(rest, ": ");
    if (rest[kind_len] == ':' && is_mark_kind(rest, kind_len)) {
        const char *kind = rest;
        rest[kind_len] = '\0';
        rest += kind_len + 1;
        struct app_mark one = {
            .kind = kind, .value = next_value(&rest), .verdict = verdict->name, .typed = true};
        one.reason = rest + strspn(rest, " ");
        set_marks(app, &one, 1, one.value);
        return;
    }
    marking_begin(app);
    if (!app->marking.choosing)
        return;
    app->marking.choosing = false;
    app->marking.verdict = verdict->name;
    marking_finish(app, rest);
}
