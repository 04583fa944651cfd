// SPDX-License-Identifier: GPL-3.0-or-later
/* Filter text to tree: the grammar. */
#include "src/model/filter.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/base/near.h"
#include "src/base/utf8.h"
#include "src/model/filter_tree.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/*
 * or:    and ("or" and)*
 * and:   unary ("and"? unary)*
 * unary: ("not" | "!" | "-") unary | "(" or ")" | term
 * term:  [FIELD ":"] (value | "(" value ("," value)* ")")
 */
struct parser {
    const char *text;
    size_t at; /* byte to be read next */
    int64_t now_s;
    struct arena *arena;
    unsigned depth, terms;
    struct err *err;
};

static struct filter_node *parse_or(struct parser *p);

/* Say what was expected where. The position that people count is in characters, from 1. */
static void *fail(struct parser *p, size_t at, const char *what)
{
    size_t character = 1;
    for (size_t i = 0; i < at; i++)
        character += ((unsigned char)p->text[i] & 0xc0) != 0x80;
    p->at = at;
    err_set(p->err, ERR_USAGE, "filter, character %zu: %s", character, what);
    return NULL;
}

static void skip_blanks(struct parser *p)
{
    while (isspace((unsigned char)p->text[p->at]))
        p->at++;
}

/* The letters at the place where the parser is. */
static size_t letters(const struct parser *p)
{
    size_t len = 0;
    while (isalpha((unsigned char)p->text[p->at + len]))
        len++;
    return len;
}

/* True, and behind it, when the keyword stands here as a whole word. */
static bool take_keyword(struct parser *p, const char *word)
{
    size_t len = strlen(word);
    char after = strncasecmp(p->text + p->at, word, len) == 0 ? p->text[p->at + len] : 'x';
    if (after && !isspace((unsigned char)after) && after != '(' && after != ')')
        return false;
    p->at += len;
    return true;
}

static struct filter_node *new_node(struct parser *p, enum filter_kind kind)
{
    struct filter_node *node = arena_zero(p->arena, 1, sizeof *node);
    node->kind = kind;
    return node;
}

/* Add an operand to an and or an or; one of the same kind is taken apart, so that a (b c) is a b c. */
static void add_operand(struct filter_node *node, struct filter_node *operand)
{
    struct filter_node **tail = &node->child;
    while (*tail)
        tail = &(*tail)->next;
    *tail = operand->kind == node->kind ? operand->child : operand;
}

static struct filter_node *simplified(struct filter_node *node)
{
    return node->child->next ? node : node->child;
}

struct text_so_far {
    struct buf text, wild;
    bool has_wild;
};

static void add_byte(struct text_so_far *so_far, char c, bool is_wild)
{
    buf_char(&so_far->text, c);
    buf_char(&so_far->wild, is_wild ? c : ' ');
    so_far->has_wild |= is_wild;
}

static bool read_quoted(struct parser *p, struct text_so_far *so_far)
{
    size_t start = p->at++;
    for (; p->text[p->at] != '"'; p->at++) {
        if (p->text[p->at] == '\\' && p->text[p->at + 1])
            p->at++;
        if (!p->text[p->at])
            return fail(p, start, "the quote that opens here is never closed") != NULL;
        add_byte(so_far, p->text[p->at], false);
    }
    p->at++;
    return true;
}

static void read_bare(struct parser *p, bool in_list, struct text_so_far *so_far)
{
    const char *ends = in_list ? "()\"," : "()\"";
    for (char c; (c = p->text[p->at]) && !isspace((unsigned char)c) && !strchr(ends, c); p->at++) {
        bool escaped = c == '\\' && p->text[p->at + 1];
        if (escaped)
            c = p->text[++p->at];
        add_byte(so_far, c, !escaped && (c == '*' || c == '?'));
    }
}

static bool read_value(struct parser *p, bool in_list, struct filter_value *value)
{
    struct text_so_far so_far = {0};
    bool quoted = p->text[p->at] == '"', ok = true;
    size_t start = p->at;
    if (quoted)
        ok = read_quoted(p, &so_far);
    else
        read_bare(p, in_list, &so_far);
    if (ok && !quoted && !so_far.text.len)
        ok = fail(p, start, "a value was expected here") != NULL;
    value->len = so_far.text.len;
    value->text = arena_str(p->arena, buf_text(&so_far.text));
    value->wild = so_far.has_wild ? arena_str(p->arena, buf_text(&so_far.wild)) : NULL;
    buf_done(&so_far.text);
    buf_done(&so_far.wild);
    return ok;
}

static bool check_word(struct parser *p, size_t at, const struct filter_field *field,
                       struct filter_value *value)
{
    CLEANUP(buf) struct buf message = {0};
    buf_fmt(&message, "%s: takes ", field->name);
    for (const char *const *word = field->words; *word; word++) {
        if (strcasecmp(*word, value->text) == 0) {
            value->text = *word;
            return true;
        }
        buf_fmt(&message, "%s%s", word == field->words ? "" : word[1] ? ", " : " or ", *word);
    }
    return fail(p, at, buf_text(&message)) != NULL;
}

/* A moment is kept as such: "7d" would mean another one tomorrow. */
static void write_moment(struct parser *p, const struct filter_node *node, struct filter_value *value)
{
    char iso[ISOTIME_SIZE];
    isotime_format(node->field == FIELD_SINCE ? node->from_s : node->to_s, iso);
    value->text = arena_str(p->arena, iso);
    value->len = strlen(iso);
}

/* What a field wants of its value. */
static bool check_value(struct parser *p, size_t at, struct filter_node *node, struct filter_value *value)
{
    const struct filter_field *field = &filter_fields[node->field];
    if (field->words)
        return check_word(p, at, field, value);
    if (field->is_time && !filter_time(node, value->text, p->now_s))
        return fail(p, at,
                    node->field == FIELD_AT
                        ? "a day, a minute or TIME±SPAN was expected: 2020-04-08, 2020-04-08T10:00±10m"
                        : "a time was expected: 2020-04-08, 2020-04-08T10:00:00Z, or 7d for so long ago") !=
               NULL;
    if (node->field == FIELD_SINCE || node->field == FIELD_UNTIL)
        write_moment(p, node, value);
    if (node->field == FIELD_ID && value->wild)
        return fail(p, at, "id: takes whole eventIDs or event numbers, no wildcards") != NULL;
    bool may_be_range = node->field == FIELD_ADDRESS || node->field == FIELD_ANY;
    if (may_be_range && !filter_value_range(value) && node->field == FIELD_ADDRESS &&
        strchr(value->text, '/'))
        return fail(p, at, "this is no range of addresses: 203.0.113.0/24 or 2001:db8::/32 was expected") !=
               NULL;
    return true;
}

static bool add_value(struct parser *p, bool in_list, struct filter_node *node)
{
    struct filter_value value = {0};
    size_t at = p->at;
    if (!read_value(p, in_list, &value) || !check_value(p, at, node, &value))
        return false;
    if (++p->terms > FILTER_TERMS_MAX)
        return fail(p, at, "too many terms") != NULL;
    /* Doubling at powers of two; the arena keeps the smaller ones until the filter goes. */
    if ((node->value_count & (node->value_count - 1)) == 0) {
        struct filter_value *more = arena_zero(p->arena, node->value_count * 2 + 1, sizeof *more);
        if (node->value_count)
            memcpy(more, node->values, node->value_count * sizeof *more);
        node->values = more;
    }
    node->values[node->value_count++] = value;
    return true;
}

static bool read_list(struct parser *p, struct filter_node *node)
{
    size_t start = p->at++;
    for (;;) {
        skip_blanks(p);
        if (!add_value(p, true, node))
            return false;
        skip_blanks(p);
        char c = p->text[p->at];
        if (c != ',' && c != ')')
            return fail(p, c ? p->at : start,
                        c ? "a comma or ) was expected in this list"
                          : "the list that opens here is never closed") != NULL;
        p->at++;
        if (c == ')')
            return true;
    }
}

static void *unknown_field(struct parser *p, size_t len)
{
    CLEANUP(str) char *word = alloc_strn(p->text + p->at, len);
    CLEANUP(buf) struct buf message = {0};
    struct near near = {.word = word};
    const char *name;
    for (size_t i = 0; (name = filter_field_name(i)); i++)
        near_offer(&near, name);
    buf_fmt(&message, "there is no field \"%s\"", word);
    if (near.best)
        buf_fmt(&message, "; did you mean %s:?", near.best);
    else
        buf_fmt(&message, "; put quotes around words that hold a colon");
    return fail(p, p->at, buf_text(&message));
}

static struct filter_node *parse_term(struct parser *p)
{
    size_t len = letters(p);
    struct filter_node *node = new_node(p, FILTER_TERM);
    if (len && p->text[p->at + len] == ':') {
        node->field = filter_field_find(p->text + p->at, len);
        if (node->field == FIELD__COUNT)
            return unknown_field(p, len);
        const struct filter_field *field = &filter_fields[node->field];
        p->at += len + 1;
        if (p->text[p->at] == '(' && !field->is_time)
            return read_list(p, node) ? node : NULL;
    }
    return add_value(p, false, node) ? node : NULL;
}

static struct filter_node *parse_group(struct parser *p)
{
    size_t start = p->at++;
    struct filter_node *inner = parse_or(p);
    if (!inner)
        return NULL;
    if (p->text[p->at] != ')')
        return fail(p, start, "the parenthesis that opens here is never closed");
    p->at++;
    return inner;
}

static struct filter_node *parse_unary(struct parser *p)
{
    struct filter_node *node = NULL;
    skip_blanks(p);
    char c = p->text[p->at];
    if (++p->depth > FILTER_DEPTH_MAX)
        return fail(p, p->at, "nested too deep");
    if (c == '!' || c == '-' || take_keyword(p, "not")) {
        p->at += c == '!' || c == '-';
        struct filter_node *inner = parse_unary(p);
        if (inner && inner->kind == FILTER_NOT)
            node = inner->child;
        else if (inner) {
            node = new_node(p, FILTER_NOT);
            node->child = inner;
        }
    } else if (c == '(')
        node = parse_group(p);
    else if (!c || c == ')' || c == ',')
        fail(p, p->at, "a term was expected: FIELD:VALUE, a word, or ( )");
    else
        node = parse_term(p);
    p->depth--;
    return node;
}

static struct filter_node *parse_and(struct parser *p)
{
    struct filter_node *node = new_node(p, FILTER_AND);
    for (;;) {
        skip_blanks(p);
        size_t here = p->at;
        if (node->child && (!p->text[here] || p->text[here] == ')' || take_keyword(p, "or"))) {
            p->at = here;
            return simplified(node);
        }
        if (node->child)
            (void)take_keyword(p, "and");
        struct filter_node *operand = parse_unary(p);
        if (!operand)
            return NULL;
        add_operand(node, operand);
    }
}

static struct filter_node *parse_or(struct parser *p)
{
    struct filter_node *node = new_node(p, FILTER_OR);
    do {
        struct filter_node *operand = parse_and(p);
        if (!operand)
            return NULL;
        add_operand(node, operand);
        skip_blanks(p);
    } while (take_keyword(p, "or"));
    return simplified(node);
}

bool filter_parse(struct filter **ret, const char *text, int64_t now_s, size_t *ret_at, struct err *err)
{
    CLEANUP(filter) struct filter *filter = alloc_zero(1, sizeof *filter);
    struct parser p = {.text = text, .now_s = now_s, .arena = &filter->arena, .err = err};
    bool ok = true;
    skip_blanks(&p);
    if (strlen(text) > FILTER_TEXT_MAX_BYTES)
        ok = fail(&p, 0, "the filter is too long") != NULL;
    else if (p.text[p.at]) {
        filter->root = parse_or(&p);
        ok = filter->root != NULL;
    }
    if (ok && p.text[p.at])
        ok = fail(&p, p.at, "nothing was opened that this ) could close") != NULL;
    if (ret_at)
        *ret_at = p.at;
    if (!ok)
        return false;
    filter_write(filter);
    *ret = TAKE(filter);
    return true;
}
