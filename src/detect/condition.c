// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/condition.h"

#include <string.h>
#include <strings.h>

struct token {
    const char *text;
    size_t len;
};

struct parsing {
    const char *at;
    struct token token; /* the next one; len 0 at the end */
    struct selections *selections;
    struct arena *arena;
    unsigned depth;
    size_t terms;
    struct err *err;
};

struct parts {
    const struct expr **items;
    size_t count;
};

static void add_part(struct parsing *in, struct parts *parts, const struct expr *part)
{
    if ((parts->count & (parts->count - 1)) == 0) {
        const struct expr **grown =
            arena_alloc(in->arena, (parts->count ? 2 * parts->count : 1) * sizeof *grown);
        if (parts->count)
            memcpy(grown, parts->items, parts->count * sizeof *grown);
        parts->items = grown;
    }
    parts->items[parts->count++] = part;
}

const struct expr *expr_join(struct arena *arena, enum expr_kind kind, const struct expr **parts,
                             size_t count)
{
    if (count == 1 && kind != EXPR_NOT)
        return parts[0];
    struct expr *expr = arena_zero(arena, 1, sizeof *expr);
    const struct expr **copy = arena_alloc(arena, (count + 1) * sizeof *copy);
    if (count)
        memcpy(copy, parts, count * sizeof *copy);
    *expr = (struct expr){.kind = kind, .parts = copy, .count = count};
    return expr;
}

static void advance(struct parsing *in)
{
    in->at += strspn(in->at, " \t\r\n");
    size_t len = strcspn(in->at, " \t\r\n()|");
    if (!len && *in->at)
        len = 1;
    in->token = (struct token){in->at, len};
    in->at += len;
}

static bool is_word(const struct parsing *in, const char *word)
{
    return in->token.len == strlen(word) && strncasecmp(in->token.text, word, in->token.len) == 0;
}

static const struct expr *fail(struct parsing *in, const char *what)
{
    if (in->token.len)
        err_set(in->err, ERR_FORMAT, "condition: %s at \"%.*s\"", what, (int)in->token.len, in->token.text);
    else
        err_set(in->err, ERR_FORMAT, "condition: %s at the end", what);
    return NULL;
}

/* Names that begin with _ are meant only by patterns that do. */
static bool is_meant(const char *name, const struct token *pattern, bool is_them)
{
    if (*name == '_' && (is_them || pattern->text[0] != '_'))
        return false;
    if (is_them)
        return true;
    size_t at = 0, t = 0, star = SIZE_MAX, star_t = 0, len = strlen(name);
    while (t < len) {
        if (at < pattern->len && pattern->text[at] == '*') {
            star = at++;
            star_t = t;
        } else if (at < pattern->len && pattern->text[at] == name[t]) {
            at++, t++;
        } else if (star != SIZE_MAX) {
            at = star + 1;
            t = ++star_t;
        } else {
            return false;
        }
    }
    while (at < pattern->len && pattern->text[at] == '*')
        at++;
    return at == pattern->len;
}

static const struct expr *parse_of(struct parsing *in, enum expr_kind kind)
{
    struct parts parts = {0};
    advance(in);
    if (!is_word(in, "of"))
        return fail(in, "\"of\" is expected");
    advance(in);
    if (!in->token.len || strchr("()|", in->token.text[0]))
        return fail(in, "a name or a pattern of names is expected");
    bool is_them = is_word(in, "them");
    for (size_t i = 0; i < in->selections->count; i++) {
        struct selection *selection = &in->selections->items[i];
        if (!is_meant(selection->name, &in->token, is_them))
            continue;
        selection->used = true;
        add_part(in, &parts, selection->expr);
    }
    if (!parts.count)
        return fail(in, "no selection has such a name");
    in->terms += parts.count;
    advance(in);
    return expr_join(in->arena, kind, parts.items, parts.count);
}

static const struct expr *parse_or(struct parsing *in);

static const struct expr *parse_name(struct parsing *in)
{
    static const char *const words[] = {"and", "or", "of", "them"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (is_word(in, words[i]))
            return fail(in, "a selection is expected");
    for (size_t i = 0; i < in->selections->count; i++) {
        struct selection *selection = &in->selections->items[i];
        if (strlen(selection->name) == in->token.len &&
            memcmp(selection->name, in->token.text, in->token.len) == 0) {
            selection->used = true;
            in->terms++;
            advance(in);
            return selection->expr;
        }
    }
    return fail(in, "there is no such selection");
}

static const struct expr *parse_term(struct parsing *in)
{
    if (in->terms > CONDITION_TERMS_MAX || in->depth > CONDITION_DEPTH)
        return fail(in, "too long or nested too deep");
    if (!in->token.len || *in->token.text == ')' || *in->token.text == '|')
        return fail(in, "a selection is expected");
    if (*in->token.text == '(') {
        in->depth++;
        advance(in);
        const struct expr *inner = parse_or(in);
        in->depth--;
        if (inner && (in->token.len != 1 || *in->token.text != ')'))
            return fail(in, "\")\" is expected");
        advance(in);
        return inner;
    }
    if (is_word(in, "1") || is_word(in, "any"))
        return parse_of(in, EXPR_OR);
    if (is_word(in, "all"))
        return parse_of(in, EXPR_AND);
    return parse_name(in);
}

static const struct expr *parse_not(struct parsing *in)
{
    bool negate = false;
    for (; is_word(in, "not"); negate = !negate)
        advance(in);
    const struct expr *part = parse_term(in);
    return part && negate ? expr_join(in->arena, EXPR_NOT, &part, 1) : part;
}

static const struct expr *parse_and(struct parsing *in)
{
    struct parts parts = {0};
    for (;;) {
        const struct expr *part = parse_not(in);
        if (!part)
            return NULL;
        add_part(in, &parts, part);
        if (!is_word(in, "and"))
            return expr_join(in->arena, EXPR_AND, parts.items, parts.count);
        advance(in);
    }
}

static const struct expr *parse_or(struct parsing *in)
{
    struct parts parts = {0};
    for (;;) {
        const struct expr *part = parse_and(in);
        if (!part)
            return NULL;
        add_part(in, &parts, part);
        if (!is_word(in, "or"))
            return expr_join(in->arena, EXPR_OR, parts.items, parts.count);
        advance(in);
    }
}

const struct expr *condition_parse(const char *text, struct selections *selections, struct arena *arena,
                                   const char **ret_rest, struct err *err)
{
    struct parsing in = {.at = text, .selections = selections, .arena = arena, .err = err};
    *ret_rest = NULL;
    if (strlen(text) > CONDITION_BYTES_MAX) {
        err_set(err, ERR_LIMIT, "condition: longer than %d bytes", CONDITION_BYTES_MAX);
        return NULL;
    }
    advance(&in);
    const struct expr *expr = parse_or(&in);
    if (!expr)
        return NULL;
    if (in.token.len && *in.token.text == '|')
        *ret_rest = in.at;
    else if (in.token.len)
        return fail(&in, "\"and\" or \"or\" is expected");
    return expr;
}
