// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/export/indicator.h"

#include "src/base/buf.h"
#include "src/export/export.h"

#include <string.h>

/* Strongest first. A kind of mark for each, to tell what was said of it. */
static const struct {
    enum fact_dim dim;
    enum mark_kind mark;
    bool has_name, has_account;
} kinds[] = {{FACT_ADDRESS, MARK_ADDRESS, false, false},
             {FACT_KEY, MARK_KEY, false, true},
             {FACT_PRINCIPAL, MARK_PRINCIPAL, true, true},
             {FACT_SESSION, MARK_SESSION, true, false},
             {FACT_AGENT, MARK_AGENT, false, false}};

/* Drawn once; ids of exports stand in it. */
static const unsigned char id_space[UUID_BYTES] = {0x7c, 0x1e, 0x4a, 0x0b, 0x52, 0xd9, 0x4f, 0x6d,
                                                   0x9b, 0x3e, 0xc4, 0x70, 0x18, 0xaf, 0x65, 0x2d};

const char *indicator_uuid(const char *kind, const char *name, char out[UUID_TEXT_SIZE])
{
    CLEANUP(buf) struct buf text = {0};
    buf_fmt(&text, "%s:%s", kind, name);
    return uuid_of_name(id_space, buf_text(&text), text.len, out);
}

static enum verdict verdict_on(const struct mark_list *marks, enum mark_kind kind, const char *value)
{
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].kind == kind && strcmp(marks->items[i].value, value) == 0)
            return marks->items[i].verdict;
    return VERDICT_NONE;
}

/* A key of a session without a mark of its own has that of its session, as on the screen Keys. */
static enum verdict verdict_of(const struct facts *facts, const struct mark_list *marks, size_t kind,
                               const struct group *group)
{
    const struct fact *fact = group->pick.items[0];
    const char *value = facts_name(facts, kinds[kind].dim, group->id)->value;
    enum verdict verdict = verdict_on(marks, kinds[kind].mark, value);
    if (verdict != VERDICT_NONE || kinds[kind].dim != FACT_KEY || fact->ids[FACT_SESSION] == 0)
        return verdict;
    return verdict_on(marks, MARK_SESSION, fact_name(facts, fact, FACT_SESSION)->value);
}

/* All of it came from what the cloud runs: a function, a container, its own shell. */
static bool is_of_cloud(const struct facts *facts, const struct pick *pick)
{
    for (size_t i = 0; i < pick->count; i++) {
        const char *agent =
            pick->items[i]->ids[FACT_AGENT] ? fact_name(facts, pick->items[i], FACT_AGENT)->value : "";
        if (!strstr(agent, " exec-env/AWS_") && !strstr(agent, " exec-env/CloudShell"))
            return false;
    }
    return true;
}

static void add_kind(struct indicators *list, const struct mark_list *marks, size_t kind)
{
    struct facts *facts = &list->facts;
    struct groups groups = pick_group(&facts->attributed, &facts->arena, kinds[kind].dim);
    struct indicator *items = arena_zero(&facts->arena, list->count + groups.count + 1, sizeof *items);
    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    for (size_t i = 0; i < groups.count; i++) {
        const struct fact_name *name = facts_name(facts, kinds[kind].dim, groups.items[i].id);
        if (groups.items[i].id == 0)
            continue;
        items[list->count++] = (struct indicator){
            .dim = kinds[kind].dim,
            .type = mark_kind_names[kinds[kind].mark],
            .value = name->value,
            .name = kinds[kind].has_name ? name->label : NULL,
            .account = kinds[kind].has_account ? name->extra : NULL,
            .verdict = verdict_of(facts, marks, kind, &groups.items[i]),
            .is_ip = kinds[kind].dim == FACT_ADDRESS && name->type && strcmp(name->type, "ip") == 0 &&
                     !is_of_cloud(facts, &groups.items[i].pick),
            .events = (int64_t)groups.items[i].pick.count,
            .first_s = pick_first_s(&groups.items[i].pick),
            .last_s = pick_last_s(&groups.items[i].pick),
        };
    }
    list->items = items;
}

bool indicators_load(struct indicators *ret, struct db *db, struct err *err)
{
    CLEANUP(mark_list) struct mark_list marks = {0};
    *ret = (struct indicators){0};
    if (!facts_load(&ret->facts, db, err) || !mark_list_load(&marks, db, err))
        return false;
    for (size_t kind = 0; kind < ARRAY_LEN(kinds); kind++)
        add_kind(ret, &marks, kind);
    return true;
}

void indicators_done(struct indicators *list)
{
    facts_done(&list->facts);
    *list = (struct indicators){0};
}

const char *indicator_unique_id(const struct indicator *indicator)
{
    const char *colon = strchr(indicator->value, ':');
    bool known = colon && (strncmp(colon + 1, "AIDA", 4) == 0 || strncmp(colon + 1, "AROA", 4) == 0);
    return known && !strchr(colon + 1, ':') ? colon + 1 : NULL;
}

static const char *const heading[] = {"type",    "value",  "name",  "account",
                                      "verdict", "events", "first", "last"};

bool export_iocs(const struct export_from *from, struct sink *to, struct err *err)
{
    CLEANUP(indicators) struct indicators list = {0};
    if (!indicators_load(&list, from->db, err) || !sink_csv_head(to, heading, ARRAY_LEN(heading), err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct indicator *it = &list.items[i];
        const char *const texts[] = {it->type, it->value, it->name, it->account,
                                     it->verdict ? verdict_names[it->verdict] : NULL};
        for (size_t j = 0; j < ARRAY_LEN(texts); j++)
            sink_csv_text(to, texts[j]);
        sink_csv_int(to, it->events);
        sink_csv_time(to, it->first_s);
        sink_csv_time(to, it->last_s);
        if (!sink_csv_end(to, err))
            return false;
    }
    return sink_flush(to, err);
}
