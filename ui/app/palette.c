// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/palette.h"

#include "src/base/utf8.h"
#include "ui/app/action.h"
#include "ui/app/command.h"
#include "ui/core/keycode.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { ROWS_MAX = 16, SCORE_START = 60, SCORE_WORD = 50, SCORE_INSIDE = 30, SCORE_LETTERS = 10 };

/* --- how well it is what was typed --- */

static bool has_letters(const char *text, struct slice word)
{
    size_t at = 0;
    for (; *text != '\0' && at < word.len; text++)
        at += tolower((unsigned char)*text) == tolower((unsigned char)word.text[at]);
    return at == word.len;
}

static int score_word(const char *text, struct slice word)
{
    int best = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (strncasecmp(at, word.text, word.len) != 0)
            continue;
        int score = at == text                            ? SCORE_START
                    : isalnum((unsigned char)at[-1]) == 0 ? SCORE_WORD
                                                          : SCORE_INSIDE;
        best = score > best ? score : best;
    }
    return best;
}

/* Every word has to be found: in what it does, in its command, or by some letters of the command in order. */
static int score_query(const struct palette_item *item, const char *query)
{
    int sum = 1;
    for (const char *at = query; *(at += strspn(at, " ")) != '\0';) {
        struct slice word = {at, strcspn(at, " ")};
        int text = score_word(item->text, word), name = score_word(item->name, word);
        name = name == 0 && has_letters(item->name, word) ? SCORE_LETTERS : name;
        if (text == 0 && name == 0)
            return 0;
        sum += text > name ? text : name;
        at += word.len;
    }
    return sum;
}

/* Keep it when it matches, before those that match less. */
static void offer(struct palette *palette, struct palette_item item)
{
    palette->total++;
    item.score = score_query(&item, palette->query);
    if (item.score == 0 || palette->count == PALETTE_ITEMS_MAX)
        return;
    size_t at = palette->count++;
    for (; at > 0 && palette->items[at - 1].score < item.score; at--)
        palette->items[at] = palette->items[at - 1];
    palette->items[at] = item;
}

/* --- what there is --- */

static void run_request(struct app *app, const struct palette_item *item)
{
    app_request(app, (enum request)item->number);
}

static void run_view(struct app *app, const struct palette_item *item)
{
    action_open_root(app, view_all[item->number], NULL);
}

static void run_bookmark(struct app *app, const struct palette_item *item)
{
    trail_bookmark_go(app, (size_t)item->number);
}

static void run_saved(struct app *app, const struct palette_item *item)
{
    values_use(app, item->name);
}

/* It wants to know more: it goes on where commands are typed. */
static void run_command(struct app *app, const struct palette_item *item)
{
    CLEANUP(buf) struct buf text = {0};
    buf_fmt(&text, "%s ", item->name);
    app_open_prompt(app, APP_PROMPT_COMMAND, ":", buf_text(&text));
}

/* The first of its keys that means this here: a screen may have given it another meaning. */
static const char *key_of(struct app *app, enum request request)
{
    const struct request_info *info = request_info(request);
    const char *keys = info->keys;
    char name[KEYCODE_NAME_SIZE];
    for (int key; (key = keymap_next_key(&keys)) != KEYCODE_NONE;)
        if (keymap_find(app_view(app)->ops->keys, key) == request)
            return arena_str(&app->palette.arena, keycode_name(key, name));
    return arena_fmt(&app->palette.arena, ":%s", info->command);
}

static bool is_own(const struct view_ops *ops, enum request request)
{
    for (const struct keymap_binding *own = ops->keys; own != NULL && own->keys != NULL; own++)
        if (own->request == request)
            return true;
    return false;
}

static void offer_own(struct app *app)
{
    const struct view_ops *ops = app_view(app)->ops;
    for (const struct keymap_binding *own = ops->keys; own != NULL && own->keys != NULL; own++)
        offer(&app->palette, (struct palette_item){.text = own->help,
                                                   .name = request_info(own->request)->command,
                                                   .key = own->keys,
                                                   .run = run_request,
                                                   .number = own->request});
}

static void offer_requests(struct app *app, bool moves)
{
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++) {
        const struct request_info *info = request_info(request);
        bool move = info->group == REQUEST_GROUP_MOVE;
        if (move != moves || info->group == REQUEST_GROUP_SCREEN || info->keys[0] == '\0' ||
            request == REQUEST_PALETTE || is_own(app_view(app)->ops, request))
            continue;
        offer(&app->palette, (struct palette_item){.text = info->help,
                                                   .name = info->command,
                                                   .key = key_of(app, request),
                                                   .run = run_request,
                                                   .number = request});
    }
}

static void offer_views(struct app *app)
{
    struct arena *arena = &app->palette.arena;
    for (size_t i = 0; i < view_count; i++) {
        const struct view_ops *ops = view_all[i];
        if (ops->of_one)
            continue;
        const char *key =
            ops->digit != '\0' ? arena_fmt(arena, "%c", ops->digit) : arena_fmt(arena, ":%s", ops->name);
        offer(&app->palette, (struct palette_item){.text = arena_fmt(arena, "%s: %s", ops->title, ops->help),
                                                   .name = ops->name,
                                                   .key = key,
                                                   .run = run_view,
                                                   .number = (int)i});
    }
}

static void offer_bookmarks(struct app *app)
{
    struct arena *arena = &app->palette.arena;
    for (size_t i = 0; i < app->trail.bookmark_count; i++) {
        CLEANUP(buf) struct buf text = {0};
        buf_str(&text, "kept: ");
        trail_bookmark_name(app, i, &text);
        offer(&app->palette, (struct palette_item){.text = arena_str(arena, buf_text(&text)),
                                                   .name = "bookmark",
                                                   .key = arena_fmt(arena, "' %zu", i + 1),
                                                   .run = run_bookmark,
                                                   .number = (int)i});
    }
}

static void offer_saved(struct app *app)
{
    struct arena *arena = &app->palette.arena;
    const struct values_found *found = values_have(app, VALUES_SAVED, "");
    for (size_t i = 0; found != NULL && i < found->count; i++)
        offer(&app->palette, (struct palette_item){
                                 .text = arena_fmt(arena, "filter %s: %s", found->items[i], found->texts[i]),
                                 .name = arena_str(arena, found->items[i]),
                                 .key = arena_fmt(arena, ":use %s", found->items[i]),
                                 .run = run_saved});
}

static void offer_commands(struct app *app)
{
    const char *name, *help;
    for (size_t i = 0; (name = command_own(i, &help)) != NULL; i++)
        offer(&app->palette, (struct palette_item){.text = help,
                                                   .name = name,
                                                   .key = arena_fmt(&app->palette.arena, ":%s", name),
                                                   .run = run_command});
}

void palette_refresh(struct app *app)
{
    struct palette *palette = &app->palette;
    if (!palette->open)
        return;
    arena_clear(&palette->arena);
    palette->count = palette->total = 0;
    offer_own(app);
    offer_bookmarks(app);
    offer_saved(app);
    offer_views(app);
    offer_requests(app, false);
    offer_commands(app);
    offer_requests(app, true);
    if (palette->cursor >= palette->count)
        palette->cursor = palette->count > 0 ? palette->count - 1 : 0;
}

void palette_open(struct app *app)
{
    palette_done(&app->palette);
    app->palette.open = true;
    values_want(app, VALUES_SAVED, "");
    palette_refresh(app);
}

void palette_done(struct palette *palette)
{
    arena_done(&palette->arena);
    *palette = (struct palette){0};
}

/* --- keys --- */

static void run(struct app *app)
{
    if (app->palette.count == 0)
        return;
    const struct palette_item *item = &app->palette.items[app->palette.cursor];
    app->palette.open = false;
    item->run(app, item);
    if (app->say[0] == '\0' && app->prompt == APP_PROMPT_NONE)
        app_say(app, "%s does this without the palette", item->key);
}

static void type(struct palette *palette, uint32_t cp)
{
    char bytes[4];
    size_t len = strlen(palette->query), more = utf8_encode(cp, bytes);
    if (len + more >= sizeof palette->query)
        return;
    memcpy(palette->query + len, bytes, more);
    palette->query[len + more] = '\0';
}

static void erase(struct palette *palette)
{
    size_t len = strlen(palette->query);
    if (len == 0)
        palette->open = false;
    while (len > 0 && ((unsigned char)palette->query[--len] & 0xC0) == 0x80)
        continue;
    palette->query[len] = '\0';
}

static void move(struct palette *palette, bool down)
{
    size_t count = palette->count;
    palette->cursor = count > 0 ? (palette->cursor + (down ? 1 : count - 1)) % count : 0;
}

static void edit(struct palette *palette, int key)
{
    palette->cursor = 0;
    if (key == KEYCODE_BACKSPACE || key == KEYCODE_CTRL('h'))
        erase(palette);
    else if (key == KEYCODE_CTRL('u') || key == KEYCODE_CTRL('w'))
        palette->query[0] = '\0';
    else if (key >= ' ' && key < KEYCODE_UP)
        type(palette, (uint32_t)key);
}

void palette_key(struct app *app, int key)
{
    struct palette *palette = &app->palette;
    if (key == KEYCODE_ENTER)
        run(app);
    else if (key == KEYCODE_ESC || key == KEYCODE_CTRL('c'))
        palette->open = false;
    else if (key == KEYCODE_DOWN || key == KEYCODE_TAB || key == KEYCODE_CTRL('n'))
        move(palette, true);
    else if (key == KEYCODE_UP || key == KEYCODE_BACKTAB || key == KEYCODE_CTRL('p'))
        move(palette, false);
    else
        edit(palette, key);
    palette_refresh(app);
}

/* --- drawing --- */

static void draw_item(const struct palette_item *item, bool here, struct grid *grid, struct rect row)
{
    int key_cols = (int)cluster_cols(item->key, grid->ascii, 24);
    grid_put(grid, row, here ? ROLE_CURSOR : ROLE_STATUS, GRID_FILL, here ? ">" : "");
    rect_left(&row, 2);
    row.cols--;
    struct rect text = row;
    text.cols -= key_cols + 2;
    grid_put(grid, text, here ? ROLE_CURSOR : ROLE_STATUS, GRID_CUT, item->text);
    grid_put(grid, row, here ? ROLE_CURSOR : ROLE_KEY, GRID_RIGHT, item->key);
}

void palette_draw(const struct palette *palette, struct grid *grid, struct rect area, struct rect row)
{
    int room = area.rows - 2 < ROWS_MAX ? area.rows - 2 : ROWS_MAX;
    int rows = (int)palette->count < room ? (int)palette->count : room;
    size_t first = rows > 0 && palette->cursor >= (size_t)rows ? palette->cursor - (size_t)rows + 1 : 0;
    struct rect box = rect_bottom(&area, rows > 0 ? rows : 1);
    if (rows == 0)
        grid_put(grid, box, ROLE_STATUS, GRID_FILL, "  nothing here is called that");
    for (int i = 0; i < rows; i++)
        draw_item(&palette->items[first + (size_t)i], first + (size_t)i == palette->cursor, grid,
                  rect_row(box, i));
    CLEANUP(buf) struct buf count = {0};
    buf_fmt(&count, "%zu of %zu", palette->count, palette->total);
    grid_put(grid, row, ROLE_PROMPT, GRID_FILL, "");
    struct rect input = row;
    input.cols -= (int)count.len + 2;
    row.cols--;
    grid_put(grid, row, ROLE_STATUS, GRID_RIGHT, buf_text(&count));
    rect_left(&input, grid_put(grid, input, ROLE_KEY, 0, "do: "));
    grid->cursor_row = input.row;
    grid->cursor_col = input.col + grid_put(grid, input, ROLE_PROMPT, 0, palette->query);
}
