// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * yaml: a YAML text as small trees, one a document. The only home of libyaml.
 *
 * Nothing is resolved here: a scalar is its text and whether it was plain, so that 012345678901 stays what
 * was written and `no` stays a word. Anchors and aliases are refused (a small text could stand for a huge
 * tree), and so are a member twice, more than YAML_DEPTH levels and more than YAML_NODES nodes. Trees live in
 * the caller's arena; any thread.
 */
#ifndef TRAILCASE_DETECT_YAML_H
#define TRAILCASE_DETECT_YAML_H

#include "src/base/arena.h"
#include "src/base/err.h"

enum { YAML_DEPTH = 24, YAML_NODES = 50000, YAML_BYTES_MAX = 4 << 20 };

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
    enum yaml_kind kind;
    size_t line;      /* from 1 */
    const char *text; /* of a scalar */
    size_t len;
    bool plain;       /* written without quotes and not as a block */
    const char *name; /* of a member of a map */
    size_t count;     /* of children */
    struct yaml *child, *next;
};

struct yaml_document {
    const struct yaml *root;
    const char *text; /* its part of the source, borrowed */
    size_t len;
};

struct yaml_documents {
    struct yaml_document *items;
    size_t count;
};

/* Read all documents of text[0..len). On failure *ret_line (may be NULL) is the line it is about. */
bool yaml_read(struct yaml_documents *ret, struct arena *arena, const char *text, size_t len,
               size_t *ret_line, struct err *err) WARN_UNUSED;

/* Member of a map, or NULL. */
const struct yaml *yaml_get(const struct yaml *map, const char *name);

/* The text of a scalar member, or NULL. */
const char *yaml_text(const struct yaml *map, const char *name);

/* Plain null, Null, NULL, ~ or nothing at all. */
bool yaml_is_null(const struct yaml *node);

/* true, false in plain or quoted form; false when it is neither. */
bool yaml_bool(const struct yaml *node, bool *ret) WARN_UNUSED;

#endif
