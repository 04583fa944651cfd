// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/screens.h"

#include <stdio.h>
#include <string.h>

static void close_one(struct screens *screens, size_t index)
{
    struct screen *screen = &screens->list[index];
    if (screens->closing != NULL)
        screens->closing(screens->arg, screen->slot);
    view_free(screen->view);
    screens->count--;
    memmove(screen, screen + 1, (screens->count - index) * sizeof *screen);
}

void screens_done(struct screens *screens)
{
    while (screens->count > 0)
        close_one(screens, screens->count - 1);
    screens->at = 0;
}

struct screen *screens_front(struct screens *screens)
{
    return screens->count > 0 ? &screens->list[screens->at] : NULL;
}

struct screen *screens_of_slot(struct screens *screens, unsigned slot)
{
    for (size_t i = 0; i < screens->count; i++)
        if (screens->list[i].slot == slot)
            return &screens->list[i];
    return NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* A root of this kind and filter, among those that stay. */
static size_t find_root(const struct screens *screens, const struct view_ops *ops, const struct ask *ask)
{
    for (size_t i = 0; i < screens->count; i++) {
        const struct screen *screen = &screens->list[i];
        if (screen->root && screen->view->ops == ops && same_text(screen->view->ask.filter, ask->filter) &&
            same_text(screen->view->ask.thing, ask->thing))
            return i;
    }
    return SIZE_MAX;
}

static void append(struct screens *screens, struct screen screen)
{
    if (screens->count == SCREENS_MAX)
        close_one(screens, 0);
    screens->list[screens->count++] = screen;
    screens->at = screens->count - 1;
}

static void take_again(struct screens *screens, size_t index)
{
    struct screen screen = screens->list[index];
    screens->count--;
    memmove(&screens->list[index], &screens->list[index + 1], (screens->count - index) * sizeof screen);
    append(screens, screen);
}

void screens_open(struct screens *screens, const struct view_ops *ops, const struct ask *ask,
                  const char *label, bool root)
{
    struct screen *front = screens_front(screens);
    screens->before_slot = front != NULL ? front->slot : 0;
    while (screens->count > 0 && screens->count > screens->at + 1)
        close_one(screens, screens->count - 1);
    size_t open = root ? find_root(screens, ops, ask) : SIZE_MAX;
    if (open != SIZE_MAX) {
        take_again(screens, open);
        return;
    }
    struct screen screen = {.view = view_new(ops, ask), .slot = ++screens->last_slot, .root = root};
    snprintf(screen.view->label, sizeof screen.view->label, "%s", label != NULL ? label : "");
    append(screens, screen);
}

static bool go_to(struct screens *screens, size_t index)
{
    screens->before_slot = screens->list[screens->at].slot;
    screens->at = index;
    return true;
}

bool screens_back(struct screens *screens)
{
    return screens->at > 0 && go_to(screens, screens->at - 1);
}

bool screens_forward(struct screens *screens)
{
    return screens->at + 1 < screens->count && go_to(screens, screens->at + 1);
}

bool screens_go(struct screens *screens, unsigned slot)
{
    struct screen *screen = screens_of_slot(screens, slot);
    return screen != NULL && go_to(screens, (size_t)(screen - screens->list));
}

bool screens_swap(struct screens *screens)
{
    struct screen *before = screens_of_slot(screens, screens->before_slot);
    return before != NULL && go_to(screens, (size_t)(before - screens->list));
}

size_t screens_crumb(const struct screens *screens)
{
    size_t first = screens->at;
    while (first > 0 && !screens->list[first].root)
        first--;
    return first;
}
