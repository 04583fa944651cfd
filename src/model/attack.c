// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/attack.h"

#include "src/base/csv.h"
#include "src/store/query.h"

#include <assert.h>
#include <string.h>

const struct attack_tactic attack_tactics[] = {
    {"TA0043", "reconnaissance", "Reconnaissance"},
    {"TA0042", "resource-development", "Resource Development"},
    {"TA0001", "initial-access", "Initial Access"},
    {"TA0002", "execution", "Execution"},
    {"TA0003", "persistence", "Persistence"},
    {"TA0004", "privilege-escalation", "Privilege Escalation"},
    {"TA0005", "stealth", "Stealth"},
    {"TA0112", "defense-impairment", "Defense Impairment"},
    {"TA0006", "credential-access", "Credential Access"},
    {"TA0007", "discovery", "Discovery"},
    {"TA0008", "lateral-movement", "Lateral Movement"},
    {"TA0009", "collection", "Collection"},
    {"TA0011", "command-and-control", "Command and Control"},
    {"TA0010", "exfiltration", "Exfiltration"},
    {"TA0040", "impact", "Impact"},
    {NULL, NULL, NULL},
};

const struct attack_tactic *attack_tactic(const char *short_name)
{
    /* Version 19 split Defense Evasion; what kept its number is Stealth. */
    if (strcmp(short_name, "defense-evasion") == 0)
        short_name = "stealth";
    for (const struct attack_tactic *tactic = attack_tactics; tactic->id; tactic++)
        if (strcmp(tactic->short_name, short_name) == 0)
            return tactic;
    return NULL;
}

/* Start reading an embedded table behind its line of column names; *ret_rows is how many rows it can have. */
static void table_open(const char *name, struct csv *csv, struct arena *arena, size_t *ret_rows)
{
    size_t len;
    const char *text = query_data(name, &len);
    assert(text);
    *ret_rows = 0;
    for (const char *at = text; (at = memchr(at, '\n', (size_t)(text + len - at))); at++)
        ++*ret_rows;
    struct csv_row names;
    csv_init(csv, text, len);
    bool has_names = csv_next(csv, arena, &names);
    assert(has_names);
    (void)has_names;
}

static void load_techniques(struct attack *attack, struct arena *arena)
{
    struct csv csv;
    struct csv_row row;
    size_t rows;
    table_open("attack/techniques.csv", &csv, arena, &rows);
    struct attack_technique *techniques = arena_zero(arena, rows, sizeof *techniques);
    while (csv_next(&csv, arena, &row))
        techniques[attack->technique_count++] =
            (struct attack_technique){row.fields[0], row.fields[1], row.fields[2]};
    attack->techniques = techniques;
}

static void load_aliases(struct attack *attack, struct arena *arena)
{
    struct csv csv;
    struct csv_row row;
    size_t rows;
    table_open("attack/aliases.csv", &csv, arena, &rows);
    struct attack_alias *aliases = arena_zero(arena, rows, sizeof *aliases);
    while (csv_next(&csv, arena, &row))
        aliases[attack->alias_count++] =
            (struct attack_alias){row.fields[0], row.fields[1], row.fields[2], row.fields[3]};
    attack->aliases = aliases;
}

static void load_apis(struct attack *attack, struct arena *arena)
{
    struct csv csv;
    struct csv_row row;
    size_t rows;
    table_open("attack/api_techniques.csv", &csv, arena, &rows);
    struct attack_api *apis = arena_zero(arena, rows, sizeof *apis);
    while (csv_next(&csv, arena, &row)) {
        const struct attack_technique *technique = attack_technique(attack, row.fields[2]);
        assert(technique);
        apis[attack->api_count++] =
            (struct attack_api){row.fields[0], row.fields[1], technique, row.fields[3]};
    }
    attack->apis = apis;
}

static void load_past(struct attack *attack, struct arena *arena)
{
    struct csv csv;
    struct csv_row row;
    size_t rows;
    table_open("attack/formerly.csv", &csv, arena, &rows);
    struct attack_past *past = arena_zero(arena, rows, sizeof *past);
    while (csv_next(&csv, arena, &row))
        past[attack->past_count++] =
            (struct attack_past){row.fields[0], row.fields[1], {row.fields[2], row.fields[3], row.fields[4]}};
    attack->past = past;
}

const struct attack *attack_load(struct arena *arena)
{
    struct attack *attack = arena_zero(arena, 1, sizeof *attack);
    load_techniques(attack, arena);
    load_aliases(attack, arena);
    load_apis(attack, arena);
    load_past(attack, arena);
    return attack;
}

static const struct attack_technique *find_technique(const struct attack *attack, const char *id)
{
    for (size_t i = 0; i < attack->technique_count; i++)
        if (strcmp(attack->techniques[i].id, id) == 0)
            return &attack->techniques[i];
    return NULL;
}

const struct attack_technique *attack_technique(const struct attack *attack, const char *id)
{
    for (size_t i = 0; i < attack->alias_count; i++)
        if (strcmp(attack->aliases[i].id, id) == 0)
            return find_technique(attack, attack->aliases[i].successor);
    return find_technique(attack, id);
}

/* Tactics that were one until version 19. */
static bool was_evasion(const struct attack_tactic *tactic)
{
    return strcmp(tactic->short_name, "stealth") == 0 ||
           strcmp(tactic->short_name, "defense-impairment") == 0;
}

struct attack_former attack_former(const struct attack *attack, const struct attack_technique *technique,
                                   const struct attack_tactic *tactic)
{
    const char *then = was_evasion(tactic) ? "Defense Evasion" : tactic->name;
    for (size_t i = 0; i < attack->past_count; i++)
        if (strcmp(attack->past[i].id, technique->id) == 0 &&
            strcmp(attack->past[i].tactic, tactic->short_name) == 0)
            return attack->past[i].former;
    for (size_t i = 0; i < attack->alias_count; i++)
        if (strcmp(attack->aliases[i].successor, technique->id) == 0)
            return (struct attack_former){attack->aliases[i].id, attack->aliases[i].name, then};
    return was_evasion(tactic) ? (struct attack_former){technique->id, technique->name, then}
                               : (struct attack_former){0};
}

static bool name_matches(const char *pattern, const char *name)
{
    size_t len = strlen(pattern);
    if (len > 0 && pattern[len - 1] == '*')
        return strncmp(pattern, name, len - 1) == 0;
    return strcmp(pattern, name) == 0;
}

const struct attack_api *attack_of_api(const struct attack *attack, const char *source, const char *base_name)
{
    for (size_t i = 0; i < attack->api_count; i++)
        if (strcmp(attack->apis[i].source, source) == 0 && name_matches(attack->apis[i].api, base_name))
            return &attack->apis[i];
    return NULL;
}

bool attack_is_of(const struct attack_technique *technique, const struct attack_tactic *tactic)
{
    const char *words = technique->tactics, *word = tactic->short_name;
    size_t len = strlen(word);
    for (const char *at = words; (at = strstr(at, word)); at += len)
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
            return true;
    return false;
}
