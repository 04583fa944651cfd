// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/rule_load.h"

#include "src/base/buf.h"
#include "src/base/sha256.h"

#include <string.h>
#include <strings.h>

/* Changes whenever the same rule may match otherwise than before. */
static const char evaluator_version[] = "1";

const char *const rule_level_names[LEVEL__COUNT] = {"informational", "low", "medium", "high", "critical"};

bool rule_level_parse(const char *text, enum rule_level *ret)
{
    for (*ret = 0; *ret < LEVEL__COUNT; (*ret)++)
        if (strcasecmp(text, rule_level_names[*ret]) == 0)
            return true;
    return false;
}

static bool blame(const struct yaml *node, struct err *err)
{
    if (strncmp(err->text, "line ", 5) == 0)
        return false;
    return err_wrap(err, "line %zu", node->line);
}

static const struct expr *of_item(struct rule_making *in, const struct yaml *node, struct err *err)
{
    const struct item *item = rule_item(in, node, err);
    if (!item) {
        if (node->name)
            err_wrap(err, "line %zu: %s", node->line, node->name);
        else
            blame(node, err);
        return NULL;
    }
    struct expr *expr = arena_zero(in->arena, 1, sizeof *expr);
    *expr = (struct expr){.kind = EXPR_ITEM, .item = item};
    return expr;
}

static const struct expr *of_children(struct rule_making *in, const struct yaml *node, enum expr_kind kind,
                                      const struct expr *(*each)(struct rule_making *, const struct yaml *,
                                                                 struct err *),
                                      struct err *err)
{
    const struct expr **parts = arena_alloc(in->arena, (node->count + 1) * sizeof *parts);
    size_t count = 0;
    for (const struct yaml *child = node->child; child; child = child->next)
        if (!(parts[count++] = each(in, child, err)))
            return NULL;
    if (count)
        return expr_join(in->arena, kind, parts, count);
    err_set(err, ERR_FORMAT, "line %zu: a selection without anything in it", node->line);
    return NULL;
}

/* A map is all of its members; anything else is words looked for in the whole record. */
static const struct expr *of_alternative(struct rule_making *in, const struct yaml *node, struct err *err)
{
    if (node->kind == YAML_MAP)
        return of_children(in, node, EXPR_AND, of_item, err);
    struct yaml *nameless = arena_zero(in->arena, 1, sizeof *nameless);
    *nameless = *node;
    nameless->name = NULL;
    nameless->next = NULL;
    return of_item(in, nameless, err);
}

static const struct expr *of_selection(struct rule_making *in, const struct yaml *node, struct err *err)
{
    if (node->kind == YAML_LIST)
        return of_children(in, node, EXPR_OR, of_alternative, err);
    return of_alternative(in, node, err);
}

static bool is_reserved(const char *name)
{
    return strcmp(name, "condition") == 0 || strcmp(name, "timeframe") == 0;
}

static bool read_selections(struct rule_making *in, const struct yaml *detection, struct selections *ret,
                            struct err *err)
{
    ret->items = arena_zero(in->arena, detection->count + 1, sizeof *ret->items);
    for (const struct yaml *child = detection->child; child; child = child->next) {
        if (is_reserved(child->name))
            continue;
        const struct expr *expr = of_selection(in, child, err);
        if (!expr)
            return blame(child, err);
        ret->items[ret->count++] = (struct selection){.name = child->name, .expr = expr};
    }
    return ret->count ||
           err_set(err, ERR_FORMAT, "line %zu: a detection without a selection", detection->line);
}

/* One condition, or a list of them: any. */
static bool read_conditions(struct rule_making *in, struct rule *rule, const struct yaml *detection,
                            struct selections *selections, struct err *err)
{
    const struct yaml *node = yaml_get(detection, "condition"), *timeframe = yaml_get(detection, "timeframe");
    if (!node || node->kind == YAML_MAP)
        return err_set(err, ERR_FORMAT, "line %zu: no condition", detection->line);
    bool is_list = node->kind == YAML_LIST;
    const struct expr **parts = arena_alloc(in->arena, (node->count + 1) * sizeof *parts);
    size_t count = 0;
    const char *rest = NULL;
    for (const struct yaml *each = is_list ? node->child : node; each; each = is_list ? each->next : NULL) {
        if (each->kind != YAML_SCALAR)
            return err_set(err, ERR_FORMAT, "line %zu: a condition must be text", each->line);
        if (!(parts[count++] = condition_parse(each->text, selections, in->arena, &rest, err)))
            return blame(each, err);
        if (rest && is_list)
            return err_set(err, ERR_FORMAT, "line %zu: count() and near do not go into a list of conditions",
                           each->line);
    }
    if (!count)
        return err_set(err, ERR_FORMAT, "line %zu: no condition", node->line);
    rule->expr = expr_join(in->arena, EXPR_OR, parts, count);
    if (rest)
        return rule_legacy(in, rule, rest, timeframe, selections, err) || blame(node, err);
    if (timeframe)
        return err_set(err, ERR_FORMAT, "line %zu: timeframe goes with count() or near only",
                       timeframe->line);
    return true;
}

static bool check_logsource(const struct yaml *root, struct err *err)
{
    const struct yaml *source = yaml_get(root, "logsource");
    const char *product = yaml_text(source, "product"), *service = yaml_text(source, "service");
    if (!source)
        return err_set(err, ERR_FORMAT, "line %zu: no logsource", root->line);
    if (product ? strcasecmp(product, "aws") == 0 : service && strcasecmp(service, "cloudtrail") == 0)
        return true;
    return err_set(err, ERR_FORMAT, "line %zu: not for CloudTrail (product %s, service %s)", source->line,
                   product ? product : "-", service ? service : "-");
}

/* Words of a list, or of one scalar, with a separator between. */
static const char *words_of(struct rule_making *in, const struct yaml *node, char separator)
{
    CLEANUP(buf) struct buf out = {0};
    if (!node || node->kind == YAML_MAP)
        return NULL;
    if (node->kind == YAML_SCALAR)
        return node->text;
    for (const struct yaml *child = node->child; child; child = child->next)
        if (child->kind == YAML_SCALAR) {
            if (out.len)
                buf_char(&out, separator);
            buf_str(&out, child->text);
        }
    return arena_strn(in->arena, buf_text(&out), out.len);
}

static bool read_head(struct rule_making *in, struct rule *rule, const struct yaml *root, struct err *err)
{
    const char *level = yaml_text(root, "level");
    rule->title = yaml_text(root, "title");
    if (!rule->title || !*rule->title)
        return err_set(err, ERR_FORMAT, "line %zu: no title", root->line);
    rule->id = yaml_text(root, "id");
    if (!rule->id || !*rule->id)
        rule->id = rule->title;
    rule->name = yaml_text(root, "name");
    rule->status = yaml_text(root, "status");
    rule->author = yaml_text(root, "author");
    rule->license = yaml_text(root, "license");
    rule->description = yaml_text(root, "description");
    rule->tags = words_of(in, yaml_get(root, "tags"), ' ');
    rule->references = words_of(in, yaml_get(root, "references"), '\n');
    rule->false_positives = words_of(in, yaml_get(root, "falsepositives"), '\n');
    rule->line = root->line;
    rule->level = LEVEL_MEDIUM;
    if (level && !rule_level_parse(level, &rule->level))
        return err_set(err, ERR_FORMAT, "line %zu: the level \"%.40s\" is not known",
                       yaml_get(root, "level")->line, level);
    if (!level)
        rule_note(in, "no level; taken as medium");
    return true;
}

static void note_unused(struct rule_making *in, const struct selections *selections)
{
    for (size_t i = 0; i < selections->count; i++)
        if (!selections->items[i].used)
            rule_note(in, "the selection %s is not used", selections->items[i].name);
}

static bool read_body(struct rule_making *in, struct rule *rule, const struct yaml *root, struct err *err)
{
    const struct yaml *detection = yaml_get(root, "detection"), *correlation = yaml_get(root, "correlation"),
                      *native = yaml_get(root, "trailcase");
    struct selections selections = {0};
    if (yaml_get(root, "action"))
        return err_set(err, ERR_FORMAT, "line %zu: action is of an older Sigma and not read",
                       yaml_get(root, "action")->line);
    if (correlation && !detection && !native)
        return rule_correlation(in, rule, correlation, err) || blame(correlation, err);
    if (!detection || detection->kind != YAML_MAP || correlation)
        return err_set(err, ERR_FORMAT, "line %zu: a rule has either a detection or a correlation",
                       root->line);
    if (!check_logsource(root, err) || !read_selections(in, detection, &selections, err) ||
        !read_conditions(in, rule, detection, &selections, err))
        return false;
    if (native && rule->correlation.kind)
        return err_set(err, ERR_FORMAT, "line %zu: count() and near do not go with trailcase", native->line);
    if (native && !rule_native(in, rule, native, &selections, err))
        return blame(native, err);
    note_unused(in, &selections);
    return true;
}

static void hash(struct rule *rule, const struct tuning *tuning)
{
    CLEANUP(sha256) struct sha256 sha = {0};
    sha256_init(&sha);
    sha256_update(&sha, evaluator_version, sizeof evaluator_version);
    sha256_update(&sha, rule->text, rule->len + 1);
    if (tuning->text)
        sha256_update(&sha, tuning->text, strlen(tuning->text));
    sha256_final(&sha, rule->hash);
}

struct rule *rule_load(struct rule_making *in, const struct yaml_document *document, struct err *err)
{
    struct rule *rule = arena_zero(in->arena, 1, sizeof *rule);
    if (document->root->kind != YAML_MAP) {
        err_set(err, ERR_FORMAT, "line %zu: a rule is a map", document->root->line);
        return NULL;
    }
    rule->text = arena_strn(in->arena, document->text, document->len);
    rule->len = document->len;
    if (!read_head(in, rule, document->root, err) || !read_body(in, rule, document->root, err))
        return NULL;
    hash(rule, in->tuning);
    return rule;
}
