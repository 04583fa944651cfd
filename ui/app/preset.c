// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/preset.h"

#include "src/base/alloc.h"
#include "ui/app/action.h"
#include "ui/core/bar.h"
#include "ui/view/narrow.h"

#include <stdio.h>
#include <string.h>

/* A preset is one chip. */
static const struct preset {
    int key;
    const char *label, *chip;
} presets[] = {
    {'w', "writes", "is:write"},
    {'n', "interesting calls", "is:interesting"},
    {'d', "denied", "is:denied"},
    {'e', "failed, denied or not", "is:failed"},
    {'c', "console sign-ins", "api:ConsoleLogin"},
    {'i', "IAM changes", "(service:iam is:write)"},
    {'k', "keys and sessions made", "api:(CreateAccessKey,AssumeRole*,GetSessionToken,GetFederationToken)"},
    {'t', "changes to the logging", "(service:(cloudtrail,config,guardduty) is:write)"},
    {'r', "root", "principal:root:*"},
    {'a', "attributed", "is:attributed"},
    {'u', "undecided", "is:undecided"},
    {'l', "leads", "is:lead"},
};

enum { CHIP_KEYS = 9 };

/* Append the filter without a chip; true when it was there. */
static bool without(const char *filter, struct slice drop, struct buf *out)
{
    const char *at = filter != NULL ? filter : "";
    bool found = false;
    for (struct slice chip; bar_next_chip(&at, &chip);) {
        if (!found && chip.len == drop.len && memcmp(chip.text, drop.text, drop.len) == 0)
            found = true;
        else
            buf_fmt(out, "%s%.*s", out->len > 0 ? " " : "", (int)chip.len, chip.text);
    }
    return found;
}

static struct slice slice_of(const char *text)
{
    return (struct slice){text, strlen(text)};
}

static bool has_chip(const struct view *view, const char *chip)
{
    CLEANUP(buf) struct buf rest = {0};
    return without(view->ask.filter, slice_of(chip), &rest);
}

/* The filter may have parts that are or-ed: then its parts cannot go one by one. */
static bool has_or(const char *filter)
{
    CLEANUP(buf) struct buf whole = {0};
    narrow_add_whole(&whole, filter);
    return filter != NULL && whole.len != strlen(filter);
}

static bool is_known(const struct app *app, const char *chip)
{
    struct err err = {0};
    return app->acase->check_filter == NULL || app->acase->check_filter(chip, NULL, &err);
}

static void toggle(struct app *app, const char *chip)
{
    CLEANUP(buf) struct buf filter = {0};
    const char *now = app_view(app)->ask.filter;
    if (without(now, slice_of(chip), &filter)) {
        action_filter(app, buf_text(&filter));
        return;
    }
    buf_clear(&filter);
    narrow_add_whole(&filter, now);
    buf_fmt(&filter, "%s%s", filter.len > 0 ? " " : "", chip);
    action_filter(app, buf_text(&filter));
}

static void pick(struct app *app, size_t index)
{
    const struct menu_item *item = &app->menu.items[index];
    for (size_t i = 0; i < ARRAY_LEN(presets); i++)
        if (presets[i].key == item->key)
            toggle(app, presets[i].chip);
    if (item->key >= '1' && item->key <= '9') {
        const char *at = app_view(app)->ask.filter;
        struct slice chip = {0};
        CLEANUP(buf) struct buf filter = {0};
        for (int n = item->key - '0'; n > 0 && bar_next_chip(&at, &chip); n--)
            continue;
        without(app_view(app)->ask.filter, chip, &filter);
        action_filter(app, buf_text(&filter));
    }
}

static void add_chips(struct app *app, const char *filter)
{
    const char *at = filter;
    if (filter == NULL || has_or(filter))
        return;
    struct slice chip;
    for (int n = 1; n <= CHIP_KEYS && bar_next_chip(&at, &chip); n++) {
        CLEANUP(buf) struct buf label = {0};
        buf_fmt(&label, "drop %.*s", (int)chip.len, chip.text);
        menu_add(&app->menu, '0' + n, buf_text(&label));
    }
}

void preset_menu(struct app *app)
{
    const struct view *view = app_view(app);
    menu_open(&app->menu, "filter: a preset on or off", pick);
    for (size_t i = 0; i < ARRAY_LEN(presets); i++) {
        if (!is_known(app, presets[i].chip))
            continue;
        CLEANUP(buf) struct buf label = {0};
        buf_fmt(&label, "%-24s %s", presets[i].label, presets[i].chip);
        struct menu_item *item = menu_add(&app->menu, presets[i].key, buf_text(&label));
        if (item != NULL && has_chip(view, presets[i].chip))
            snprintf(item->detail, sizeof item->detail, "is on");
    }
    add_chips(app, view->ask.filter);
}

void preset_switch(struct app *app)
{
    const char *filter = app_view(app)->ask.filter;
    if (filter == NULL && app->filter_off == NULL) {
        app_say(app, "there is no filter to switch on");
        return;
    }
    CLEANUP(str) char *on = app->filter_off;
    app->filter_off = filter != NULL ? alloc_str(filter) : NULL;
    action_filter(app, filter != NULL ? NULL : on);
    if (filter != NULL)
        app_say(app, "filter off; the same key switches it on again");
}
