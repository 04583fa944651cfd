// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/agent.h"

#include "src/base/csv.h"
#include "src/base/sha256.h"
#include "src/store/query.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum { VALUE_MOST = 2048, NAME_MOST = 60, VERSION_MOST = 32 };

static const char clients_name[] = "agents/clients.csv", systems_name[] = "agents/systems.csv";

struct rule {
    const char *pattern, *name;
    const char *class, *version; /* of a client */
    bool attack;                 /* of a system */
};

struct agent_rules {
    struct rule *clients, *systems;
    size_t client_count, system_count;
};

static void load(const char *name, struct arena *arena, struct rule **ret, size_t *ret_count, bool systems)
{
    size_t len, rows = 0;
    const char *text = query_data(name, &len);
    struct csv csv;
    struct csv_row row;
    assert(text);
    for (size_t i = 0; i < len; i++)
        rows += text[i] == '\n';
    struct rule *rules = *ret = arena_zero(arena, rows + 1, sizeof *rules);
    csv_init(&csv, text, len);
    bool has_names = csv_next(&csv, arena, &row);
    assert(has_names);
    (void)has_names;
    while (csv_next(&csv, arena, &row)) {
        const char *const *f = row.fields;
        rules[(*ret_count)++] = systems
                                    ? (struct rule){.pattern = f[0], .name = f[1], .attack = f[2][0] == '1'}
                                    : (struct rule){f[0], f[2], f[1], f[3], strcmp(f[1], "attack") == 0};
    }
}

const struct agent_rules *agent_rules_load(struct arena *arena)
{
    struct agent_rules *rules = arena_zero(arena, 1, sizeof *rules);
    load(clients_name, arena, &rules->clients, &rules->client_count, false);
    load(systems_name, arena, &rules->systems, &rules->system_count, true);
    return rules;
}

const char *agent_rules_id(char out[AGENT_RULES_ID_SIZE])
{
    unsigned char digest[SHA256_BYTES];
    CLEANUP(sha256) struct sha256 sha = {0};
    const char *const names[] = {clients_name, systems_name};
    sha256_init(&sha);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        size_t len;
        const char *text = query_data(names[i], &len);
        sha256_update(&sha, text, len);
    }
    sha256_final(&sha, digest);
    return sha256_hex(digest, out);
}

/* The first place in text where len bytes of word stand, letters in either case; NULL: nowhere. */
static const char *find(const char *text, const char *word, size_t len)
{
    for (; *text; text++)
        if (strncasecmp(text, word, len) == 0)
            return text;
    return len ? NULL : text;
}

/* Whether the pattern fits all of text; *ret_end is where what its first * stands for ends. */
static bool fits(const char *pattern, const char *text, const char **ret_end)
{
    size_t head = strcspn(pattern, "*");
    *ret_end = NULL;
    if (strncasecmp(pattern, text, head) != 0)
        return false;
    pattern += head;
    text += head;
    while (*pattern) {
        size_t len = strcspn(++pattern, "*"), rest = strlen(text);
        bool is_tail = !pattern[len];
        if (is_tail && rest < len)
            return false;
        const char *at = is_tail ? text + rest - len : find(text, pattern, len);
        if (!at || strncasecmp(at, pattern, len) != 0)
            return false;
        *ret_end = *ret_end ? *ret_end : at;
        text = at + len;
        pattern += len;
    }
    return !*text;
}

static const struct rule *match(const struct rule *rules, size_t count, const char *text,
                                const char **ret_end)
{
    for (size_t i = 0; i < count; i++)
        if (fits(rules[i].pattern, text, ret_end))
            return &rules[i];
    return NULL;
}

static bool in_version(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '-' || c == '+' || c == '_';
}

/* What follows the word, behind one separator. */
static const char *version_after(const char *text, const char *word, struct arena *arena)
{
    const char *at = *word ? find(text, word, strlen(word)) : NULL;
    if (!at)
        return NULL;
    at += strlen(word);
    at += *at && strchr("/ #", *at) != NULL;
    at += *at == 'v';
    size_t len = 0;
    while (len < VERSION_MOST && in_version(at[len]))
        len++;
    return len && (strpbrk(arena_strn(arena, at, len), "0123456789") || strncmp(at, "dev", len) == 0)
               ? arena_strn(arena, at, len)
               : NULL;
}

/* Text up to end, cut where a character ends. */
static const char *name_of(const char *text, const char *end, struct arena *arena)
{
    size_t len = (size_t)(end - text);
    if (len > NAME_MOST)
        for (len = NAME_MOST; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
            len--;
    return arena_strn(arena, text, len);
}

static void name_client(const struct rule *rule, const char *text, const char *star_end, struct arena *arena,
                        struct agent *ret)
{
    const char *star = strchr(rule->name, '*');
    ret->class = rule->class;
    ret->attack = rule->attack;
    ret->version = version_after(text, rule->version, arena);
    ret->client = rule->name;
    if (star)
        ret->client = arena_fmt(arena, "%.*s%s%s", (int)(star - rule->name), rule->name,
                                name_of(text + strcspn(rule->pattern, "*"), star_end, arena), star + 1);
}

static void name_other(const char *text, struct arena *arena, struct agent *ret)
{
    size_t len = strcspn(text, " /(;,");
    ret->class = "other";
    ret->client = name_of(text, text + (len ? len : strlen(text)), arena);
    ret->version = text[len] == '/' ? version_after(text + len, "/", arena) : NULL;
}

void agent_parse(const struct agent_rules *rules, const char *value, struct arena *arena, struct agent *ret)
{
    const char *star_end;
    size_t len = strnlen(value, VALUE_MOST);
    *ret = (struct agent){0};
    if (len && *value == '[') {
        value++;
        len--;
        len -= len && value[len - 1] == ']';
    }
    const char *text = arena_strn(arena, value, len);
    const struct rule *client = match(rules->clients, rules->client_count, text, &star_end);
    if (client)
        name_client(client, text, star_end, arena, ret);
    else
        name_other(text, arena, ret);
    const struct rule *system = match(rules->systems, rules->system_count, text, &star_end);
    if (system) {
        ret->system = system->name;
        ret->attack |= system->attack;
    }
}
