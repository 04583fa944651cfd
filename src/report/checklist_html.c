// SPDX-License-Identifier: GPL-3.0-or-later
/* The checklist as one HTML page: to be read, printed and ticked with a pen. Shares its style with the
 * report. */
#include "src/report/checklist_out.h"

#include "src/base/isotime.h"
#include "src/report/html.h"
#include "src/report/html_page.h"

#include <string.h>

enum { COMMANDS_OPEN = 6 };

static void put_point(struct buf *out, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    buf_fmt(out, "<li>%s: ", name);
    html_text(out, text);
    buf_str(out, "</li>\n");
}

/* Few commands are open, so that paper has them; many would bury the items after them. */
static void put_commands(struct buf *out, const char *name, const char *commands)
{
    size_t lines = 1;
    if (!commands)
        return;
    for (const char *at = commands; *at; at++)
        lines += *at == '\n';
    buf_fmt(out, "<details%s><summary>%s</summary><pre tabindex=\"0\">",
            lines <= COMMANDS_OPEN ? " open" : "", name);
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

static void put_item(struct buf *out, const struct checklist_item *item)
{
    CLEANUP(arena) struct arena arena = {0};
    bool open = item->state == CHECKLIST_OPEN;
    buf_fmt(out, "<li class=\"%s\" id=\"item-%s\"><strong>", open ? "todo" : "done", item->id);
    html_text(out, item->action);
    buf_str(out, "</strong>");
    put_place(out, item);
    buf_str(out, "<ul>\n");
    if (!open)
        put_point(out, "state",
                  item->state == CHECKLIST_REVERSED ? item->reversed : checklist_state_names[item->state]);
    put_point(out, "assigned to", item->assignee);
    put_point(out, "note", item->note);
    for (size_t i = 0; i < item->why.count; i++)
        put_point(out, "because", item->why.items[i]);
    if (open)
        put_point(out, "mind", checklist_danger(item, &arena));
    buf_str(out, "</ul>\n");
    if (open) {
        put_commands(out, item->recipe->flags & RECIPE_BY_HAND ? "By hand" : "Do", item->command);
        put_commands(out,
                     item->recipe->flags & RECIPE_UNTIL_THERE ? "Done when this prints something"
                                                              : "Done when this prints nothing",
                     item->check);
        put_commands(out, "To take it back", item->undo);
    }
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
