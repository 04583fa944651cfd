// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/member.h"

#include <string.h>

/* Skip white space, as the parser has it (every control character), and the bytes given. */
static const char *skip(const char *at, const char *end, const char *bytes)
{
    while (at < end && ((unsigned char)*at <= ' ' || strchr(bytes, *at)))
        at++;
    return at;
}

/* The closing quote of a string whose opening quote is at `at`, or NULL. */
static const char *string_end(const char *at, const char *end)
{
    for (at++; at < end; at++) {
        if (*at == '"')
            return at;
        if (*at == '\\')
            at++;
    }
    return NULL;
}

const char *member_value_end(const char *at, const char *end)
{
    size_t depth = 0;
    for (; at < end; at++) {
        if (*at == '"' && !(at = string_end(at, end)))
            return NULL;
        if (*at == '{' || *at == '[')
            depth++;
        else if ((*at == '}' || *at == ']') && depth)
            depth--;
        else if (!depth && (*at == ',' || *at == '}' || *at == ']'))
            return at;
        else
            continue;
        if (!depth)
            return at + 1;
    }
    return NULL;
}

bool member_next(const char **at, const char *end, struct member *ret)
{
    const char *name = skip(*at, end, "{,");
    if (name == end || *name != '"')
        return false;
    const char *name_end = string_end(name, end);
    const char *value = name_end ? skip(name_end + 1, end, ":") : end;
    const char *after = value < end ? member_value_end(value, end) : NULL;
    if (!after)
        return false;
    *at = after;
    *ret = (struct member){.name = name + 1, .name_len = (size_t)(name_end - name - 1)};
    ret->is_string = *value == '"';
    if (ret->is_string)
        after = string_end(value++, end);
    ret->value = value;
    ret->value_len = (size_t)(after - value);
    return true;
}

bool member_is(const struct member *member, const char *name)
{
    return strlen(name) == member->name_len && memcmp(member->name, name, member->name_len) == 0;
}

bool member_says(const struct member *member, const char *name, const char *text)
{
    return member_is(member, name) && member->is_string && strlen(text) == member->value_len &&
           memcmp(member->value, text, member->value_len) == 0;
}
