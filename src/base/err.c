// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void cut_marked(struct err *err, int wanted)
{
    if (wanted < (int)sizeof err->text)
        return;
    size_t end = sizeof err->text - 4;
    while (end > 0 && ((unsigned char)err->text[end] & 0xC0) == 0x80)
        end--;
    memcpy(err->text + end, "...", 4);
}

bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    err->code = code;
    cut_marked(err, vsnprintf(err->text, sizeof err->text, fmt, args));
    va_end(args);
    return false;
}

bool err_errno(struct err *err, const char *fmt, ...)
{
    char why[128];
    /* The GNU variant returns its text, which need not be in the buffer. */
    const char *reason = strerror_r(errno, why, sizeof why);
    va_list args;
    va_start(args, fmt);
    err->code = ERR_IO;
    int used = vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    if (used >= 0 && used < (int)sizeof err->text)
        used += snprintf(err->text + used, sizeof err->text - (size_t)used, ": %s", reason);
    cut_marked(err, used);
    return false;
}

bool err_wrap(struct err *err, const char *fmt, ...)
{
    char inner[sizeof err->text];
    memcpy(inner, err->text, sizeof inner);
    va_list args;
    va_start(args, fmt);
    int used = vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    if (used >= 0 && used < (int)sizeof err->text)
        used += snprintf(err->text + used, sizeof err->text - (size_t)used, ": %s", inner);
    cut_marked(err, used);
    return false;
}
