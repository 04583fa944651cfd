// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/json.h"

#include "src/base/json_stop.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <limits.h>
#include <string.h>

static _Thread_local struct arena *current;

static void *from_arena(size_t size)
{
    return current ? arena_alloc(current, size) : NULL;
}

static void not_freed(void *ptr UNUSED)
{
}

/* Before main, so that no thread can see cJSON half set up. */
__attribute__((constructor)) static void install_hooks(void)
{
    cJSON_Hooks hooks = {.malloc_fn = from_arena, .free_fn = not_freed};
    cJSON_InitHooks(&hooks);
}

static const cJSON *as_cjson(const struct json *node)
{
    return (const cJSON *)node;
}

static const struct json *as_json(const cJSON *node)
{
    return (const struct json *)node;
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    return at;
}

/*
 * The plain parser. Most of a log is objects of short strings; it builds the tree that cJSON would, in the
 * same nodes, in a quarter of the time. Whatever is out of the ordinary (a \u escape, a fraction, a mistake,
 * great depth) makes it give up, and cJSON reads the text from its beginning.
 */
enum { PLAIN_DEPTH = 64, PLAIN_DIGITS = 15, NODES_EACH = 32, PICK_LENGTHS = 32 };

struct plain {
    const char *at, *end;
    struct arena *arena;
    char *room; /* for strings: they never take more than they do in the text */
    cJSON *nodes;
    unsigned node_count, depth;
};

static cJSON *plain_node(struct plain *in)
{
    if (!in->node_count) {
        in->nodes = arena_alloc(in->arena, NODES_EACH * sizeof *in->nodes);
        in->node_count = NODES_EACH;
    }
    in->node_count--;
    *in->nodes = (cJSON){0};
    return in->nodes++;
}

static bool plain_take(struct plain *in, char c)
{
    in->at = skip_space(in->at, in->end);
    if (in->at == in->end || *in->at != c)
        return false;
    in->at++;
    return true;
}

/* After the opening quote. */
static char *plain_string(struct plain *in)
{
    static const char unescaped[256] = {['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                        ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t'};
    char *text = in->room, *to = text;
    for (;;) {
        const char *stop = json_string_stop(in->at, in->end);
        memcpy(to, in->at, (size_t)(stop - in->at));
        to += stop - in->at;
        if (in->end - stop < 2 || *stop == '\n')
            return NULL;
        in->at = stop + 1;
        if (*stop == '"')
            break;
        char c = unescaped[(unsigned char)*in->at++];
        if (!c)
            return NULL;
        *to++ = c;
    }
    *to++ = '\0';
    in->room = to;
    return text;
}

/* Digits and, after a point, more; so few of them that the quotient of two whole numbers is what strtod()
 * says. */
static bool plain_number(struct plain *in, cJSON *node)
{
    static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool negative = *in->at == '-';
    const char *from = in->at + negative, *at = from, *point = NULL;
    int64_t value = 0;
    for (; at < in->end && at - from < PLAIN_DIGITS; at++) {
        if (*at == '.' && !point && at > from)
            point = at + 1;
        else if (*at >= '0' && *at <= '9')
            value = value * 10 + (*at - '0');
        else
            break;
    }
    if (at == from || at == point || at == in->end || (*at != ',' && *at != '}' && *at != ']'))
        return false;
    /* What ends a number in the text leaves room for a NUL. */
    node->valuestring = in->room;
    memcpy(in->room, in->at, (size_t)(at - in->at));
    in->room += at - in->at;
    *in->room++ = '\0';
    in->at = at;
    node->type = cJSON_Number;
    double number = (double)value / powers[point ? at - point : 0];
    node->valuedouble = negative ? -number : number;
    node->valueint = node->valuedouble >= INT_MAX   ? INT_MAX
                     : node->valuedouble <= INT_MIN ? INT_MIN
                                                    : (int)node->valuedouble;
    return true;
}

static bool plain_word(struct plain *in, cJSON *node)
{
    static const struct {
        const char *text;
        size_t len;
        int type;
    } words[] = {{"null", 4, cJSON_NULL}, {"true", 4, cJSON_True}, {"false", 5, cJSON_False}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if ((size_t)(in->end - in->at) > words[i].len && !memcmp(in->at, words[i].text, words[i].len)) {
            in->at += words[i].len;
            node->type = words[i].type;
            node->valueint = words[i].type == cJSON_True;
            return true;
        }
    return false;
}

static bool plain_value(struct plain *in, cJSON *node);

static bool plain_members(struct plain *in, cJSON *parent, char close)
{
    cJSON *last = NULL;
    if (in->depth++ == PLAIN_DEPTH)
        return false;
    parent->type = close == '}' ? cJSON_Object : cJSON_Array;
    if (plain_take(in, close)) {
        in->depth--;
        return true;
    }
    do {
        cJSON *node = plain_node(in);
        *(last ? &last->next : &parent->child) = node;
        node->prev = last;
        last = node;
        if (close == '}' &&
            (!plain_take(in, '"') || !(node->string = plain_string(in)) || !plain_take(in, ':')))
            return false;
        if (!plain_value(in, node))
            return false;
    } while (plain_take(in, ','));
    parent->child->prev = last;
    in->depth--;
    return plain_take(in, close);
}

static bool plain_value(struct plain *in, cJSON *node)
{
    in->at = skip_space(in->at, in->end);
    if (in->at == in->end)
        return false;
    switch (*in->at) {
    case '"':
        in->at++;
        node->type = cJSON_String;
        return (node->valuestring = plain_string(in)) != NULL;
    case '{':
        in->at++;
        return plain_members(in, node, '}');
    case '[':
        in->at++;
        return plain_members(in, node, ']');
    case 't':
    case 'f':
    case 'n':
        return plain_word(in, node);
    default:
        return plain_number(in, node);
    }
}

static cJSON *parse_plain(struct arena *arena, const char *text, size_t len)
{
    struct plain in = {.at = text, .end = text + len, .arena = arena};
    if (!len || (*text != '{' && *text != '['))
        return NULL;
    in.room = arena_alloc(arena, len);
    cJSON *root = plain_node(&in);
    return plain_value(&in, root) && skip_space(in.at, in.end) == in.end ? root : NULL;
}

/* The next number at or after *at, which moves behind it. */
static char *next_digits(struct arena *arena, const char **at, const char *end)
{
    for (const char *c = *at; c < end; c++) {
        if (*c == '"') {
            c = json_string_stop(c + 1, end);
            while (c < end && *c != '"')
                c = json_string_stop(c + (*c == '\\' ? 2 : 1), end);
            continue;
        }
        if (*c != '-' && (*c < '0' || *c > '9'))
            continue;
        const char *from = c;
        while (c < end && *c && strchr("0123456789+-.eE", *c))
            c++;
        *at = c;
        return arena_strn(arena, from, (size_t)(c - from));
    }
    return NULL;
}

/* cJSON drops the digits of numbers. Its tree has the numbers in the order of the text. */
static void keep_digits(struct arena *arena, cJSON *node, const char **at, const char *end)
{
    for (; node; node = node->next) {
        if (cJSON_IsNumber(node))
            node->valuestring = next_digits(arena, at, end);
        keep_digits(arena, node->child, at, end);
    }
}

static cJSON *parse_slow(struct arena *arena, const char *text, size_t len, size_t *ret_offset)
{
    const char *stopped = text;
    current = arena;
    cJSON *tree = cJSON_ParseWithLengthOpts(text, len, &stopped, 0);
    current = NULL;
    if (ret_offset)
        *ret_offset = stopped ? (size_t)(stopped - text) : 0;
    return tree && skip_space(stopped, text + len) == text + len ? tree : NULL;
}

const struct json *json_parse(struct arena *arena, const char *text, size_t len, size_t *ret_offset)
{
    const cJSON *tree = parse_plain(arena, text, len);
    return as_json(tree ? tree : parse_slow(arena, text, len, ret_offset));
}

const struct json *json_parse_exact(struct arena *arena, const char *text, size_t len)
{
    cJSON *tree = parse_plain(arena, text, len);
    if (tree)
        return as_json(tree);
    tree = parse_slow(arena, text, len, NULL);
    keep_digits(arena, tree, &text, text + len);
    return as_json(tree);
}

const char *json_over_limit(const char *text, size_t len)
{
    const char *at = text, *end = text + len;
    size_t values = 0, depth = 0;
    for (; at < end; at++) {
        if (*at == '"') {
            for (at = json_string_stop(at + 1, end); at < end && *at != '"';)
                at = json_string_stop(end - at < 2 ? end : at + 2, end);
            if (at == end)
                break;
        }
        values += *at == ',' || *at == '{' || *at == '[';
        depth += *at == '{' || *at == '[';
        depth -= depth && (*at == '}' || *at == ']');
        if (depth > JSON_DEPTH_MOST)
            return "values inside values, more than 1000 deep";
        if (values > JSON_VALUES_MOST)
            return "more than 524,288 values in one record";
    }
    return NULL;
}

enum json_type json_type(const struct json *node)
{
    if (!node)
        return JSON_ABSENT;
    switch (as_cjson(node)->type & 0xFF) {
    case cJSON_NULL:
        return JSON_NULL;
    case cJSON_True:
    case cJSON_False:
        return JSON_BOOL;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_ABSENT;
    }
}

const struct json *json_get(const struct json *node, const char *name)
{
    if (json_type(node) != JSON_OBJECT)
        return NULL;
    for (const cJSON *child = as_cjson(node)->child; child; child = child->next)
        if (*child->string == *name && strcmp(child->string, name) == 0)
            return as_json(child);
    return NULL;
}

/* Few names have the length of a member, so nothing else is compared. */
void json_pick(const struct json *node, const struct json_name names[], size_t count,
               const struct json *ret[])
{
    uint64_t of_len[PICK_LENGTHS] = {0}; /* bit i: names[i] is that long, counted modulo */
    assert(count <= 64);
    for (size_t i = 0; i < count; i++) {
        ret[i] = NULL;
        of_len[names[i].len % PICK_LENGTHS] |= UINT64_C(1) << i;
    }
    if (json_type(node) != JSON_OBJECT)
        return;
    for (const cJSON *child = as_cjson(node)->child; child; child = child->next) {
        size_t len = strlen(child->string);
        for (uint64_t left = of_len[len % PICK_LENGTHS]; left; left &= left - 1) {
            int i = __builtin_ctzll(left);
            if (names[i].len == len && !ret[i] && memcmp(child->string, names[i].text, len) == 0)
                ret[i] = as_json(child);
        }
    }
}

const char *json_str(const struct json *node)
{
    return json_type(node) == JSON_STRING ? as_cjson(node)->valuestring : NULL;
}

const char *json_text(const struct json *node, const char *name)
{
    const char *text = json_str(json_get(node, name));
    return text && *text ? text : NULL;
}

static bool is_word(const struct json *node, const char *lower, const char *upper)
{
    const char *text = json_str(node);
    return text && (strcmp(text, lower) == 0 || strcmp(text, upper) == 0);
}

bool json_is_true(const struct json *node)
{
    return (node && cJSON_IsTrue(as_cjson(node))) || is_word(node, "true", "True");
}

bool json_is_false(const struct json *node)
{
    return (node && cJSON_IsFalse(as_cjson(node))) || is_word(node, "false", "False");
}

double json_number(const struct json *node, double fallback)
{
    return json_type(node) == JSON_NUMBER ? as_cjson(node)->valuedouble : fallback;
}

const char *json_digits(const struct json *node)
{
    return json_type(node) == JSON_NUMBER ? as_cjson(node)->valuestring : NULL;
}

const struct json *json_first(const struct json *node)
{
    return node ? as_json(as_cjson(node)->child) : NULL;
}

const struct json *json_next(const struct json *node)
{
    return node ? as_json(as_cjson(node)->next) : NULL;
}

const char *json_name(const struct json *node)
{
    return node ? as_cjson(node)->string : NULL;
}

size_t json_count(const struct json *node)
{
    size_t count = 0;
    for (const struct json *child = json_first(node); child; child = json_next(child))
        count++;
    return count;
}
