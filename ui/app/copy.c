// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/copy.h"

#include "src/base/alloc.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "ui/app/action.h"
#include "ui/core/format.h"

#include <stdlib.h>
#include <string.h>

enum { COPIED_MAX = 200 };

enum form { FORM_VALUE, FORM_ROW, FORM_JSON, FORM_AWS, FORM_FILTER };

static const struct {
    int key, print_key;
    const char *label;
} forms[] = {
    [FORM_VALUE] = {'v', 'V', "the value"},
    [FORM_ROW] = {'l', 'L', "the line"},
    [FORM_JSON] = {'j', 'J', "as JSON; of an event its record, secrets hidden"},
    [FORM_AWS] = {'a', 'A', "the aws command that looks it up"},
    [FORM_FILTER] = {'f', 'F', "the filter that selects it"},
};

/* --- handing over --- */

/* Line ends and tabs stay; whatever else is not plain text becomes a visible mark. */
static void make_safe(struct buf *out, const char *text, size_t len)
{
    size_t from = 0;
    for (size_t at = 0; at <= len; at++)
        if (at == len || text[at] == '\n' || text[at] == '\t') {
            utf8_visible(out, text + from, at - from);
            if (at < len)
                buf_char(out, text[at]);
            from = at + 1;
        }
}

static void hand_over(struct app *app, const struct buf *text, bool print)
{
    CLEANUP(buf) struct buf safe = {0}, said = {0};
    make_safe(&safe, buf_text(text), text->len);
    if (print) {
        app->backend->show(app->backend->self, buf_text(&safe));
        app_resize(app);
        return;
    }
    size_t sent = app->backend->copy(app->backend->self, buf_text(&safe), safe.len);
    buf_str(&said, "copied ");
    format_count(&said, (int64_t)sent);
    buf_str(&said, " bytes");
    if (sent < safe.len) {
        buf_str(&said, ", cut: there are ");
        format_count(&said, (int64_t)safe.len);
    }
    app_say(app, "%s; if the clipboard did not get it, y with a capital letter prints it", buf_text(&said));
}

/* --- what is copied --- */

static const char *value_of(const struct selection *s)
{
    if (s->subject == THING_EVENT)
        return s->uid;
    return s->subject != THING_NONE ? s->value[s->subject] : s->label;
}

static void put_quoted(struct buf *out, const char *text)
{
    buf_char(out, '\'');
    for (; *text != '\0'; text++)
        buf_str(out, *text == '\'' ? "'\\''" : (char[]){*text, '\0'});
    buf_char(out, '\'');
}

/* lookup-events knows these attributes, one at a time. */
static void put_aws(const struct selection *s, struct buf *out)
{
    static const struct {
        enum thing thing;
        const char *attribute;
    } attributes[] = {{THING_EVENT, "EventId"},
                      {THING_KEY, "AccessKeyId"},
                      {THING_PRINCIPAL, "Username"},
                      {THING_RESOURCE, "ResourceName"},
                      {THING_API, "EventName"}};
    char iso[ISOTIME_SIZE];
    for (size_t i = 0; i < ARRAY_LEN(attributes); i++) {
        if (attributes[i].thing != s->subject)
            continue;
        const char *value = s->subject == THING_PRINCIPAL && s->label != NULL ? s->label : value_of(s);
        const char *colon = s->subject == THING_API && value != NULL ? strchr(value, ':') : NULL;
        CLEANUP(buf) struct buf pair = {0};
        buf_fmt(&pair, "AttributeKey=%s,AttributeValue=%s", attributes[i].attribute,
                colon != NULL ? colon + 1 : value);
        buf_str(out, "aws cloudtrail lookup-events --lookup-attributes ");
        put_quoted(out, buf_text(&pair));
        if (s->region != NULL) {
            buf_str(out, " --region ");
            put_quoted(out, s->region);
        }
        if (s->since_s != ISOTIME_NONE)
            buf_fmt(out, " --start-time %s", isotime_format(s->since_s, iso));
        if (s->until_s != ISOTIME_NONE)
            buf_fmt(out, " --end-time %s", isotime_format(s->until_s + 1, iso));
    }
}

static void put_json(const struct selection *s, struct buf *out)
{
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_object(&w);
    jsonw_kstr(&w, "kind", s->subject != THING_NONE ? thing_term(s->subject) : NULL);
    jsonw_kstr(&w, "value", value_of(s));
    jsonw_kstr(&w, "name", s->label);
    jsonw_ktime(&w, "first", s->since_s);
    jsonw_ktime(&w, "last", s->until_s);
    jsonw_end(&w);
}

static void put_one(enum form form, const struct selection *s, struct buf *out)
{
    size_t before = out->len;
    if (form == FORM_AWS)
        put_aws(s, out);
    else if (form == FORM_JSON)
        put_json(s, out);
    else if (form == FORM_FILTER)
        view_selection_filter(s, out);
    else
        buf_str(out, value_of(s) != NULL ? value_of(s) : "");
    if (out->len > before)
        buf_char(out, '\n');
}

static struct selection nothing(void)
{
    return (struct selection){.since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
}

/* Call put for each picked line, or for the one under the cursor. */
static void put_all(struct app *app, enum form form, struct buf *out)
{
    const struct view *view = app_view(app);
    struct selection s = nothing();
    size_t count = 0;
    for (; count < COPIED_MAX && view->ops->picked != NULL; count++) {
        if (!view->ops->picked(view, count, &s))
            break;
        put_one(form, &s, out);
        s = nothing();
    }
    if (count == 0 && view->ops->selection != NULL && view->ops->selection(view, &s))
        put_one(form, &s, out);
}

/* --- records come from the worker --- */

struct fetching {
    const struct app_case *acase;
    char *ids; /* one a line */
    struct buf text;
    bool print;
};

static void fetching_free(struct fetching *fetching)
{
    free(fetching->ids);
    buf_done(&fetching->text);
    free(fetching);
}

static void *run(void *ctx, void *arg, struct task *task, struct err *err)
{
    struct fetching *fetching = arg;
    (void)task; /* COPIED_MAX records at most */
    for (const char *at = fetching->ids; *at != '\0';) {
        size_t len = strcspn(at, "\n");
        CLEANUP(str) char *id = alloc_strn(at, len);
        if (!fetching->acase->record(ctx, strtoll(id, NULL, 10), &fetching->text, err))
            return NULL;
        buf_char(&fetching->text, '\n');
        at += len + (at[len] == '\n');
    }
    return fetching;
}

static void drop(void *arg, void *result)
{
    (void)result;
    fetching_free(arg);
}

static void finish(void *owner, void *arg, void *result, const struct err *err)
{
    struct app *app = owner;
    struct fetching *fetching = arg;
    if (result == NULL)
        app_say_err(app, err);
    else
        hand_over(app, &fetching->text, fetching->print);
    fetching_free(fetching);
}

static void add_id(const struct selection *s, struct buf *out)
{
    if (s->subject == THING_EVENT && s->value[THING_EVENT] != NULL)
        buf_fmt(out, "%s\n", s->value[THING_EVENT]);
}

/* The records of the events that are picked or under the cursor; false when these are no events. */
static bool fetch(struct app *app, bool print)
{
    const struct view *view = app_view(app);
    CLEANUP(buf) struct buf ids = {0};
    struct selection s = nothing();
    for (size_t i = 0; i < COPIED_MAX && view->ops->picked != NULL && view->ops->picked(view, i, &s); i++)
        add_id(&s, &ids);
    if (ids.len == 0 && view->ops->selection != NULL && view->ops->selection(view, &s))
        add_id(&s, &ids);
    if (ids.len == 0 || app->acase->record == NULL)
        return false;
    struct fetching *fetching = alloc_zero(1, sizeof *fetching);
    *fetching = (struct fetching){.acase = app->acase, .ids = alloc_str(buf_text(&ids)), .print = print};
    worker_submit(
        app->worker,
        &(struct worker_job){
            .what = "record", .arg = fetching, .run = run, .finish = finish, .drop = drop, .owner = app});
    return true;
}

/* --- the menu --- */

static void copy(struct app *app, enum form form, bool print)
{
    const struct view *view = app_view(app);
    CLEANUP(buf) struct buf text = {0};
    if (form == FORM_JSON && fetch(app, print))
        return;
    if (form == FORM_ROW && view->ops->lines != NULL && view->model != NULL)
        view->ops->lines(view, &text);
    else
        put_all(app, form, &text);
    if (text.len > 0)
        buf_cut(&text, text.len - 1); /* a paste must not press Enter */
    if (text.len > 0)
        hand_over(app, &text, print);
    else
        app_say(app, form == FORM_AWS ? "aws cloudtrail lookup-events cannot look for this"
                                      : "there is nothing to copy here");
}

static void pick(struct app *app, size_t index)
{
    copy(app, (enum form)(index % ARRAY_LEN(forms)), index >= ARRAY_LEN(forms));
}

void copy_menu(struct app *app)
{
    struct selection s;
    if (!action_select(app, &s))
        return;
    menu_open(&app->menu, "copy, of what is picked or under the cursor; a capital letter prints it instead",
              pick);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        menu_add(&app->menu, forms[i].key, forms[i].label);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        menu_hide(&app->menu, forms[i].print_key);
}
