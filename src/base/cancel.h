// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * cancel: the wish that work should stop, passed down as a token.
 *
 * Whoever starts work owns the token and may ask from any thread; the work looks at it now and then and ends
 * with ERR_CANCELLED. Low layers know the token, never who asks. A NULL token is never asked. In SQLite the
 * token is read by the progress handler: sqlite3_interrupt() alone is lost when it comes before the first
 * step.
 */
#ifndef TRAILCASE_BASE_CANCEL_H
#define TRAILCASE_BASE_CANCEL_H

#include "src/base/attr.h"

#include <stdatomic.h>

struct cancel {
    atomic_bool asked;
};

static inline UNUSED void cancel_ask(struct cancel *cancel)
{
    atomic_store_explicit(&cancel->asked, true, memory_order_release);
}

static inline UNUSED bool cancel_asked(const struct cancel *cancel)
{
    return cancel != NULL && atomic_load_explicit(&cancel->asked, memory_order_acquire);
}

#endif
