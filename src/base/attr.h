// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * attr: compiler attributes and two macros for ownership, used by every other header.
 *
 * CLEANUP(buf) struct buf b = {0};   calls buf_done(&b) on every way out of the block.
 * return TAKE(ptr);                  hands a pointer over: the local becomes NULL, so its cleanup does
 * nothing.
 */
#ifndef TRAILCASE_BASE_ATTR_H
#define TRAILCASE_BASE_ATTR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define WARN_UNUSED            __attribute__((warn_unused_result))
#define NORETURN               __attribute__((noreturn))
#define UNUSED                 __attribute__((unused))

#define CLEANUP(type) __attribute__((cleanup(type##_cleanup)))

/* Define the function that CLEANUP(type) calls, for a value freed by `done(&value)`. */
#define CLEANUP_DEFINE(name, type, done)                                                                     \
    static inline UNUSED void name##_cleanup(type *value)                                                    \
    {                                                                                                        \
        done(value);                                                                                         \
    }                                                                                                        \
    _Static_assert(sizeof(type) > 0, "complete type")

/* The same for a pointer freed by `free_fn(pointer)`. */
#define CLEANUP_DEFINE_PTR(name, type, free_fn)                                                              \
    static inline UNUSED void name##_cleanup(type **value)                                                   \
    {                                                                                                        \
        free_fn(*value);                                                                                     \
    }                                                                                                        \
    _Static_assert(sizeof(type *) > 0, "pointer")

#define TAKE(ptr)                                                                                            \
    __extension__({                                                                                          \
        __typeof__(ptr) taken_ = (ptr);                                                                      \
        (ptr) = NULL;                                                                                        \
        taken_;                                                                                              \
    })

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
