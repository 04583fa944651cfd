// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Three lines: a value with wildcards, a regular expression, a text. Matching ends, whatever they are; a
 * literal finds itself, and a text that holds a literal is found by contains.
 */
#include "src/base/buf.h"
#include "src/detect/pattern.h"
#include "src/detect/regex.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { WILD_MAX = 256, TEXT_MAX = 4096 };

static void check_literal(struct arena *arena, const char *text, size_t len)
{
    for (enum pattern_place place = PATTERN_WHOLE; place <= PATTERN_ENDS; place++) {
        struct pattern pattern = pattern_make(arena, text, len, place, true, false);
        if (!pattern_matches(&pattern, text, len))
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *wild = arena_strn(&arena, (const char *)bytes, len);
    size_t wild_len = strcspn(wild, "\n"), regex_len = 0, text_len = 0;
    const char *pattern = wild + wild_len + (wild[wild_len] == '\n');
    regex_len = strcspn(pattern, "\n");
    const char *text = pattern + regex_len + (pattern[regex_len] == '\n');
    text_len = strlen(text);
    if (wild_len > WILD_MAX || text_len > TEXT_MAX)
        return 0;
    for (enum pattern_place place = PATTERN_WHOLE; place <= PATTERN_ENDS; place++) {
        struct pattern made = pattern_make(&arena, wild, wild_len, place, false, place & 1);
        (void)pattern_matches(&made, text, text_len);
    }
    check_literal(&arena, text, text_len);
    struct err err;
    struct regex *regex = regex_new(pattern, regex_len, (unsigned)(len & 7), &err);
    CLEANUP(regex_room) struct regex_room *room = regex_room_new();
    if (regex)
        (void)regex_finds(regex, room, text, text_len);
    regex_free(regex);
    return 0;
}
