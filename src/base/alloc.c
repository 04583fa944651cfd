// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/alloc.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGE_BYTES = 512 << 10 };

static void (*die_hook)(void);

void alloc_set_die_hook(void (*hook)(void))
{
    die_hook = hook;
}

void alloc_die(const char *fmt, ...)
{
    va_list args;
    if (die_hook)
        die_hook();
    va_start(args, fmt);
    fputs("trailcase: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}

/* glibc raises the limit by itself when such pieces come and go, and keeps them for the thread that asked
 * first. */
void alloc_give_back(void)
{
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}

static void *checked(void *ptr, size_t count, size_t size)
{
    if (!ptr)
        alloc_die("out of memory (%zu x %zu bytes wanted)", count, size);
    return ptr;
}

void *alloc_zero(size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    return checked(calloc(count, size), count, size);
}

void *alloc_resize(void *ptr, size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    return checked(reallocarray(ptr, count, size), count, size);
}

char *alloc_strn(const char *text, size_t len)
{
    char *copy = checked(malloc(len + 1), len + 1, 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *alloc_str(const char *text)
{
    return alloc_strn(text, strlen(text));
}

char *alloc_fmt(const char *fmt, ...)
{
    va_list args;
    char *text;
    va_start(args, fmt);
    if (vasprintf(&text, fmt, args) < 0)
        alloc_die("out of memory formatting \"%s\"", fmt);
    va_end(args);
    return text;
}

void str_free(char *text)
{
    free(text);
}
