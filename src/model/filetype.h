// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * filetype: the ends of names of files that often hold passwords or keys. What is redacted keeps them, so
 * that the advice that rests on them stays.
 */
#ifndef TRAILCASE_MODEL_FILETYPE_H
#define TRAILCASE_MODEL_FILETYPE_H

#include "src/base/attr.h"

/* ".tfstate" of "network.tfstate", static text; NULL when the name has no such end. Letters of either case.
 */
const char *filetype_telling(const char *name, size_t len);

#endif
