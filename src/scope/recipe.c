// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/recipe.h"

#include "src/base/jsonw.h"
#include "src/base/shellword.h"
#include "src/scope/recipe_private.h"

#include <string.h>

const char *const checklist_phase_names[PHASE__COUNT] = {
    [PHASE_CONTAIN] = "contain", [PHASE_PRESERVE] = "preserve", [PHASE_ERADICATE] = "eradicate",
    [PHASE_RECOVER] = "recover", [PHASE_HARDEN] = "harden",
};

const struct recipe *recipe_next(const struct recipe *recipe)
{
    if (!recipe)
        return recipes_first;
    if (recipe[1].word)
        return recipe + 1;
    return recipe->phase < PHASE_ERADICATE ? recipes_rest : NULL;
}

static const char *value_of(const struct recipe_values *values, const char *name, size_t len)
{
    const struct {
        const char *name, *value;
    } all[] = {{"name", values->name},     {"part", values->part},     {"id", values->id},
               {"text", values->text},     {"before", values->before}, {"account", values->account},
               {"region", values->region}, {"since", values->since},   {"now", SHELLWORD_NOW}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (strlen(all[i].name) == len && strncmp(all[i].name, name, len) == 0)
            return all[i].value;
    return NULL;
}

/* The inside of a JSON string. */
static void put_json(struct buf *out, const char *value)
{
    CLEANUP(buf) struct buf text = {0};
    struct jsonw w;
    jsonw_init(&w, &text);
    jsonw_str(&w, value);
    buf_append(out, text.bytes + 1, text.len - 2);
}

static void put_jmes(struct buf *out, const char *value)
{
    CLEANUP(buf) struct buf text = {0};
    put_json(&text, value);
    buf_str(out, "`\"");
    for (const char *at = buf_text(&text); *at; at++)
        if (*at == '`')
            buf_str(out, "\\u0060");
        else
            buf_char(out, *at);
    buf_str(out, "\"`");
}

/* Is {…} at `at` a placeholder; templates hold braces of JSON and JMESPath as well. */
static size_t placeholder_len(const char *at)
{
    size_t len = *at == '{' ? strspn(at + 1, "abcdefghijklmnopqrstuvwxyz!") : 0;
    return len && at[len + 1] == '}' ? len : 0;
}

static bool put_value(struct buf *out, const char *name, size_t len, const struct recipe_values *values)
{
    size_t plain = strcspn(name, "!}");
    const char *value = value_of(values, name, plain);
    if (!value || !*value || (strchr(value, SHELLWORD_NOW[0]) && strcmp(value, SHELLWORD_NOW) != 0))
        return false;
    if (plain == len)
        buf_str(out, value);
    else if (name[plain + 2] == 's')
        put_json(out, value);
    else
        put_jmes(out, value);
    return true;
}

/* The AWS CLI reads these from where they point to. A template may mean it, a value may not. */
static bool is_reference(const char *word, const char *template)
{
    static const char *const schemes[] = {"file://", "fileb://", "http://", "https://"};
    const char *value = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    const char *meant = strchr(template, '=');
    if (!meant || !placeholder_len(meant + 1))
        return false;
    for (size_t i = 0; value && i < ARRAY_LEN(schemes); i++)
        if (strncmp(value + 1, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

static bool put_word(struct buf *out, const char **at, const struct recipe_values *values, const char *now)
{
    CLEANUP(buf) struct buf word = {0};
    const char *template = *at;
    while (**at && **at != ' ' && **at != '\n') {
        size_t len = placeholder_len(*at);
        if (len && !put_value(&word, *at + 1, len, values))
            return false;
        if (!len)
            buf_char(&word, **at);
        *at += len ? len + 2 : 1;
    }
    if (is_reference(buf_text(&word), template))
        return false;
    shellword(out, buf_text(&word), now);
    return true;
}

bool recipe_commands(struct buf *out, const char *template, const struct recipe_values *values,
                     bool in_region, const char *now)
{
    size_t start = out->len;
    bool regional = in_region && values->region;
    for (const char *at = template; *at;) {
        if (!put_word(out, &at, values, now)) {
            buf_cut(out, start);
            return false;
        }
        if (regional && *at != ' ') {
            CLEANUP(buf) struct buf word = {0};
            buf_fmt(&word, "--region=%s", values->region);
            buf_char(out, ' ');
            shellword(out, buf_text(&word), now);
        }
        if (*at)
            buf_char(out, *at++);
    }
    return true;
}

/* A policy that AWS manages is known by its name; of one's own the account is part of it. */
static const char *short_name(const char *value)
{
    static const char managed[] = "arn:aws:iam::aws:policy/";
    return value && strncmp(value, managed, strlen(managed)) == 0 ? value + strlen(managed) : value;
}

void recipe_words(struct buf *out, const char *template, const struct recipe_values *values)
{
    for (const char *at = template; *at;) {
        size_t len = placeholder_len(at);
        const char *value = len ? short_name(value_of(values, at + 1, len)) : NULL;
        if (len)
            buf_str(out, value ? value : "(the record does not say)");
        else
            buf_char(out, *at);
        at += len ? len + 2 : 1;
    }
}
