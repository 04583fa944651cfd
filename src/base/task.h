// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * task: what a piece of running work shares with whoever waits for it.
 *
 * The work reads the cancel token and writes how far it is; the other side asks for the cancel and reads.
 * `total` 0 means that the end is not known. All fields are atomic: no lock is needed.
 */
#ifndef TRAILCASE_BASE_TASK_H
#define TRAILCASE_BASE_TASK_H

#include "src/base/cancel.h"

struct task {
    struct cancel cancel;
    _Atomic int64_t done, total;
};

#endif
