// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/record_lines.h"

#include "src/base/alloc.h"
#include "ui/core/search.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

/* What the tag of a page line says: that it is of the record, and, when it is more, how many lines further
 * the member ends that begins there. */
enum { TAG_TITLE = -2, TAG_SINGLE = -1 };

static size_t indent_of(struct slice text)
{
    size_t at = 0;
    while (at < text.len && text.text[at] == ' ')
        at++;
    return at;
}

/* The end of a JSON line's name with its colon, in bytes; 0 when it has none. */
static size_t name_end(struct slice line)
{
    size_t at = indent_of(line);
    if (at == line.len || line.text[at] != '"')
        return 0;
    for (at++; at < line.len && line.text[at] != '"'; at++)
        if (line.text[at] == '\\')
            at++;
    return at + 1 < line.len && line.text[at + 1] == ':' ? at + 2 : 0;
}

static enum role value_role(struct slice line, size_t from)
{
    struct slice value = {line.text + from, line.len - from};
    size_t at = indent_of(value);
    char first = at < value.len ? value.text[at] : '\0';
    if (first == '"')
        return ROLE_STRING;
    return first == '-' || (first >= '0' && first <= '9') ? ROLE_NUMBER : ROLE_NORMAL;
}

static bool begins_member(struct slice text)
{
    char last = text.len > 0 ? text.text[text.len - 1] : '\0';
    return last == '{' || last == '[';
}

static bool ends_member(struct slice text)
{
    size_t at = indent_of(text);
    return at < text.len && (text.text[at] == '}' || text.text[at] == ']');
}

static void put_line(struct page *page, const char *json, size_t len)
{
    struct page_line *line = page_put(page, ROLE_NORMAL, "");
    struct slice text = {json, len};
    size_t name = name_end(text);
    line->text.text = text;
    line->text.head_bytes = name;
    line->text.head_role = ROLE_LABEL;
    line->text.role = value_role(text, name);
    line->text.hang = (int)indent_of(text) + 2;
    line->tag = TAG_SINGLE;
    line->live = true;
}

void record_lines_put(struct page *page, const char *json)
{
    size_t open[DEPTH_MAX], depth = 0;
    page_title(page, "Record");
    page->lines[page->count - 1].tag = TAG_TITLE;
    page->live = true;
    while (*json != '\0') {
        size_t len = strcspn(json, "\n");
        put_line(page, json, len);
        size_t here = page->count - 1;
        struct slice text = page->lines[here].text.text;
        if (ends_member(text) && depth > 0 && --depth > 0 &&
            depth < DEPTH_MAX) /* the record itself stays open */
            page->lines[open[depth]].tag = (int)(here - open[depth]);
        if (begins_member(text) && depth++ < DEPTH_MAX)
            open[depth - 1] = here;
        json += len + (json[len] == '\n');
    }
}

/* --- what is folded --- */

/* Walks the lines of a page in order and knows the path of each. */
struct path {
    uint64_t hash[DEPTH_MAX];
    size_t place[DEPTH_MAX]; /* which of its elements an array is at */
    size_t depth;
};

static uint64_t mix(uint64_t hash, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211U;
    return hash;
}

/* The path of a line; 0 where nothing folds. */
static uint64_t path_step(struct path *path, const struct page_line *line)
{
    struct slice text = line->text.text;
    if (ends_member(text))
        path->depth -= path->depth > 0;
    if (!begins_member(text) || path->depth + 1 >= DEPTH_MAX)
        return 0;
    size_t depth = path->depth++, from = indent_of(text), end = name_end(text);
    uint64_t hash = depth > 0 ? path->hash[depth] : 14695981039346656037U;
    size_t place = path->place[depth]++;
    hash = end > 0 ? mix(hash, text.text + from, end - from) : mix(hash, (const char *)&place, sizeof place);
    path->hash[depth + 1] = hash;
    path->place[depth + 1] = 0;
    return line->tag > 0 ? hash : 0;
}

static size_t find_exception(const struct record_folds *folds, uint64_t path)
{
    size_t at = 0;
    while (at < folds->count && folds->except[at] != path)
        at++;
    return at;
}

static bool is_folded(const struct record_folds *folds, uint64_t path)
{
    return path != 0 && folds->all != (find_exception(folds, path) < folds->count);
}

static void turn(struct record_folds *folds, uint64_t path)
{
    size_t at = find_exception(folds, path);
    if (at < folds->count)
        folds->except[at] = folds->except[--folds->count];
    else if (folds->count < RECORD_FOLDS_MAX)
        folds->except[folds->count++] = path;
}

/* --- what is shown --- */

void record_shown_done(struct record_shown *shown)
{
    page_done(&shown->page);
    free(shown->from);
    arena_done(&shown->arena);
    *shown = (struct record_shown){0};
}

/* A member as one line: how it begins, how many lines it has, how it ends. */
static void fold(struct record_shown *shown, struct page_line *line, const struct page_line *end)
{
    struct slice head = line->text.text, tail = end->text.text;
    size_t indent = indent_of(tail), hidden = (size_t)line->tag - 1;
    char *text = arena_fmt(&shown->arena, "%.*s ... %zu %s %.*s", (int)head.len, head.text, hidden,
                           hidden == 1 ? "line" : "lines", (int)(tail.len - indent), tail.text + indent);
    line->text.text = (struct slice){text, strlen(text)};
    line->text.role = ROLE_DIM;
}

void record_lines_show(struct record_shown *shown, const struct page *from, const struct record_folds *folds)
{
    struct path path = {0};
    record_shown_done(shown);
    shown->page.arena = &shown->arena;
    shown->from = alloc_zero(from->count + 1, sizeof *shown->from);
    for (size_t i = 0; i < from->count; i++) {
        const struct page_line *line = &from->lines[i];
        uint64_t here = line->tag == TAG_SINGLE || line->tag > 0 ? path_step(&path, line) : 0;
        shown->from[shown->page.count] = i;
        struct page_line *copy = page_again(&shown->page, line);
        if (line->tag == TAG_TITLE && folds->all)
            copy->text.text = (struct slice){"Record, folded: v unfolds it", 28};
        if (!is_folded(folds, here))
            continue;
        i += (size_t)line->tag;
        fold(shown, copy, &from->lines[i]);
        path.depth--;
    }
}

size_t record_lines_of(const struct record_shown *shown, size_t from)
{
    size_t at = shown->page.count;
    while (at > 0 && shown->from[at - 1] > from)
        at--;
    return at > 0 ? at - 1 : 0;
}

size_t record_lines_fold(struct record_folds *folds, const struct record_shown *shown,
                         const struct page *from, size_t line)
{
    struct path path = {0};
    size_t wanted = line < shown->page.count ? shown->from[line] : SIZE_MAX, found = SIZE_MAX;
    uint64_t which = 0;
    for (size_t i = 0; i <= wanted && i < from->count; i++) {
        uint64_t here = from->lines[i].tag == TAG_SINGLE || from->lines[i].tag > 0
                            ? path_step(&path, &from->lines[i])
                            : 0;
        if (here != 0 && i + (size_t)from->lines[i].tag >= wanted) {
            which = here;
            found = i;
        }
    }
    if (found != SIZE_MAX)
        turn(folds, which);
    return found;
}

bool record_lines_reveal(struct record_folds *folds, const struct page *from, const char *search)
{
    struct path path = {0};
    bool revealed = false;
    for (size_t i = 0; i < from->count; i++) {
        const struct page_line *line = &from->lines[i];
        uint64_t here = line->tag == TAG_SINGLE || line->tag > 0 ? path_step(&path, line) : 0;
        bool hides = false;
        for (size_t inside = i + 1; is_folded(folds, here) && inside < i + (size_t)line->tag && !hides;
             inside++)
            hides = search_find(from->lines[inside].text.text, search, 0) != SIZE_MAX;
        if (hides)
            turn(folds, here);
        revealed |= hides;
    }
    return revealed;
}
