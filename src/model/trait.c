// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/trait.h"

#include "src/model/accesskey.h"

#include <string.h>

#define TRAIT_FIELD(name, field) field,
const char *const trait_fields[TRAIT__COUNT] = {TRAIT_LIST(TRAIT_FIELD)};
#undef TRAIT_FIELD

enum { WORD_MOST = 256, TEXT_MOST = 2048 };

enum { WHO_TYPE, WHO_ARN, WHO_INVOKED_BY, WHO_KEY, WHO_CONTEXT, WHO__COUNT };
static const struct json_name who_members[WHO__COUNT] = {
    JSON_NAME("type"),           JSON_NAME("arn"), JSON_NAME("invokedBy"), JSON_NAME("accessKeyId"),
    JSON_NAME("sessionContext"),
};

/* Of a path the case does not take apart: a key with a dot is looked up first (src/detect/field). */
static bool has_dotted(const struct json *node)
{
    for (const struct json *child = json_first(node); child; child = json_next(child))
        if (strchr(json_name(child), '.'))
            return true;
    return false;
}

static bool is_absent_or(const struct json *node, enum json_type type)
{
    return !node || json_type(node) == type;
}

static bool is_absent_or_word(const struct json *node)
{
    return !node || (json_str(node) && *json_str(node));
}

struct text {
    char bytes[TEXT_MOST];
    size_t len;
    bool failed;
};

static void put(struct text *out, const char *bytes, size_t len)
{
    if (out->len + len >= sizeof out->bytes) {
        out->failed = true;
        return;
    }
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
}

/* A value as JSON; only words that need no escapes, and booleans as the words they are written with. */
static void put_value(struct text *out, const struct json *node)
{
    const char *word = json_type(node) == JSON_BOOL ? json_is_true(node) ? "true" : "false" : json_str(node);
    put(out, out->len ? "," : "[", 1);
    if (!node) {
        put(out, "null", 4);
        return;
    }
    size_t len = word ? strlen(word) : WORD_MOST;
    for (size_t i = 0; i < len && len < WORD_MOST; i++)
        out->failed |= (unsigned char)word[i] < ' ' || word[i] == '"' || word[i] == '\\';
    if (len >= WORD_MOST) {
        out->failed = true;
        return;
    }
    put(out, "\"", 1);
    put(out, word, len);
    put(out, "\"", 1);
}

static bool is_plain(const struct trait_input *in, const struct json *const who[WHO__COUNT])
{
    const struct json *context = who[WHO_CONTEXT];
    for (size_t i = 0; i < ARRAY_LEN(in->words); i++)
        if (!is_absent_or_word(in->words[i]))
            return false;
    return is_absent_or(in->identity, JSON_OBJECT) && is_absent_or(context, JSON_OBJECT) &&
           is_absent_or(json_get(context, "sessionIssuer"), JSON_OBJECT) && !has_dotted(in->record) &&
           !has_dotted(in->identity) && !has_dotted(context) &&
           (!who[WHO_KEY] || accesskey_is_known(json_str(who[WHO_KEY])));
}

const char *trait_of(const struct trait_input *in, struct arena *arena)
{
    const struct json *who[WHO__COUNT];
    struct text out;
    json_pick(in->identity, who_members, WHO__COUNT, who);
    if (!is_plain(in, who))
        return NULL;
    out.len = 0;
    out.failed = false;
    put_value(&out, who[WHO_TYPE]);
    put_value(&out, who[WHO_ARN]);
    put_value(&out, who[WHO_INVOKED_BY]);
    put_value(&out, json_get(json_get(who[WHO_CONTEXT], "sessionIssuer"), "type"));
    for (size_t i = 0; i < ARRAY_LEN(in->values); i++)
        if (i == TRAIT_MESSAGE - TRAIT_ERROR && in->values[i])
            put(&out, ",\"\"", 3);
        else
            put_value(&out, in->values[i]);
    put(&out, "]", 1);
    return out.failed ? NULL : arena_strn(arena, out.bytes, out.len);
}

bool trait_read(const char *text, struct arena *arena, const char *ret[TRAIT__COUNT])
{
    const struct json *tree = json_parse(arena, text, strlen(text), NULL), *value = json_first(tree);
    if (json_type(tree) != JSON_ARRAY || json_count(tree) != TRAIT__COUNT)
        return false;
    for (size_t i = 0; i < TRAIT__COUNT; i++, value = json_next(value))
        ret[i] = json_str(value);
    return true;
}
