// SPDX-License-Identifier: GPL-3.0-or-later
/* The checklist as one HTML page: to be read, printed and ticked with a pen. Shares its style with the
 * report. */
#include "src/report/checklist_out.h"

#include "src/base/isotime.h"
#include "src/report/html.h"
#include "src/report/html_page.h"
#include "src/scope/checklist_parts.h"

#include <ctype.h>
#include <string.h>

enum { COMMANDS_OPEN = 6 };

/* Few commands are open, so that paper has them; many would bury the items after them. */
static void put_commands(struct buf *out, const char *label, const char *commands)
{
    size_t lines = 1;
    for (const char *at = commands; *at; at++)
        lines += *at == '\n';
    buf_fmt(out, "<details%s><summary>%c%s</summary><pre tabindex=\"0\">",
            lines <= COMMANDS_OPEN ? " open" : "", toupper((unsigned char)*label), label + 1);
    for (size_t len; *commands; commands += len + (commands[len] == '\n')) {
        len = strcspn(commands, "\n");
        html_textn(out, commands, len);
        buf_char(out, '\n');
    }
    buf_str(out, "</pre></details>\n");
}

static void put_place(struct buf *out, const struct checklist_item *item)
{
    buf_fmt(out, " <small>%s", item->id);
    const char *const places[] = {item->account, item->region};
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (places[i]) {
            buf_str(out, i == 0 ? "; " : " ");
            html_text(out, places[i]);
        }
    buf_str(out, "</small>\n");
}

static void put_point(struct buf *out, const struct checklist_part *part)
{
    buf_fmt(out, "<li>%s: ", part->label);
    html_text(out, part->text);
    buf_str(out, "</li>\n");
}

/* Points that come one after the other are one list. */
static void put_parts(struct buf *out, const struct checklist_part_list *parts, bool open)
{
    bool in_list = false;
    for (size_t i = 0; i < parts->count && (open || !parts->items[i].to_do); i++) {
        const struct checklist_part *part = &parts->items[i];
        if (in_list == part->commands)
            buf_str(out, in_list ? "</ul>\n" : "<ul>\n");
        in_list = !part->commands;
        if (part->commands)
            put_commands(out, part->label, part->text);
        else
            put_point(out, part);
    }
    buf_str(out, in_list ? "</ul>\n" : "");
}

static void put_item(struct buf *out, const struct checklist_item *item)
{
    CLEANUP(arena) struct arena arena = {0};
    struct checklist_part_list parts = checklist_parts(item, &arena);
    bool open = item->state == CHECKLIST_OPEN;
    buf_fmt(out, "<li class=\"%s\" id=\"item-%s\"><strong>", open ? "todo" : "done", item->id);
    html_text(out, item->action);
    buf_str(out, "</strong>");
    put_place(out, item);
    put_parts(out, &parts, open);
    buf_str(out, "</li>\n");
}

static void put_head(struct buf *out, const struct checklist *list)
{
    char iso[ISOTIME_SIZE];
    const char *path = db_path(list->db), *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    html_page_head(out, "Checklist", name);
    buf_str(out, "<body>\n<header>\n<p class=\"kicker\">Checklist</p>\n<h1>");
    html_text(out, name);
    buf_fmt(out,
            "</h1>\n<p class=\"stamp\">As of %s: %zu open, %zu done, %zu already done in the logs, %zu "
            "skipped.</p>\n</header>\n<main>\n<p class=\"note\">From top to bottom. Nothing here was run by "
            "trailcase.</p>\n",
            isotime_format(list->now_s, iso), list->states[CHECKLIST_OPEN], list->states[CHECKLIST_DONE],
            list->states[CHECKLIST_REVERSED], list->states[CHECKLIST_SKIPPED]);
}

bool checklist_html(const struct checklist *list, struct buf *out, struct err *err UNUSED)
{
    enum checklist_phase phase = PHASE__COUNT;
    put_head(out, list);
    for (size_t i = 0; i < list->count; i++) {
        const struct checklist_item *item = &list->items[i];
        if (item->recipe->phase != phase) {
            buf_str(out, phase == PHASE__COUNT ? "" : "</ul>\n</section>\n");
            phase = item->recipe->phase;
            buf_fmt(out, "<section id=\"%s\">\n<h2>%s</h2>\n<ul class=\"steps\">\n",
                    checklist_phase_names[phase], checklist_phase_titles[phase]);
        }
        put_item(out, item);
    }
    buf_str(out,
            phase == PHASE__COUNT ? "<p>Nothing follows from what is marked.</p>\n" : "</ul>\n</section>\n");
    buf_str(out, "</main>\n</body>\n</html>\n");
    return true;
}
