// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/complete.h"

#include "src/base/alloc.h"
#include "ui/app/columns.h"
#include "ui/app/command.h"

#include <string.h>
#include <strings.h>

/* --- where in a filter the cursor is --- */

struct place {
    size_t term; /* where the term begins */
    struct slice
        field;    /* of the value that is being written; len 0 = it is the field that is being written */
    size_t value; /* where the value begins */
    bool list;    /* in FIELD:(a,b */
};

static void take(struct place *place, const char *line, size_t at)
{
    char c = line[at];
    if (c == ' ' && !place->list)
        *place = (struct place){.term = at + 1};
    else if (c == ')')
        place->list = false;
    else if (c == ',' && place->list)
        place->value = at + 1;
    else if (c == '(' && place->field.len > 0 && at == place->value) {
        place->list = true;
        place->value = at + 1;
    } else if (at == place->term && strchr("(!-", c) != NULL)
        place->term = at + 1;
    else if (c == ':' && place->field.len == 0) {
        place->field = (struct slice){line + place->term, at - place->term};
        place->value = at + 1;
    }
}

static struct place find_place(const char *line, size_t from, size_t cursor)
{
    struct place place = {.term = from};
    bool quoted = false;
    for (size_t at = from; at < cursor; at++)
        if (line[at] == '\\')
            at++;
        else if (line[at] == '"')
            quoted = !quoted;
        else if (!quoted)
            take(&place, line, at);
    return place;
}

/* What of the value is written, without its quote. */
static char *written(const char *line, const struct place *place, size_t cursor)
{
    size_t from = place->value;
    if (from < cursor && line[from] == '"')
        from++;
    return alloc_strn(line + from, cursor - from);
}

/* --- filters --- */

/* The words of fields that take only these: "outcome:denied" for the value after "outcome:". */
static bool offer_fixed(const struct app *app, const struct place *place, const char *part,
                        struct prompt_matches *out)
{
    CLEANUP(buf) struct buf word = {0};
    bool found = false;
    for (size_t n = 0; app->acase->filter_word != NULL && app->acase->filter_word(n, &word); n++) {
        const char *text = buf_text(&word), *colon = strchr(text, ':');
        bool same = colon != NULL && colon[1] != '\0' && (size_t)(colon - text) == place->field.len &&
                    strncasecmp(text, place->field.text, place->field.len) == 0;
        found |= same;
        if (same && strncasecmp(colon + 1, part, strlen(part)) == 0)
            prompt_add(out, colon + 1);
        buf_clear(&word);
    }
    return found;
}

static void offer_values(struct app *app, const struct place *place, const char *part,
                         struct prompt_matches *out)
{
    CLEANUP(str) char *field = alloc_strn(place->field.text, place->field.len);
    const struct values_found *found = values_have(app, field, part);
    for (size_t i = 0; found != NULL && i < found->count; i++) {
        if (strncasecmp(found->items[i], part, strlen(part)) != 0)
            continue;
        CLEANUP(buf) struct buf term = {0};
        view_add_term(&term, "", found->items[i]);
        prompt_add(out, buf_text(&term) + 1);
    }
}

static void offer_fields(const struct app *app, const char *line, size_t cursor, struct prompt_matches *out)
{
    CLEANUP(buf) struct buf word = {0};
    for (size_t n = 0; app->acase->filter_word != NULL && app->acase->filter_word(n, &word); n++) {
        const char *colon = strchr(buf_text(&word), ':');
        if (colon == NULL || colon[1] == '\0')
            prompt_offer(out, line, cursor, buf_text(&word));
        buf_clear(&word);
    }
}

static void offer_filter(struct app *app, const char *line, size_t from, size_t cursor,
                         struct prompt_matches *out)
{
    struct place place = find_place(line, from, cursor);
    if (place.field.len == 0) {
        out->from = place.term;
        offer_fields(app, line, cursor, out);
        return;
    }
    CLEANUP(str) char *part = written(line, &place, cursor);
    out->from = place.value;
    if (!offer_fixed(app, &place, part, out))
        offer_values(app, &place, part, out);
}

void complete_filter(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    offer_filter(arg, line, 0, cursor, out);
}

/* --- commands --- */

void complete_frequency(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    const struct app *app = arg;
    const char *field;
    while (out->from < cursor && line[out->from] == ' ')
        out->from++;
    for (size_t n = 0; app->acase->frequency_field != NULL; n++) {
        if ((field = app->acase->frequency_field(n)) == NULL)
            break;
        prompt_offer(out, line, cursor, field);
    }
}

static void offer_names(const char *line, size_t cursor, struct prompt_matches *out)
{
    const char *name;
    for (size_t i = 0; (name = command_name(i)) != NULL; i++)
        prompt_offer(out, line, cursor, name);
}

static void offer_mark(const char *line, size_t cursor, size_t words_before, struct prompt_matches *out)
{
    static const char *const verdicts[] = {"attacker", "compromised", "benign", "clear"};
    if (words_before == 1)
        for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
            prompt_offer(out, line, cursor, verdicts[i]);
    if (words_before == 2)
        for (enum thing thing = THING_NONE + 1; thing < THING__COUNT; thing++) {
            CLEANUP(buf) struct buf word = {0};
            buf_fmt(&word, "%s:", thing_mark_kind(thing));
            if (word.len > 1)
                prompt_offer(out, line, cursor, buf_text(&word));
        }
}

static void offer_saved(struct app *app, const char *line, size_t cursor, struct prompt_matches *out)
{
    const struct values_found *found = values_have(app, VALUES_SAVED, "");
    for (size_t i = 0; found != NULL && i < found->count; i++)
        prompt_offer(out, line, cursor, found->items[i]);
}

/* What is being written of a command: its name, and where the word and the filter begin. */
struct words {
    char *name;
    size_t from, before, filter;
};

static struct words find_words(const char *line, size_t cursor)
{
    struct words words = {.from = cursor};
    size_t start = strspn(line, " "), len = strcspn(line + start, " ");
    while (words.from > 0 && line[words.from - 1] != ' ')
        words.from--;
    for (size_t i = start + 1; i < words.from; i++)
        words.before += line[i] == ' ' && line[i - 1] != ' ';
    words.name = alloc_strn(line + start, len);
    words.filter = start + len + (line[start + len] == ' ');
    if (strcmp(words.name, "frequency") == 0) /* a field stands before its filter */
        words.filter += strcspn(line + words.filter, " ");
    return words;
}

static bool takes_filter(const struct words *words)
{
    return command_takes_filter(words->name) || (strcmp(words->name, "frequency") == 0 && words->before > 1);
}

void complete_command(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    struct words words = find_words(line, cursor);
    CLEANUP(str) char *name = words.name;
    out->from = words.from;
    if (words.before == 0)
        offer_names(line, cursor, out);
    else if (takes_filter(&words))
        offer_filter(arg, line, words.filter, cursor, out);
    else if (strcmp(name, "frequency") == 0)
        complete_frequency(arg, line, cursor, out);
    else if (strcmp(name, "columns") == 0)
        columns_complete(arg, line, cursor, out);
    else if (strcmp(name, "mark") == 0)
        offer_mark(line, cursor, words.before, out);
    else if (strcmp(name, "use") == 0 || strcmp(name, "save") == 0)
        offer_saved(arg, line, cursor, out);
}

/* --- what will be needed --- */

static void prepare_filter(struct app *app, const char *line, size_t from, size_t cursor)
{
    struct place place = find_place(line, from, cursor);
    if (place.field.len == 0)
        return;
    CLEANUP(str) char *field = alloc_strn(place.field.text, place.field.len);
    CLEANUP(str) char *part = written(line, &place, cursor);
    values_want(app, field, part);
}

void complete_prepare(struct app *app, const char *line, size_t cursor)
{
    if (app->prompt == APP_PROMPT_FILTER)
        prepare_filter(app, line, 0, cursor);
    if (app->prompt != APP_PROMPT_COMMAND)
        return;
    struct words words = find_words(line, cursor);
    CLEANUP(str) char *name = words.name;
    if (words.before > 0 && takes_filter(&words) && words.filter <= cursor)
        prepare_filter(app, line, words.filter, cursor);
    else if (strcmp(name, "use") == 0 || strcmp(name, "save") == 0)
        values_want(app, VALUES_SAVED, "");
}
