// SPDX-License-Identifier: GPL-3.0-or-later
//
// Growable JSON text with a small formatter. The format is JSON with ' written for ", and the directives
// listed at arena_text(). The bytes are always NUL-terminated and belong to the struct. Running out of memory
// aborts.
#ifndef SAMPLES_TEXT_H
#define SAMPLES_TEXT_H

#include <stdarg.h>
#include <stddef.h>

struct text {
    char *bytes;
    size_t len;
    size_t size;
};

void text_append(struct text *text, const char *bytes, size_t len);
void text_add(struct text *text, const char *fmt, ...);
void text_vadd(struct text *text, const char *fmt, va_list args);
void text_clear(struct text *text);
void text_done(struct text *text);

#endif
