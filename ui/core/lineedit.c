// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/lineedit.h"

#include "src/base/alloc.h"
#include "src/base/utf8.h"
#include "ui/core/keycode.h"

#include <stdlib.h>
#include <string.h>

void lineedit_open(struct lineedit *edit, const struct prompt_ask *ask)
{
    lineedit_close(edit);
    edit->ask = *ask;
    edit->ask.label = alloc_str(ask->label);
    edit->ask.text = NULL;
    buf_str(&edit->line, ask->text != NULL ? ask->text : "");
    edit->cursor = ask->cursor > 0 && ask->cursor < edit->line.len ? ask->cursor : edit->line.len;
}

void lineedit_close(struct lineedit *edit)
{
    free((char *)edit->ask.label);
    buf_done(&edit->line);
    prompt_matches_done(&edit->matches);
    *edit = (struct lineedit){0};
}

struct prompt_state lineedit_state(const struct lineedit *edit)
{
    return (struct prompt_state){
        .label = edit->ask.label,
        .line = buf_text(&edit->line),
        .cursor = edit->cursor,
        .matches = edit->matches.count > 1 ? &edit->matches : NULL,
    };
}

static void replace(struct lineedit *edit, size_t from, size_t to, const char *text, size_t len)
{
    CLEANUP(buf) struct buf tail = {0};
    buf_append(&tail, buf_text(&edit->line) + to, edit->line.len - to);
    buf_cut(&edit->line, from);
    buf_append(&edit->line, text, len);
    edit->cursor = edit->line.len;
    buf_append(&edit->line, buf_text(&tail), tail.len);
}

static size_t before(const struct lineedit *edit)
{
    size_t at = edit->cursor;
    while (at > 0 && ((unsigned char)edit->line.bytes[--at] & 0xC0) == 0x80)
        continue;
    return at;
}

static size_t after(const struct lineedit *edit)
{
    size_t at = edit->cursor;
    if (at < edit->line.len)
        at++;
    while (at < edit->line.len && ((unsigned char)edit->line.bytes[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static size_t word_start(const struct lineedit *edit)
{
    size_t at = edit->cursor;
    while (at > 0 && edit->line.bytes[at - 1] == ' ')
        at--;
    while (at > 0 && edit->line.bytes[at - 1] != ' ')
        at--;
    return at;
}

static void complete(struct lineedit *edit)
{
    struct prompt_matches *m = &edit->matches;
    prompt_matches_clear(m);
    if (edit->ask.complete == NULL)
        return;
    edit->ask.complete(edit->ask.arg, buf_text(&edit->line), edit->cursor, m);
    size_t common = prompt_common(m);
    if (common > 0 && common >= edit->cursor - m->from)
        replace(edit, m->from, edit->cursor, m->words[0], common);
    if (m->count == 1 && m->words[0][common - 1] != ':')
        replace(edit, edit->cursor, edit->cursor, " ", 1);
}

static void edit_key(struct lineedit *edit, int key)
{
    char bytes[4];
    switch (key) {
    case KEYCODE_LEFT:
        edit->cursor = before(edit);
        break;
    case KEYCODE_RIGHT:
        edit->cursor = after(edit);
        break;
    case KEYCODE_HOME:
    case KEYCODE_CTRL('a'):
        edit->cursor = 0;
        break;
    case KEYCODE_END:
    case KEYCODE_CTRL('e'):
        edit->cursor = edit->line.len;
        break;
    case KEYCODE_BACKSPACE:
        replace(edit, before(edit), edit->cursor, "", 0);
        break;
    case KEYCODE_DELETE: {
        size_t at = edit->cursor;
        replace(edit, at, after(edit), "", 0);
        break;
    }
    case KEYCODE_CTRL('u'):
        replace(edit, 0, edit->cursor, "", 0);
        break;
    case KEYCODE_CTRL('k'):
        replace(edit, edit->cursor, edit->line.len, "", 0);
        break;
    case KEYCODE_CTRL('w'):
        replace(edit, word_start(edit), edit->cursor, "", 0);
        break;
    default:
        if (key >= KEYCODE_SPACE && key < KEYCODE_UP)
            replace(edit, edit->cursor, edit->cursor, bytes, utf8_encode((uint32_t)key, bytes));
    }
}

enum prompt_result lineedit_key(struct lineedit *edit, int key)
{
    if (key == KEYCODE_TAB) {
        complete(edit);
        return PROMPT_EDITING;
    }
    prompt_matches_clear(&edit->matches);
    if (key == KEYCODE_ENTER)
        return PROMPT_ACCEPTED;
    if (key == KEYCODE_ESC || key == KEYCODE_CTRL('c') || key == KEYCODE_CTRL('g'))
        return PROMPT_CANCELLED;
    edit_key(edit, key);
    return PROMPT_EDITING;
}
