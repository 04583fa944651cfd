// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/checklist_parts.h"

enum { BESIDE_WHY = 9 };

static void put(struct checklist_part_list *list, struct checklist_part part)
{
    if (part.text && *part.text)
        list->items[list->count++] = part;
}

static void put_to_do(struct checklist_part_list *list, const struct checklist_item *item,
                      struct arena *arena)
{
    bool until_there = item->recipe->flags & RECIPE_UNTIL_THERE;
    const struct checklist_part parts[] = {
        {"mind", checklist_danger(item, arena), .danger = true},
        {"not as long as", item->guard ? item->recipe->refusal : NULL, .danger = true},
        {"so as long as this prints nothing", item->guard, .commands = true},
        {checklist_by_words[checklist_by(item)], item->command, .commands = true},
        {until_there ? "done when this prints something" : "done when this prints nothing or finds nothing",
         item->check, .commands = true},
        {"to take it back", item->undo, .commands = true},
    };
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        struct checklist_part part = parts[i];
        part.to_do = true;
        put(list, part);
    }
}

struct checklist_part_list checklist_parts(const struct checklist_item *item, struct arena *arena)
{
    struct checklist_part_list list = {0};
    list.items = arena_alloc(arena, (item->why.count + BESIDE_WHY) * sizeof *list.items);
    bool reversed = item->state == CHECKLIST_REVERSED && item->reversed;
    if (item->state != CHECKLIST_OPEN)
        put(&list,
            (struct checklist_part){"state", reversed ? item->reversed : checklist_state_names[item->state]});
    put(&list, (struct checklist_part){"assigned to", item->assignee});
    put(&list, (struct checklist_part){"note", item->note});
    for (size_t i = 0; i < item->why.count; i++)
        put(&list, (struct checklist_part){"because", item->why.items[i]});
    put_to_do(&list, item, arena);
    return list;
}
