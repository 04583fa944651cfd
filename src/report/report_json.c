// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_json.h"

#include "src/report/checklist_out.h"
#include "src/report/scope_json.h"
#include "src/report/sheet.h"
#include "src/scope/residue_text.h"
#include "src/store/query.h"

static void put_words(struct jsonw *w, const char *name, const struct words *words)
{
    jsonw_karray(w, name);
    for (size_t i = 0; i < words->count; i++)
        jsonw_str(w, words->items[i]);
    jsonw_end(w);
}

static void put_case(struct jsonw *w, const struct report *report)
{
    const struct facts *facts = &report->questions->facts;
    jsonw_kstr(w, "format", "trailcase-report");
    jsonw_kint(w, "version", REPORT_JSON_VERSION);
    jsonw_ktime(w, "written", report->now_s);
    jsonw_kobject(w, "tool");
    jsonw_kstr(w, "name", "trailcase");
    jsonw_kstr(w, "version", PACKAGE_VERSION);
    jsonw_kint(w, "case_schema", SCHEMA__COUNT);
    jsonw_kstr(w, "attack", ATTACK_VERSION);
    jsonw_end(w);
    jsonw_kobject(w, "case");
    jsonw_kstr(w, "name", report->name);
    jsonw_ktime(w, "first", facts->first_s);
    jsonw_ktime(w, "last", facts->last_s);
    put_words(w, "accounts", &report->accounts);
    put_words(w, "regions", &report->regions);
    jsonw_kbool(w, "data_events", facts->has_data_events);
    jsonw_end(w);
}

static void put_accounting(struct jsonw *w, const struct report *report)
{
    const struct accounting *a = &report->accounting;
    const struct {
        const char *name;
        int64_t value;
    } counts[] = {
        {"files_read", a->files_read},
        {"files_refused", a->files_refused},
        {"files_reading", a->files_reading},
        {"files_skipped", a->files_skipped},
        {"records", a->records},
        {"stored", a->stored},
        {"duplicate", a->duplicate},
        {"conflicts", a->conflicts},
        {"rejected", a->rejected},
        {"skipped", a->skipped},
        {"findings", a->findings_kept},
        {"events", a->events},
    };
    jsonw_kobject(w, "accounting");
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        jsonw_kint(w, counts[i].name, counts[i].value);
    jsonw_kbool(w, "holds", accounting_holds(a));
    jsonw_karray(w, "refused");
    for (size_t i = 0; i < report->refused_count; i++) {
        jsonw_object(w);
        jsonw_kstr(w, "path", report->refused[i].path);
        jsonw_kstr(w, "reason", report->refused[i].reason);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
}

static void put_coverage_row(struct jsonw *w, const struct coverage_row *row)
{
    jsonw_object(w);
    jsonw_kstr(w, "account", *row->account ? row->account : NULL);
    jsonw_kstr(w, "region", *row->region ? row->region : NULL);
    jsonw_ktime(w, "first", row->first_s);
    jsonw_ktime(w, "last", row->last_s);
    jsonw_kint(w, "events", row->events);
    jsonw_kint(w, "hours_with_evidence", (int64_t)row->cell_count);
    jsonw_kint(w, "hours_without", (int64_t)row->hole_hours);
    jsonw_kint(w, "longest_gap_hours", (int64_t)row->longest_hole_hours);
    jsonw_end(w);
}

static bool put_uid(struct jsonw *w, const struct report *report, const char *name, int64_t event_id,
                    struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *uid = NULL;
    if (event_id && !scope_uid(report->questions->facts.db, event_id, &arena, &uid, err))
        return false;
    jsonw_kstr(w, name, uid);
    return true;
}

static bool put_window(struct jsonw *w, const struct report *report, const struct trailwindow *window,
                       struct err *err)
{
    jsonw_object(w);
    jsonw_ktime(w, "from", window->from_s);
    jsonw_ktime(w, "to", window->to_s);
    jsonw_kstr(w, "account", window->account);
    jsonw_kstr(w, "trail", window->trail);
    jsonw_kstr(w, "api", window->api);
    jsonw_kstr(w, "principal", window->principal);
    jsonw_kstr(w, "left_out", window->excluded);
    bool done = put_uid(w, report, "event", window->opened_by, err);
    jsonw_end(w);
    return done;
}

static bool put_coverage(struct jsonw *w, const struct report *report, struct err *err)
{
    const struct coverage *coverage = &report->coverage;
    CLEANUP(buf) struct buf statement = {0};
    coverage_phrase(coverage, &statement);
    jsonw_kobject(w, "coverage");
    jsonw_kstr(w, "statement", buf_text(&statement));
    jsonw_karray(w, "rows");
    for (size_t i = 0; i < coverage->row_count; i++)
        put_coverage_row(w, &coverage->rows[i]);
    jsonw_end(w);
    jsonw_karray(w, "windows");
    for (size_t i = 0; i < coverage->window_count; i++)
        if (!put_window(w, report, &coverage->windows[i], err))
            return false;
    jsonw_end(w);
    jsonw_karray(w, "regions_without_evidence");
    for (size_t i = 0; i < coverage->never_count; i++)
        jsonw_str(w, coverage->never[i]);
    jsonw_end(w);
    jsonw_end(w);
    return true;
}

static void put_summary(struct jsonw *w, const struct report *report)
{
    const struct facts *facts = &report->questions->facts;
    const struct residue_list *residue = report->residue;
    jsonw_kobject(w, "summary");
    jsonw_kint(w, "attributed", (int64_t)facts->attributed.count);
    jsonw_kint(w, "denied", (int64_t)pick_outcome(&facts->attributed, FACT_DENIED));
    jsonw_kint(w, "undecided", (int64_t)facts->undecided.count);
    jsonw_ktime(w, "first", pick_first_s(&facts->attributed));
    jsonw_ktime(w, "last", pick_last_s(&facts->attributed));
    jsonw_kint(w, "credentials", (int64_t)report->credentials->count);
    jsonw_kint(w, "addresses", (int64_t)report->addresses.total);
    jsonw_kint(w, "left_open", (int64_t)(residue->states[RESIDUE_OPEN] + residue->states[RESIDUE_PARTLY]));
    jsonw_kobject(w, "open_steps");
    for (enum checklist_phase phase = 0; phase < PHASE__COUNT; phase++)
        jsonw_kint(w, checklist_phase_names[phase], (int64_t)report_open_items(report, phase));
    jsonw_end(w);
    jsonw_end(w);
}

static bool put_run(struct jsonw *w, const struct report *report, size_t at, struct err *err)
{
    static const char *const outcomes[] = {"success", "denied", "error"};
    CLEANUP(arena) struct arena arena = {0};
    const struct facts *facts = &report->questions->facts;
    const struct run *run = &report->runs.items[at];
    const struct fact_name *api = fact_name(facts, run->first, FACT_API);
    const char *key = fact_name(facts, run->first, FACT_KEY)->value;
    const char *address = fact_name(facts, run->first, FACT_ADDRESS)->value;
    jsonw_object(w);
    jsonw_kstr(w, "id", arena_fmt(&arena, "r-%zu", at + 1));
    jsonw_ktime(w, "first", run->first->time_s);
    jsonw_ktime(w, "last", run->last_s);
    jsonw_kstr(w, "principal", report_who(report, run->first));
    jsonw_kstr(w, "key", *key ? key : NULL);
    jsonw_kstr(w, "address", *address ? address : NULL);
    jsonw_kstr(w, "service", api->value);
    jsonw_kstr(w, "api", api->label);
    jsonw_kint(w, "events", (int64_t)run->count);
    jsonw_kstr(w, "outcome", outcomes[run->first->outcome]);
    jsonw_kstr(w, "query", report_run_filter(report, run, &arena));
    bool done = put_uid(w, report, "event", run->first->event_id, err);
    jsonw_end(w);
    return done;
}

static bool put_timeline(struct jsonw *w, const struct report *report, struct err *err)
{
    jsonw_kint(w, "timeline_total", (int64_t)report->runs.count);
    jsonw_karray(w, "timeline");
    for (size_t i = 0; i < report->runs.count && i < REPORT_RUNS_MAX; i++)
        if (!put_run(w, report, i, err))
            return false;
    jsonw_end(w);
    return true;
}

static void put_places(struct jsonw *w, const char *name, const struct report_places *places)
{
    jsonw_karray(w, name);
    for (size_t i = 0; i < places->count; i++) {
        const struct report_place *place = &places->items[i];
        jsonw_object(w);
        jsonw_kstr(w, "value", place->value);
        jsonw_kstr(w, "owner", place->owner);
        jsonw_kstr(w, "country", place->country);
        jsonw_kstr(w, "network", place->network);
        jsonw_kstr(w, "client", place->client);
        jsonw_kint(w, "events", place->events);
        jsonw_kint(w, "denied", place->denied);
        jsonw_kint(w, "others", place->others);
        jsonw_ktime(w, "first", place->first_s);
        jsonw_ktime(w, "last", place->last_s);
        jsonw_kstr(w, "query", place->filter);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static bool put_origin(struct jsonw *w, const struct report *report, const struct origin *origin,
                       struct err *err)
{
    jsonw_key(w, "origin");
    if (!origin->event_id) {
        jsonw_null(w);
        return true;
    }
    jsonw_object(w);
    jsonw_ktime(w, "time", origin->time_s);
    jsonw_kstr(w, "api", origin->api);
    jsonw_kstr(w, "principal", origin->principal);
    jsonw_kstr(w, "address", origin->address);
    jsonw_kbool(w, "by_attacker", origin->by_attacker);
    jsonw_kbool(w, "certain", !origin->is_plausible);
    bool done = put_uid(w, report, "event", origin->event_id, err);
    jsonw_end(w);
    return done;
}

static bool put_used(struct jsonw *w, const struct report *report, const struct credential *c,
                     struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    jsonw_kstr(w, "kind", c->dim == FACT_KEY ? "key" : c->dim == FACT_SESSION ? "session" : "principal");
    jsonw_kstr(w, "value", c->name->value);
    jsonw_kstr(w, "text", c->full);
    jsonw_kbool(w, "long_lived", c->long_lived);
    jsonw_kint(w, "events", (int64_t)c->attributed.count);
    jsonw_kint(w, "undecided", (int64_t)c->undecided.count);
    jsonw_ktime(w, "first", pick_first_s(&c->attributed));
    jsonw_ktime(w, "last", pick_last_s(&c->attributed));
    jsonw_kstr(w, "query", arena_fmt(&arena, "is:attributed %s", c->query));
    return put_origin(w, report, &c->origin, err);
}

/* Made by the attacker, and not used in these logs. */
static bool put_made(struct jsonw *w, const struct report *report, const struct residue *made,
                     struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    struct origin origin = {.event_id = made->opened.event_id,
                            .time_s = made->opened.time_s,
                            .api = made->opened.api,
                            .principal = made->opened.principal,
                            .by_attacker = true};
    buf_fmt(&text, "%s ", residue_kinds[made->kind].one);
    residue_text(&text, made);
    jsonw_kstr(w, "kind", residue_kinds[made->kind].word);
    jsonw_kstr(w, "value", made->part ? made->part : made->name);
    jsonw_kstr(w, "text", buf_text(&text));
    jsonw_kbool(w, "long_lived", true);
    jsonw_kint(w, "events", 0);
    jsonw_kint(w, "undecided", 0);
    jsonw_ktime(w, "first", ISOTIME_NONE);
    jsonw_ktime(w, "last", ISOTIME_NONE);
    jsonw_kstr(w, "query", NULL);
    return put_origin(w, report, &origin, err);
}

static bool put_credentials(struct jsonw *w, const struct report *report, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    jsonw_karray(w, "credentials");
    for (size_t i = 0; i < report->tree_count; i++) {
        const struct report_credential *node = &report->tree[i];
        jsonw_object(w);
        jsonw_kstr(w, "id", arena_fmt(&arena, "cred-%zu", i + 1));
        jsonw_kstr(w, "from",
                   node->parent == SIZE_MAX ? NULL : arena_fmt(&arena, "cred-%zu", node->parent + 1));
        if (!(node->of ? put_used(w, report, node->of, err) : put_made(w, report, node->made, err)))
            return false;
        jsonw_end(w);
    }
    jsonw_end(w);
    return true;
}

static void put_techniques(struct jsonw *w, const struct report *report)
{
    jsonw_karray(w, "techniques");
    for (size_t i = 0; i < report->techniques.count; i++) {
        const struct technique_row *row = &report->techniques.rows[i];
        CLEANUP(buf) struct buf query = {0};
        buf_fmt(&query, "%s%sis:attributed", row->filter, *row->filter ? " " : "");
        jsonw_object(w);
        jsonw_kstr(w, "tactic", row->tactic->id);
        jsonw_kstr(w, "tactic_name", row->tactic->name);
        jsonw_kstr(w, "technique", row->technique->id);
        jsonw_kstr(w, "technique_name", row->technique->name);
        jsonw_kstr(w, "former_tactic", row->former.tactic);
        jsonw_kstr(w, "former_technique", row->former.id);
        jsonw_kstr(w, "former_name", row->former.name);
        jsonw_kint(w, "events", row->events);
        jsonw_kint(w, "denied", row->denied);
        jsonw_ktime(w, "first", row->first_s);
        jsonw_ktime(w, "last", row->last_s);
        jsonw_kstr(w, "calls", row->calls);
        jsonw_kstr(w, "query", buf_text(&query));
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void put_rules(struct jsonw *w, const struct report *report)
{
    jsonw_karray(w, "rules");
    for (size_t i = 0; i < report->leads.count; i++) {
        const struct lead *lead = &report->leads.items[i];
        jsonw_object(w);
        jsonw_kstr(w, "id", lead->id);
        jsonw_kstr(w, "title", lead->title);
        jsonw_kstr(w, "level", rule_level_names[lead->level]);
        jsonw_kint(w, "events", lead->events);
        jsonw_kbool(w, "folded", lead->is_folded);
        jsonw_kstr(w, "dismissed", lead->dismissed);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static bool put_basis(struct jsonw *w, const struct report *report, const struct report_basis *basis,
                      struct err *err)
{
    jsonw_key(w, "rests_on");
    if (!basis->event_id) {
        jsonw_null(w);
        return true;
    }
    jsonw_object(w);
    bool done = put_uid(w, report, "event", basis->event_id, err);
    jsonw_kstr(w, "kind", basis->by ? mark_kind_names[basis->by->kind] : NULL);
    jsonw_kstr(w, "value", basis->by ? basis->by->value : NULL);
    jsonw_kbool(w, "gave_it_out", basis->gave);
    jsonw_end(w);
    return done;
}

static bool put_marks(struct jsonw *w, const struct report *report, struct err *err)
{
    jsonw_karray(w, "marks");
    for (size_t i = 0; i < report->marks.count; i++) {
        const struct mark *mark = &report->marks.items[i];
        jsonw_object(w);
        jsonw_kstr(w, "kind", mark_kind_names[mark->kind]);
        jsonw_kstr(w, "value", mark->value);
        jsonw_kstr(w, "label", mark->label);
        jsonw_kstr(w, "verdict", verdict_names[mark->verdict]);
        jsonw_ktime(w, "since", mark->since_s);
        jsonw_ktime(w, "until", mark->until_s);
        jsonw_kstr(w, "reason", mark->reason);
        if (!put_basis(w, report, &report->basis[i], err))
            return false;
        jsonw_kbool(w, "follows", mark->issued_by != 0);
        jsonw_kint(w, "attributed", mark->attributed);
        jsonw_kint(w, "undecided", mark->undecided);
        jsonw_kint(w, "set_aside", mark->set_aside);
        jsonw_end(w);
    }
    jsonw_end(w);
    return true;
}

static bool put_sooner(struct jsonw *w, const struct report *report, struct err *err)
{
    jsonw_kobject(w, "sooner");
    if (!put_uid(w, report, "begun", report->told.begun_event, err))
        return false;
    jsonw_ktime(w, "begun_at", report->told.begun_s);
    jsonw_karray(w, "rules");
    for (size_t i = 0; i < report->told.count; i++) {
        const struct told_rule *rule = &report->told.items[i];
        jsonw_object(w);
        jsonw_kstr(w, "id", rule->id);
        jsonw_kstr(w, "title", rule->title);
        jsonw_kstr(w, "level", rule_level_names[rule->level]);
        jsonw_ktime(w, "time", rule->time_s);
        if (!put_uid(w, report, "event", rule->event_id, err))
            return false;
        jsonw_kint(w, "others", rule->others);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
    return true;
}

static bool put_methods(struct jsonw *w, const struct report *report, struct err *err)
{
    jsonw_kobject(w, "methods");
    put_rules(w, report);
    if (!put_marks(w, report, err))
        return false;
    jsonw_karray(w, "notes");
    for (size_t i = 0; i < report->notes.count; i++) {
        const struct note *note = &report->notes.items[i];
        jsonw_object(w);
        jsonw_ktime(w, "time", note->created_s);
        jsonw_kstr(w, "kind", note->kind);
        jsonw_kstr(w, "value", note->value);
        jsonw_kstr(w, "text", note->text);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_kbool(w, "journal_holds", report->journal_holds);
    jsonw_karray(w, "journal");
    for (size_t i = 0; i < report->journal_count; i++) {
        jsonw_object(w);
        jsonw_kint(w, "seq", report->journal[i].seq);
        jsonw_ktime(w, "time", report->journal[i].time_s);
        jsonw_kstr(w, "text", report->journal[i].text);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
    return true;
}

static void put_events(struct jsonw *w, const struct report *report)
{
    jsonw_karray(w, "events");
    for (size_t i = 0; i < report->event_count; i++) {
        const struct report_event *event = &report->events[i];
        jsonw_object(w);
        jsonw_kstr(w, "event", event->uid);
        jsonw_ktime(w, "time", event->time_s);
        jsonw_kstr(w, "verdict", event->verdict);
        jsonw_kstr(w, "text", event->text);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_kint(w, "events_left_out", (int64_t)report->events_left_out);
}

static bool put_numbers(struct jsonw *w, const struct report *report, struct err *err)
{
    CLEANUP(sheet) struct sheet sheet = {0};
    if (!sheet_numbers(&sheet, report, err))
        return false;
    jsonw_karray(w, "numbers");
    for (size_t i = 0; i < sheet.number_count; i++) {
        const struct sheet_number *number = &sheet.numbers[i];
        jsonw_object(w);
        jsonw_kstr(w, "id", number->id);
        jsonw_kstr(w, "text", number->text);
        jsonw_kstr(w, "command", number->command);
        jsonw_end(w);
    }
    jsonw_end(w);
    return true;
}

bool report_json(const struct report *report, struct buf *out, struct err *err)
{
    struct db *db = report->questions->facts.db;
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_object(&w);
    put_case(&w, report);
    put_accounting(&w, report);
    put_summary(&w, report);
    if (!put_coverage(&w, report, err) || !scope_json_questions(&w, report->questions, err) ||
        !put_timeline(&w, report, err))
        return false;
    put_places(&w, "addresses", &report->addresses);
    put_places(&w, "agents", &report->agents);
    if (!put_credentials(&w, report, err))
        return false;
    put_techniques(&w, report);
    if (!scope_json_residue(&w, db, report->residue, err))
        return false;
    jsonw_key(&w, "checklist");
    if (!checklist_json_items(&report->checklist, &w, err))
        return false;
    if (!put_sooner(&w, report, err) || !put_methods(&w, report, err))
        return false;
    put_events(&w, report);
    if (!put_numbers(&w, report, err))
        return false;
    jsonw_end(&w);
    buf_char(out, '\n');
    return true;
}
