// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/text.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_append(struct text *text, const char *bytes, size_t len)
{
    if (text->size < text->len + len + 1) {
        text->size = 2 * (text->len + len + 1);
        text->bytes = realloc(text->bytes, text->size);
        if (!text->bytes) {
            fputs("gen: out of memory\n", stderr);
            abort();
        }
    }
    memcpy(text->bytes + text->len, bytes, len);
    text->len += len;
    text->bytes[text->len] = '\0';
}

static void add_escaped(struct text *text, const char *value)
{
    for (; *value; value++) {
        unsigned char c = (unsigned char)*value;
        char escape[8];
        if (c == '"' || c == '\\')
            text_append(text, (char[]){'\\', (char)c}, 2);
        else if (c == '\n')
            text_append(text, "\\n", 2);
        else if (c < 0x20)
            text_append(text, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", c));
        else
            text_append(text, value, 1);
    }
}

static void add_number(struct text *text, int64_t number)
{
    char digits[24];
    text_append(text, digits, (size_t)snprintf(digits, sizeof digits, "%" PRId64, number));
}

static void add_raw(struct text *text, const char *json)
{
    if (!json)
        json = "null";
    text_append(text, json, strlen(json));
}

void text_vadd(struct text *text, const char *fmt, va_list args)
{
    text_append(text, "", 0);
    while (*fmt) {
        size_t plain = strcspn(fmt, "%'");
        text_append(text, fmt, plain);
        fmt += plain;
        if (*fmt == '\'') {
            text_append(text, "\"", 1);
            fmt++;
        } else if (*fmt == '%') {
            if (fmt[1] == 's')
                add_escaped(text, va_arg(args, const char *));
            else if (fmt[1] == 'r')
                add_raw(text, va_arg(args, const char *));
            else if (fmt[1] == 'd')
                add_number(text, va_arg(args, int));
            else if (fmt[1] == 'D')
                add_number(text, va_arg(args, int64_t));
            else
                text_append(text, "%", 1);
            fmt += 2;
        }
    }
}

void text_add(struct text *text, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    text_vadd(text, fmt, args);
    va_end(args);
}

void text_clear(struct text *text)
{
    text->len = 0;
    text_append(text, "", 0);
}

void text_done(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}
