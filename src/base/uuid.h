// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * uuid: ids that follow from a name (version 5 of RFC 9562), so that the same thing has the same id in every
 * export. Cannot fail.
 */
#ifndef TRAILCASE_BASE_UUID_H
#define TRAILCASE_BASE_UUID_H

#include "src/base/attr.h"

enum { UUID_BYTES = 16, UUID_TEXT_SIZE = 37 };

/* The id of a name in a name space, as text; returns out. */
const char *uuid_of_name(const unsigned char space[UUID_BYTES], const char *name, size_t len,
                         char out[UUID_TEXT_SIZE]);

#endif
