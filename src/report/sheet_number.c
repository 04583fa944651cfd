// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers of a sheet: each is kept with the command that gives it, and leads to it where the form has links.
 */
#include "src/report/sheet.h"

#include "src/report/numeral.h"

#include <ctype.h>
#include <string.h>

static void keep_number(struct sheet *sheet, const struct sheet_number *number, enum sheet_style style)
{
    if (sheet->number_count == sheet->number_size) {
        size_t size = 2 * sheet->number_size + 64;
        struct sheet_number *grown = arena_zero(&sheet->arena, size, sizeof *grown);
        if (sheet->number_count)
            memcpy(grown, sheet->numbers, sheet->number_count * sizeof *grown);
        sheet->numbers = grown;
        sheet->number_size = size;
    }
    struct sheet_number *kept = &sheet->numbers[sheet->number_count++];
    *kept =
        (struct sheet_number){arena_str(&sheet->arena, number->id), arena_str(&sheet->arena, number->command),
                              arena_str(&sheet->arena, number->text), number->value};
    if (style != SHEET_STYLE__COUNT)
        sheet->ops->target(sheet, kept, style);
}

static void keep_value(struct sheet *sheet, const char *id, int64_t value, const struct buf *command)
{
    CLEANUP(buf) struct buf text = {0};
    phrase_number(&text, value);
    const struct sheet_number number = {id, buf_text(command), buf_text(&text), value};
    keep_number(sheet, &number, SHEET_PLAIN);
}

void sheet_events(struct sheet *sheet, const char *id, int64_t value, const char *filter)
{
    CLEANUP(buf) struct buf command = {0};
    sheet_filter_text(sheet, filter, &command);
    keep_value(sheet, id, value, &command);
}

void sheet_number(struct sheet *sheet, const char *id, int64_t value, const char *command)
{
    CLEANUP(buf) struct buf text = {0};
    sheet_command_text(sheet, command, &text);
    keep_value(sheet, id, value, &text);
}

/* --- numbers in texts --- */

void sheet_source(struct sheet *sheet, const char *place, const char *command)
{
    CLEANUP(buf) struct buf text = {0};
    sheet->source = NULL;
    if (!command)
        return;
    sheet_command_text(sheet, command, &text);
    sheet->source = arena_str(&sheet->arena, buf_text(&text));
    sheet->place = arena_str(&sheet->arena, place);
    sheet->placed = 0;
}

/* Without links a text goes out whole, as a style may not begin or end inside it. */
void sheet_counted(struct sheet *sheet, enum sheet_style style, const char *text)
{
    const char *done = text;
    bool in_pieces = sheet->ops->has_links;
    struct numeral numeral;
    while (numeral_next(text, done, &numeral)) {
        CLEANUP(arena) struct arena arena = {0};
        const struct sheet_number number = {arena_fmt(&arena, "%s-m%zu", sheet->place, ++sheet->placed),
                                            sheet->source, arena_strn(&arena, numeral.at, numeral.len),
                                            numeral.value};
        if (in_pieces && numeral.at > done)
            sheet->ops->text(sheet, style, arena_strn(&arena, done, (size_t)(numeral.at - done)));
        keep_number(sheet, &number, in_pieces ? style : SHEET_STYLE__COUNT);
        done = numeral.at + numeral.len;
    }
    if (!in_pieces || *done)
        sheet->ops->text(sheet, style, in_pieces ? done : text);
}

/* Where a number stands by itself: not inside an id, an address or a larger number. */
static bool stands(const char *text, const char *at, size_t len)
{
    const char *after = at + len;
    bool starts = at == text || at[-1] == ' ' || at[-1] == '(' || (unsigned char)at[-1] >= 0x80;
    return starts && !isalnum((unsigned char)*after) &&
           !(strchr(",.:-/", *after) && isdigit((unsigned char)after[1]));
}

static const char *find_number(const char *text, const char *number)
{
    for (const char *at = strstr(text, number); at; at = strstr(at + 1, number))
        if (stands(text, at, strlen(number)))
            return at;
    return NULL;
}

/* Where it was written, or else the next such number. */
static const char *place_of(const char *text, const char *done, const struct claim_number *number,
                            const char *digits)
{
    size_t len = strlen(digits);
    const char *at = text + number->at;
    bool is_there = at >= done && number->at < strlen(text) && strncmp(at, digits, len) == 0;
    return is_there && stands(text, at, len) ? at : find_number(done, digits);
}

void sheet_text_numbers(struct sheet *sheet, const char *id, const char *text,
                        const struct claim_number *numbers, size_t count)
{
    const char *done = text;
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf) struct buf number = {0}, anchor = {0}, command = {0};
        (numbers[i].is_bytes ? phrase_bytes : phrase_number)(&number, numbers[i].value);
        const char *at = place_of(text, done, &numbers[i], buf_text(&number));
        if (!at)
            continue;
        sheet_text(sheet, arena_strn(&sheet->arena, done, (size_t)(at - done)));
        buf_fmt(&anchor, "%s-n%zu", id, i + 1);
        if (numbers[i].query)
            sheet_filter_text(sheet, numbers[i].query, &command);
        else
            sheet_command_text(sheet, numbers[i].command, &command);
        const struct sheet_number kept = {buf_text(&anchor), buf_text(&command), buf_text(&number),
                                          numbers[i].value};
        keep_number(sheet, &kept, SHEET_PLAIN);
        done = at + number.len;
    }
    sheet_text(sheet, done);
}
