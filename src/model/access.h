// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * access: what kind of thing an API does, told from its name.
 *
 * Four levels: read, write, permissions (who may do what: policies, ACLs, grants, group membership), tagging.
 * One table in access.c decides; the first rule that fits wins. Only a name that no rule knows falls back to
 * what the record says of itself (readOnly).
 *
 * "Interesting" calls are those that an analyst reads one by one: everything whose name does not begin with
 * Get, List, Describe or Head, and the reads among those that hand out secrets or credentials.
 * Pure functions, any thread.
 */
#ifndef TRAILCASE_MODEL_ACCESS_H
#define TRAILCASE_MODEL_ACCESS_H

#include "src/base/attr.h"

enum access { ACCESS_READ, ACCESS_WRITE, ACCESS_PERMISSIONS, ACCESS_TAGGING, ACCESS__COUNT };

struct api_class {
    enum access access;
    bool interesting;
};

/* "read", "write", "permissions", "tagging". */
const char *access_name(enum access access);

/* Class of an eventName without its API date. read_only: the record's readOnly, used for unknown names only.
 */
struct api_class access_of(const char *base_name, bool read_only);

/*
 * Length of an eventName without the API date some services append (UpdateFunctionCode20150331v2,
 * UpdateDistribution2014_01_31).
 */
size_t access_base_len(const char *name);

#endif
