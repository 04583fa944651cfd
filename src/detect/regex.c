// SPDX-License-Identifier: GPL-3.0-or-later
#define PCRE2_CODE_UNIT_WIDTH 8

#include "src/detect/regex.h"

#include "src/base/alloc.h"

#include <pcre2.h>
#include <stdlib.h>

enum { NESTING = 50, HEAP_KIB = 1024 };

struct regex {
    pcre2_code *code;
};

struct regex_room {
    pcre2_match_context *limits;
    pcre2_match_data *data;
    size_t given_up;
};

struct regex *regex_new(const char *pattern, size_t len, unsigned flags, struct err *err)
{
    char text[200];
    int code = 0;
    PCRE2_SIZE at = 0;
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C |
                       (flags & REGEX_IGNORE_CASE ? PCRE2_CASELESS : 0) |
                       (flags & REGEX_MULTILINE ? PCRE2_MULTILINE : 0) |
                       (flags & REGEX_DOT_ALL ? PCRE2_DOTALL : 0);
    if (len > REGEX_BYTES_MAX) {
        err_set(err, ERR_LIMIT, "a regular expression longer than %d bytes", REGEX_BYTES_MAX);
        return NULL;
    }
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context)
        alloc_die("out of memory");
    pcre2_set_parens_nest_limit(context, NESTING);
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern, len, options, &code, &at, context);
    pcre2_compile_context_free(context);
    if (!compiled) {
        pcre2_get_error_message(code, (PCRE2_UCHAR *)text, sizeof text);
        err_set(err, ERR_FORMAT, "the regular expression is wrong at character %zu: %s", (size_t)at, text);
        return NULL;
    }
    (void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); /* without it, it is only slower */
    struct regex *regex = alloc_zero(1, sizeof *regex);
    regex->code = compiled;
    return regex;
}

void regex_free(struct regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->code);
    free(regex);
}

struct regex_room *regex_room_new(void)
{
    struct regex_room *room = alloc_zero(1, sizeof *room);
    room->limits = pcre2_match_context_create(NULL);
    room->data = pcre2_match_data_create(1, NULL);
    if (!room->limits || !room->data)
        alloc_die("out of memory");
    pcre2_set_match_limit(room->limits, REGEX_STEPS);
    pcre2_set_depth_limit(room->limits, REGEX_STEPS);
    pcre2_set_heap_limit(room->limits, HEAP_KIB);
    return room;
}

void regex_room_free(struct regex_room *room)
{
    if (!room)
        return;
    pcre2_match_data_free(room->data);
    pcre2_match_context_free(room->limits);
    free(room);
}

bool regex_finds(const struct regex *regex, struct regex_room *room, const char *text, size_t len)
{
    int rc = pcre2_match(regex->code, (PCRE2_SPTR)text, len, 0, 0, room->data, room->limits);
    if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
        room->given_up++;
    return rc >= 0;
}

size_t regex_given_up(const struct regex_room *room)
{
    return room->given_up;
}
