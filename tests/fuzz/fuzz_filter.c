// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Fuzz target: the filter parser. Whatever text is given, it is refused with a position inside it, or its
 * canonical form parses to the same canonical form.
 */
#include "src/model/filter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(buf) struct buf text = {0};
    CLEANUP(filter) struct filter *filter = NULL, *again = NULL;
    struct err err = {0};
    size_t at = 0;
    buf_append(&text, data, size);
    if (!filter_parse(&filter, buf_text(&text), 1586304000, &at, &err)) {
        if (at > strlen(buf_text(&text)) || !err.text[0])
            abort();
        return 0;
    }
    if (!filter_parse(&again, filter_text(filter), 1586304000, NULL, &err) ||
        strcmp(filter_text(filter), filter_text(again)) != 0)
        abort();
    for (size_t i = 0; i < filter_chip_count(filter); i++) {
        CLEANUP(filter) struct filter *chip = NULL;
        if (!filter_parse(&chip, filter_chip(filter, i), 1586304000, NULL, &err))
            abort();
    }
    return 0;
}
