// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/filter.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/model/filter_tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const outcome_words[] = {"success", "denied", "error", NULL};
static const char *const access_words[] = {"read", "write", "permissions", "tagging", NULL};
static const char *const is_words[] = {
    "read", "write",  "interesting", "success",    "denied",    "error",  "failed", "console", "mfa",
    "data", "dryrun", "service",     "attributed", "undecided", "marked", "lead",   NULL};

const struct filter_field filter_fields[FIELD__COUNT] = {
    [FIELD_ANY] = {.name = ""},
    [FIELD_PRINCIPAL] = {.name = "principal"},
    [FIELD_ADDRESS] = {.name = "address", .alias = "ip"},
    [FIELD_KEY] = {.name = "key"},
    [FIELD_SESSION] = {.name = "session"},
    [FIELD_AGENT] = {.name = "agent"},
    [FIELD_CLIENT] = {.name = "client"},
    [FIELD_API] = {.name = "api"},
    [FIELD_SERVICE] = {.name = "service"},
    [FIELD_REGION] = {.name = "region"},
    [FIELD_ACCOUNT] = {.name = "account"},
    [FIELD_RESOURCE] = {.name = "resource"},
    [FIELD_ERROR] = {.name = "error"},
    [FIELD_TECHNIQUE] = {.name = "technique"},
    [FIELD_OUTCOME] = {.name = "outcome", .words = outcome_words},
    [FIELD_ACCESS] = {.name = "access", .words = access_words},
    [FIELD_IS] = {.name = "is", .words = is_words},
    [FIELD_SINCE] = {.name = "since", .is_time = true},
    [FIELD_UNTIL] = {.name = "until", .is_time = true},
    [FIELD_AT] = {.name = "at", .is_time = true},
    [FIELD_TEXT] = {.name = "text"},
    [FIELD_ID] = {.name = "id"},
    [FIELD_RULE] = {.name = "rule"},
    [FIELD_ASN] = {.name = "asn"},
    [FIELD_OWNER] = {.name = "owner"},
    [FIELD_COUNTRY] = {.name = "country"},
    [FIELD_TAG] = {.name = "tag"},
};

enum filter_field_id filter_field_find(const char *name, size_t len)
{
    for (enum filter_field_id id = FIELD_ANY + 1; id < FIELD__COUNT; id++) {
        const struct filter_field *field = &filter_fields[id];
        if (strlen(field->name) == len && strncasecmp(field->name, name, len) == 0)
            return id;
        if (field->alias && strlen(field->alias) == len && strncasecmp(field->alias, name, len) == 0)
            return id;
    }
    return FIELD__COUNT;
}

const char *filter_field_name(size_t n)
{
    for (enum filter_field_id id = FIELD_ANY + 1; id < FIELD__COUNT; id++)
        if (n-- == 0)
            return filter_fields[id].name;
    return NULL;
}

const char *filter_field_word(const char *field, size_t n)
{
    enum filter_field_id id = filter_field_find(field, strlen(field));
    const char *const *words = id < FIELD__COUNT ? filter_fields[id].words : NULL;
    while (words && *words && n) {
        words++;
        n--;
    }
    return words ? *words : NULL;
}

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    arena_done(&filter->arena);
    free(filter);
}

const char *filter_text(const struct filter *filter)
{
    return filter ? filter->text : "";
}

size_t filter_chip_count(const struct filter *filter)
{
    return filter ? filter->chip_count : 0;
}

const char *filter_chip(const struct filter *filter, size_t n)
{
    return filter->chips[n];
}

static void narrow(const struct filter_node *node, int64_t *from_s, int64_t *to_s)
{
    if (node->kind != FILTER_TERM || !filter_fields[node->field].is_time)
        return;
    if (node->from_s != ISOTIME_NONE && (*from_s == ISOTIME_NONE || node->from_s > *from_s))
        *from_s = node->from_s;
    if (node->to_s != ISOTIME_NONE && (*to_s == ISOTIME_NONE || node->to_s < *to_s))
        *to_s = node->to_s;
}

void filter_window(const struct filter *filter, int64_t *from_s, int64_t *to_s)
{
    const struct filter_node *root = filter ? filter->root : NULL;
    if (!root)
        return;
    narrow(root, from_s, to_s);
    for (const struct filter_node *child = root->kind == FILTER_AND ? root->child : NULL; child;
         child = child->next)
        narrow(child, from_s, to_s);
}

static bool is_keyword(const char *text)
{
    return strcasecmp(text, "and") == 0 || strcasecmp(text, "or") == 0 || strcasecmp(text, "not") == 0;
}

/* Bytes that end a bare value, or mean something in it. A word without a field is touchier. */
static bool is_special(char c, bool any)
{
    return (unsigned char)c <= ' ' || strchr("()\"\\,*?", c) != NULL || (any && c == ':');
}

static bool must_quote(const char *text, bool any)
{
    if (!*text || (any && (*text == '-' || *text == '!' || is_keyword(text))))
        return true;
    for (; *text; text++)
        if (is_special(*text, any))
            return true;
    return false;
}

static void write_quoted(struct buf *out, const char *text)
{
    buf_char(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_char(out, '\\');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}

static void write_value(struct buf *out, const struct filter_value *value, bool any)
{
    if (!value->wild && must_quote(value->text, any)) {
        write_quoted(out, value->text);
        return;
    }
    for (size_t i = 0; i < value->len; i++) {
        char c = value->text[i];
        bool is_wild = value->wild && value->wild[i] != ' ';
        bool negates = any && i == 0 && (c == '-' || c == '!');
        if (!is_wild && (is_special(c, any) || negates))
            buf_char(out, '\\');
        buf_char(out, c);
    }
}

static void write_term(struct buf *out, const struct filter_node *node)
{
    bool any = node->field == FIELD_ANY, list = node->value_count > 1;
    if (!any)
        buf_fmt(out, "%s:", filter_fields[node->field].name);
    if (list)
        buf_char(out, '(');
    for (size_t i = 0; i < node->value_count; i++) {
        if (i)
            buf_char(out, ',');
        write_value(out, &node->values[i], any);
    }
    if (list)
        buf_char(out, ')');
}

static void write_node(struct buf *out, const struct filter_node *node);

static void write_operand(struct buf *out, const struct filter_node *node)
{
    bool grouped = node->kind == FILTER_AND || node->kind == FILTER_OR;
    if (grouped)
        buf_char(out, '(');
    write_node(out, node);
    if (grouped)
        buf_char(out, ')');
}

static void write_node(struct buf *out, const struct filter_node *node)
{
    if (node->kind == FILTER_TERM) {
        write_term(out, node);
        return;
    }
    if (node->kind == FILTER_NOT)
        buf_char(out, '!');
    for (const struct filter_node *child = node->child; child; child = child->next) {
        write_operand(out, child);
        if (child->next)
            buf_str(out, node->kind == FILTER_OR ? " or " : " ");
    }
}

void filter_write(struct filter *filter)
{
    const struct filter_node *root = filter->root, *chip;
    CLEANUP(buf) struct buf text = {0};
    filter->text = "";
    if (!root)
        return;
    write_node(&text, root);
    filter->text = arena_str(&filter->arena, buf_text(&text));
    bool several = root->kind == FILTER_AND;
    for (chip = several ? root->child : root; chip; chip = several ? chip->next : NULL)
        filter->chip_count++;
    filter->chips = arena_zero(&filter->arena, filter->chip_count, sizeof *filter->chips);
    size_t n = 0;
    for (chip = several ? root->child : root; chip; chip = several ? chip->next : NULL) {
        buf_clear(&text);
        write_operand(&text, chip);
        filter->chips[n++] = arena_str(&filter->arena, buf_text(&text));
    }
}

void filter_append_term(struct buf *out, const char *field, const char *value)
{
    buf_fmt(out, "%s:", field);
    if (must_quote(value, false))
        write_quoted(out, value);
    else
        buf_str(out, value);
}
