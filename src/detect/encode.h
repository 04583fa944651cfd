// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * encode: values as they look after an encoding, for the Sigma modifiers base64, base64offset, wide, utf16
 * and windash.
 *
 * Each takes a list of byte strings and gives the list of what may stand in their place. Lists are in the
 * caller's arena.
 */
#ifndef TRAILCASE_DETECT_ENCODE_H
#define TRAILCASE_DETECT_ENCODE_H

#include "src/base/arena.h"

enum { ENCODE_MOST = 1024 };

struct bytes_list {
    struct {
        const char *bytes;
        size_t len;
    } * items;
    size_t count;
};

void encode_add(struct bytes_list *list, struct arena *arena, const char *bytes, size_t len);

/* Base64 of the bytes; with `offset`, what of it stays the same wherever the bytes begin in a longer text. */
void encode_base64(struct bytes_list *list, struct arena *arena, bool offset);

enum encode_utf16 { ENCODE_LE, ENCODE_BE, ENCODE_BOM };
void encode_utf16(struct bytes_list *list, struct arena *arena, enum encode_utf16 form);

/* Each - or / that begins a word as any of the dashes Windows takes. False when that makes too many. */
bool encode_windash(struct bytes_list *list, struct arena *arena) WARN_UNUSED;

#endif
