// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/ruleset.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"
#include "src/base/sha256.h"
#include "src/detect/rule_load.h"
#include "src/store/query.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FOLDERS_DEEP = 16 };

void ruleset_done(struct ruleset *set)
{
    for (size_t i = 0; i < set->regexes.count; i++)
        regex_free(set->regexes.items[i]);
    free(set->regexes.items);
    free(set->rules);
    free(set->refused);
    arena_done(&set->arena);
    *set = (struct ruleset){0};
}

static void refuse(struct ruleset *set, const char *path, const char *reason)
{
    set->refused = alloc_resize(set->refused, set->refused_count + 1, sizeof *set->refused);
    set->refused[set->refused_count++] =
        (struct refused_rule){arena_str(&set->arena, path), arena_str(&set->arena, reason)};
}

static void add_document(struct ruleset *set, const char *path, bool is_own, const struct yaml_document *doc)
{
    CLEANUP(buf) struct buf lint = {0};
    struct rule_making making = {.arena = &set->arena,
                                 .tuning = &set->tuning,
                                 .regexes = &set->regexes,
                                 .names = &set->names,
                                 .lint = &lint};
    struct err err;
    struct rule *rule = rule_load(&making, doc, &err);
    if (!rule) {
        refuse(set, path, err.text);
        return;
    }
    if (set->count == RULESET_MAX) {
        refuse(set, path, "line 1: more than 20000 rules");
        return;
    }
    rule->path = arena_str(&set->arena, path);
    rule->is_own = is_own;
    rule->lint = lint.len ? arena_strn(&set->arena, lint.bytes, lint.len) : NULL;
    set->rules = alloc_resize(set->rules, set->count + 1, sizeof(struct rule *));
    set->rules[set->count++] = rule;
}

void ruleset_add_text(struct ruleset *set, const char *path, bool is_own, const char *text, size_t len)
{
    struct yaml_documents docs;
    struct err err;
    if (!yaml_read(&docs, &set->arena, text, len, NULL, &err)) {
        refuse(set, path, err.text);
        return;
    }
    for (size_t i = 0; i < docs.count; i++)
        add_document(set, path, is_own, &docs.items[i]);
}

static bool read_file(struct buf *out, const char *path, struct err *err)
{
    char bytes[16384];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_errno(err, "cannot read %s", path);
    out->max_bytes = RULESET_FILE_BYTES_MAX;
    bool fits = true;
    while (fits && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
        fits = buf_append(out, bytes, got);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return err_errno(err, "cannot read %s", path);
    return fits || err_set(err, ERR_LIMIT, "%s is longer than %d bytes", path, RULESET_FILE_BYTES_MAX);
}

static bool is_yaml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcmp(dot, ".yml") == 0 || strcmp(dot, ".yaml") == 0);
}

static void add_file(struct ruleset *set, const char *path)
{
    CLEANUP(buf) struct buf text = {0};
    struct err err;
    if (read_file(&text, path, &err))
        ruleset_add_text(set, path, false, buf_text(&text), text.len);
    else
        refuse(set, path, err.text);
}

static bool add_folder(struct ruleset *set, const char *path, unsigned depth, struct err *err)
{
    struct dirent **names;
    int count = scandir(path, &names, NULL, alphasort);
    bool ok = true;
    if (count < 0)
        return err_errno(err, "cannot read the folder %s", path);
    for (int i = 0; i < count; i++) {
        struct stat info;
        char *child = alloc_fmt("%s/%s", path, names[i]->d_name);
        if (ok && names[i]->d_name[0] != '.' && stat(child, &info) == 0) {
            if (S_ISDIR(info.st_mode) && depth < FOLDERS_DEEP)
                ok = add_folder(set, child, depth + 1, err);
            else if (S_ISREG(info.st_mode) && is_yaml(child))
                add_file(set, child);
        }
        free(child);
        free(names[i]);
    }
    free(names);
    return ok;
}

bool ruleset_add_path(struct ruleset *set, const char *path, struct err *err)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return err_errno(err, "cannot read the rules in %s", path);
    if (S_ISDIR(info.st_mode))
        return add_folder(set, path, 0, err);
    add_file(set, path);
    return true;
}

bool ruleset_tune(struct ruleset *set, const char *path, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    if (!read_file(&text, path, err))
        return false;
    return tuning_read(&set->tuning, &set->arena, buf_text(&text), text.len, err) ||
           err_wrap(err, "%s", path);
}

void ruleset_add_own(struct ruleset *set)
{
    for (size_t i = 0; i < DATA__COUNT; i++)
        if (strncmp(data_texts[i].name, "rules/", 6) == 0)
            ruleset_add_text(set, data_texts[i].name, true, (const char *)data_texts[i].sql,
                             data_texts[i].len);
}

const struct rule *ruleset_find(const struct ruleset *set, const char *id)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->rules[i]->id, id) == 0)
            return set->rules[i];
    return NULL;
}

struct by_id {
    const char *id;
    size_t index;
};

static int compare_ids(const void *a, const void *b)
{
    const struct by_id *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static void drop(struct ruleset *set, size_t index, const char *why)
{
    refuse(set, set->rules[index]->path, why);
    set->rules[index] = NULL;
}

static void close_gaps(struct ruleset *set)
{
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++)
        if (set->rules[i])
            set->rules[count++] = set->rules[i];
    set->count = count;
}

/* Of several rules with one id the last one stays; the same text twice is no news. */
static void drop_repeated(struct ruleset *set)
{
    struct by_id *order = alloc_zero(set->count + 1, sizeof *order);
    for (size_t i = 0; i < set->count; i++)
        order[i] = (struct by_id){set->rules[i]->id, i};
    qsort(order, set->count, sizeof *order, compare_ids);
    for (size_t i = 0; i + 1 < set->count; i++) {
        struct rule *now = set->rules[order[i].index], *later = set->rules[order[i + 1].index];
        if (strcmp(now->id, later->id) != 0)
            continue;
        if (memcmp(now->hash, later->hash, sizeof now->hash) == 0)
            set->rules[order[i].index] = NULL;
        else
            drop(set, order[i].index,
                 arena_fmt(&set->arena, "line %zu: the id %s comes again in %s, which is used", now->line,
                           now->id, later->path));
    }
    free(order);
    close_gaps(set);
}

static void drop_ignored(struct ruleset *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (tuning_ignores(&set->tuning, set->rules[i]->id, set->rules[i]->title))
            set->rules[i] = NULL;
    close_gaps(set);
}

static struct rule *find_referred(const struct ruleset *set, const char *word)
{
    for (int by = 0; by < 3; by++)
        for (size_t i = 0; i < set->count; i++) {
            struct rule *rule = set->rules[i];
            if (!rule) /* refused meanwhile */
                continue;
            const char *called = by == 0 ? rule->id : by == 1 ? rule->name : rule->title;
            if (called && strcmp(called, word) == 0)
                return rule;
        }
    return NULL;
}

/* What the correlation matches depends on its bases, too. */
static void mix_hash(struct rule *rule, const struct rule *base)
{
    unsigned char both[64];
    memcpy(both, rule->hash, 32);
    memcpy(both + 32, base->hash, 32);
    sha256_of(both, sizeof both, rule->hash);
}

/* NULL, or why it cannot be run. */
static const char *link_bases(struct ruleset *set, struct rule *rule)
{
    struct correlation *it = &rule->correlation;
    for (size_t b = 0; b < it->base_count; b++) {
        struct base *base = &it->bases[b];
        if (!base->reference)
            continue;
        struct rule *found = find_referred(set, base->reference);
        if (!found)
            return arena_fmt(&set->arena, "line %zu: there is no rule \"%.100s\"", base->line,
                             base->reference);
        if (!found->expr || found->correlation.kind)
            return arena_fmt(&set->arena, "line %zu: \"%.100s\" is a correlation itself", base->line,
                             base->reference);
        base->rule = found;
        base->expr = found->expr;
        mix_hash(rule, found);
        if (!it->generate && strcmp(found->path, rule->path) == 0)
            found->silent = true;
    }
    return NULL;
}

void ruleset_finish(struct ruleset *set)
{
    drop_repeated(set);
    drop_ignored(set);
    for (size_t i = 0; i < set->count; i++) {
        const char *why = link_bases(set, set->rules[i]);
        if (why)
            drop(set, i, why);
    }
    close_gaps(set);
}

static bool is_wanted(const struct rule *rule, enum rule_level least, const char *const *statuses,
                      size_t count)
{
    bool of_status = count == 0;
    for (size_t i = 0; i < count; i++)
        of_status |= rule->status && strcmp(rule->status, statuses[i]) == 0;
    return of_status && rule->level >= least;
}

void ruleset_narrow(struct ruleset *set, enum rule_level least, const char *const *statuses, size_t count)
{
    for (size_t i = 0; i < set->count; i++)
        if (!set->rules[i]->silent && !is_wanted(set->rules[i], least, statuses, count))
            set->rules[i] = NULL;
    close_gaps(set);
}
