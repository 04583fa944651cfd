// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/try.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"
#include "src/detect/evaluate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct trying {
    struct try *trial;
    struct evaluator ev;
    int64_t number;
};

void try_done(struct try *trial)
{
    free(trial->rows);
    ruleset_done(&trial->set);
    arena_done(&trial->arena);
    *trial = (struct try){0};
}

static bool read_all(struct buf *out, const char *path, struct err *err)
{
    char bytes[65536];
    size_t got;
    bool fits = true;
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file)
        return err_errno(err, "cannot read %s", path);
    out->max_bytes = TRY_BYTES_MAX;
    while (fits && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
        fits = buf_append(out, bytes, got);
    bool failed = ferror(file) != 0;
    if (file != stdin)
        fclose(file);
    if (failed)
        return err_errno(err, "cannot read %s", path);
    return fits || err_set(err, ERR_LIMIT, "%s is longer than %d bytes", path, TRY_BYTES_MAX);
}

static bool holds(struct evaluator *ev, const struct rule *rule)
{
    if (rule->expr && !rule->correlation.kind)
        return evaluate(ev, rule->expr);
    for (size_t b = 0; b < rule->correlation.base_count; b++)
        if (evaluate(ev, rule->correlation.bases[b].expr))
            return true;
    return false;
}

static void try_event(struct trying *in, const struct json *event)
{
    struct try *trial = in->trial;
    evaluator_use(&in->ev, event);
    in->number++;
    for (size_t i = 0; i < trial->set.count; i++) {
        if (trial->count == trial->size) {
            trial->size = trial->size ? 2 * trial->size : 64;
            trial->rows = alloc_resize(trial->rows, trial->size, sizeof *trial->rows);
        }
        trial->rows[trial->count++] =
            (struct try_row){.rule = trial->set.rules[i],
                             .number = in->number,
                             .uid = arena_str(&trial->arena, json_text(event, "eventID")),
                             .hit = holds(&in->ev, trial->set.rules[i])};
    }
}

static bool try_document(struct trying *in, const char *text, size_t len)
{
    if (!evaluator_set(&in->ev, text, len))
        return false;
    const struct json *root = in->ev.record, *records = json_get(root, "Records");
    if (json_type(records) == JSON_ARRAY)
        root = records;
    if (json_type(root) != JSON_ARRAY) {
        try_event(in, root);
        return true;
    }
    for (const struct json *event = json_first(root); event; event = json_next(event))
        try_event(in, event);
    return true;
}

static bool try_lines(struct trying *in, const char *path, char *text, struct err *err)
{
    size_t line = 0;
    for (char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        line++;
        if (len && !try_document(in, at, len))
            return err_set(err, ERR_FORMAT, "%s line %zu: no JSON", path, line);
        at += len + (at[len] == '\n');
    }
    return true;
}

bool try_run(struct try *ret, const char *rules, const char *events, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    struct trying in = {.trial = ret};
    *ret = (struct try){0};
    if (!ruleset_add_path(&ret->set, rules, err))
        return false;
    ruleset_finish(&ret->set);
    if (ret->set.refused_count)
        return err_set(err, ERR_FORMAT, "%s: %s", ret->set.refused[0].path, ret->set.refused[0].reason);
    if (!ret->set.count)
        return err_set(err, ERR_USAGE, "there are no rules in %s (files end in .yml or .yaml)", rules);
    if (!read_all(&text, events, err))
        return false;
    evaluator_init(&in.ev);
    bool ok = try_document(&in, buf_text(&text), text.len);
    ok = ok || try_lines(&in, events, text.bytes ? text.bytes : (char[]){""}, err);
    evaluator_done(&in.ev);
    return ok;
}
