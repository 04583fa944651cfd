// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/prompt.h"

#include <string.h>
#include <strings.h>

enum { MATCHES_MAX = 500 };

void prompt_offer(struct prompt_matches *out, const char *line, size_t cursor, const char *word)
{
    if (strncasecmp(word, line + out->from, cursor - out->from) == 0)
        prompt_add(out, word);
}

void prompt_add(struct prompt_matches *out, const char *word)
{
    if (out->count == MATCHES_MAX)
        return;
    if (out->words == NULL)
        out->words = arena_zero(&out->arena, MATCHES_MAX, sizeof *out->words);
    out->words[out->count++] = arena_str(&out->arena, word);
}

size_t prompt_common(const struct prompt_matches *matches)
{
    if (matches->count == 0)
        return 0;
    size_t common = strlen(matches->words[0]);
    for (size_t i = 1; i < matches->count; i++) {
        size_t len = 0;
        while (len < common && matches->words[i][len] == matches->words[0][len])
            len++;
        common = len;
    }
    return common;
}

void prompt_matches_clear(struct prompt_matches *matches)
{
    arena_clear(&matches->arena);
    matches->words = NULL;
    matches->count = matches->from = 0;
}

void prompt_matches_done(struct prompt_matches *matches)
{
    arena_done(&matches->arena);
    *matches = (struct prompt_matches){0};
}
