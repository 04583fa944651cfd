// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * cluster: cutting hostile text into what fits a screen cell.
 *
 * A cluster is one code point with the combining marks that follow it, or the visible mark of something that
 * must not reach a terminal as it is (src/base/utf8.h), such as "^[" or "<U+202E>". Text cut here is safe to
 * show, and its columns are known. A combining mark with nothing to sit on, or one too many, is shown as a
 * mark as well, so nothing is hidden. With `ascii` everything beyond ASCII is shown as a mark.
 */
#ifndef TRAILCASE_UI_CORE_CLUSTER_H
#define TRAILCASE_UI_CORE_CLUSTER_H

#include "src/base/attr.h"

enum { CLUSTER_SIZE = 16 }; /* bytes, with NUL */

struct cluster {
    char text[CLUSTER_SIZE]; /* zero-filled to the end, so that clusters can be compared as memory */
    uint8_t cols;            /* of the whole */
    bool mark;               /* plain ASCII, one column a byte */
    size_t used_bytes;       /* of the source */
};

/* Take the first cluster of text[0..len), len > 0. */
void cluster_next(const char *text, size_t len, bool ascii, struct cluster *out);

/* Columns of a whole text as it will be shown. Stops counting at max_cols. */
size_t cluster_cols(const char *text, bool ascii, size_t max_cols);

/* Bytes of text[0..len) whose clusters fit in cols columns. */
size_t cluster_fit(const char *text, size_t len, bool ascii, size_t cols);

#endif
