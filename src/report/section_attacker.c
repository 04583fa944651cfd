// SPDX-License-Identifier: GPL-3.0-or-later
/* The attacker: when, from where, with what, and what they did, by tactic. */
#include "src/report/section.h"

#include "src/report/figure.h"
#include "src/scope/residue_text.h"

#include <inttypes.h>
#include <string.h>

static const char *const outcome_words[] = {"", "denied", "failed"};

static void span_cell(struct sheet *sheet, int64_t first_s, int64_t last_s)
{
    CLEANUP(buf) struct buf span = {0};
    phrase_span(&span, first_s, last_s);
    sheet_tight(sheet, buf_text(&span));
}

/* --- timeline --- */

static void write_who(const struct report *report, const struct fact *fact, struct buf *out)
{
    const char *key = fact_name(&report->questions->facts, fact, FACT_KEY)->value;
    buf_str(out, report_who(report, fact));
    if (*key) {
        buf_str(out, " (");
        phrase_key(out, key);
        buf_char(out, ')');
    }
}

static bool write_run(struct sheet *sheet, const struct run *run, size_t at, struct err *err)
{
    const struct facts *facts = &sheet->report->questions->facts;
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf who = {0};
    write_who(sheet->report, run->first, &who);
    sheet_open(sheet, SHEET_ROW, NULL);
    span_cell(sheet, run->first->time_s, run->last_s);
    sheet_cell(sheet, buf_text(&who));
    sheet_cell(sheet, fact_name(facts, run->first, FACT_ADDRESS)->value);
    sheet_cell(sheet, fact_name(facts, run->first, FACT_API)->label);
    sheet_events_cell(sheet, arena_fmt(&arena, "r-%zu", at + 1), (int64_t)run->count,
                      report_run_filter(sheet->report, run, &arena));
    sheet_cell(sheet, outcome_words[run->first->outcome]);
    sheet_open(sheet, SHEET_CELL, NULL);
    if (!sheet_event(sheet, run->first->event_id, err))
        return false;
    sheet_close(sheet, SHEET_CELL);
    sheet_close(sheet, SHEET_ROW);
    return true;
}

bool section_timeline(struct sheet *sheet, struct err *err)
{
    static const struct sheet_column columns[] = {{"when", false},       {"who", false},  {"from", false},
                                                  {"call", false},       {"times", true}, {"outcome", false},
                                                  {"first event", false}};
    const struct runs *runs = &sheet->report->runs;
    size_t shown = runs->count > REPORT_RUNS_MAX ? REPORT_RUNS_MAX : runs->count;
    if (shown == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "Nothing is attributed yet.");
        return true;
    }
    sheet_source(sheet, "figure-window", "timeline CASE is:attributed --format csv");
    sheet_figure(sheet, figure_window, "figure-window", "the attacker's time");
    sheet_source(sheet, "figure-evidence", "timeline CASE --format csv");
    sheet_figure(sheet, figure_evidence, "figure-evidence", "all evidence");
    sheet_source(sheet, NULL, NULL);
    sheet_open(sheet, SHEET_NOTE, NULL);
    sheet_fmt(sheet, "Calls by the same hand, of the same kind and less than %d minutes apart share a line.",
              RUN_GAP_S / 60);
    sheet_close(sheet, SHEET_NOTE);
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < shown; i++)
        if (!write_run(sheet, &runs->items[i], i, err))
            return false;
    sheet_table_end(sheet);
    if (shown < runs->count) {
        CLEANUP(buf) struct buf left = {0}, command = {0};
        phrase_count(&left, (int64_t)(runs->count - shown), "more line is", "more lines are");
        sheet_command_text(sheet, "timeline CASE --events is:attributed", &command);
        sheet_open(sheet, SHEET_PARAGRAPH, NULL);
        sheet_source(sheet, "r-left", "timeline CASE --events is:attributed");
        sheet_text(sheet, buf_text(&left));
        sheet_source(sheet, NULL, NULL);
        sheet_text(sheet, " left out: ");
        sheet_styled(sheet, SHEET_CODE, buf_text(&command));
        sheet_text(sheet, " has them.");
        sheet_close(sheet, SHEET_PARAGRAPH);
    }
    return true;
}

/* --- infrastructure --- */

static void write_owner(struct sheet *sheet, const struct report_place *place)
{
    sheet_open(sheet, SHEET_CELL, NULL);
    sheet_text(sheet, place->client ? place->client : place->owner);
    sheet_text(sheet, place->owner && place->country ? ", " : "");
    sheet_text(sheet, place->country);
    sheet_close(sheet, SHEET_CELL);
}

static void write_place(struct sheet *sheet, const struct report_place *place, const char *id)
{
    CLEANUP(arena) struct arena arena = {0};
    sheet_open(sheet, SHEET_ROW, id);
    sheet_open(sheet, SHEET_CELL, NULL);
    sheet_styled(sheet, SHEET_CODE, place->value);
    sheet_close(sheet, SHEET_CELL);
    write_owner(sheet, place);
    sheet_events_cell(sheet, arena_fmt(&arena, "%s-all", id), place->events, place->filter);
    sheet_events_cell(sheet, arena_fmt(&arena, "%s-denied", id), place->denied,
                      arena_fmt(&arena, "%s outcome:denied", place->filter));
    sheet_events_cell(sheet, arena_fmt(&arena, "%s-others", id), place->others,
                      arena_fmt(&arena, "!%s", place->filter));
    span_cell(sheet, place->first_s, place->last_s);
    sheet_close(sheet, SHEET_ROW);
}

static void write_places(struct sheet *sheet, const struct report_places *places, bool is_address)
{
    const struct sheet_column columns[] = {{is_address ? "address" : "program (user agent)", false},
                                           {is_address ? "owner" : "is", false},
                                           {"calls", true},
                                           {"denied", true},
                                           {"calls of others", true},
                                           {"from – to", false}};
    CLEANUP(arena) struct arena arena = {0};
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < places->count; i++)
        write_place(sheet, &places->items[i], arena_fmt(&arena, "%s-%zu", is_address ? "ip" : "ua", i + 1));
    sheet_table_end(sheet);
    if (places->total > places->count) {
        CLEANUP(buf) struct buf command = {0};
        sheet_command_text(
            sheet, is_address ? "list CASE addresses is:attributed" : "list CASE agents is:attributed",
            &command);
        sheet_open(sheet, SHEET_PARAGRAPH, NULL);
        sheet_source(sheet, is_address ? "ip-left" : "ua-left",
                     is_address ? "list CASE addresses is:attributed" : "list CASE agents is:attributed");
        sheet_fmt(sheet, "%zu more are left out: ", places->total - places->count);
        sheet_source(sheet, NULL, NULL);
        sheet_styled(sheet, SHEET_CODE, buf_text(&command));
        sheet_close(sheet, SHEET_PARAGRAPH);
    }
}

static bool knows_owner(const struct report_places *places)
{
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].owner || places->items[i].country)
            return true;
    return false;
}

bool section_infrastructure(struct sheet *sheet, struct err *err UNUSED)
{
    const struct report *report = sheet->report;
    if (report->addresses.count == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "Nothing is attributed yet.");
        return true;
    }
    write_places(sheet, &report->addresses, true);
    write_places(sheet, &report->agents, false);
    if (!knows_owner(&report->addresses))
        sheet_paragraph(
            sheet, SHEET_NOTE,
            "Nothing in this case tells who owns these addresses: no table of owners was given to "
            "trailcase enrich.");
    return true;
}

/* --- credentials --- */

static void write_made(struct sheet *sheet, const struct report_credential *node)
{
    const struct residue *made = node->made;
    CLEANUP(buf) struct buf text = {0};
    char iso[ISOTIME_SIZE];
    buf_fmt(&text, "%s ", residue_kinds[made->kind].one);
    residue_text(&text, made);
    buf_fmt(&text, ", made %s (%s), %s; ", isotime_format(made->opened.time_s, iso), made->opened.api,
            node->opened ? "used to sign in" : "not used in these logs");
    residue_text_state(&text, made);
    sheet_text(sheet, buf_text(&text));
}

static bool write_origin(struct sheet *sheet, const struct credential *c, struct err *err)
{
    const struct origin *o = &c->origin;
    CLEANUP(buf) struct buf text = {0};
    if (!o->event_id) {
        sheet_text(sheet, "; its origin is not in these logs");
        return true;
    }
    buf_fmt(&text, "; %s %s by %s, ", o->is_plausible ? "probably from" : "from", o->api,
            o->principal ? o->principal : "an unknown principal");
    phrase_time(&text, o->time_s);
    buf_str(&text, o->by_attacker ? " " : ", a call that is not attributed ");
    sheet_text(sheet, buf_text(&text));
    return sheet_event(sheet, o->event_id, err);
}

static bool write_used(struct sheet *sheet, const struct credential *c, size_t at, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf span = {0};
    sheet_text(sheet, c->full);
    sheet_text(sheet, ": ");
    sheet_events(sheet, arena_fmt(&arena, "k-%zu", at + 1), (int64_t)c->attributed.count,
                 arena_fmt(&arena, "is:attributed %s", c->query));
    phrase_span(&span, pick_first_s(&c->attributed), pick_last_s(&c->attributed));
    sheet_fmt(sheet, " %s, %s", c->attributed.count == 1 ? "call" : "calls", buf_text(&span));
    if (c->undecided.count) {
        sheet_text(sheet, ", ");
        sheet_events(sheet, arena_fmt(&arena, "k-%zu-undecided", at + 1), (int64_t)c->undecided.count,
                     arena_fmt(&arena, "is:undecided %s", c->query));
        sheet_text(sheet, " undecided");
    }
    return write_origin(sheet, c, err);
}

/* As lists in lists; the items of the depths above stay open meanwhile. */
static bool write_tree(struct sheet *sheet, struct err *err)
{
    const struct report *report = sheet->report;
    CLEANUP(arena) struct arena arena = {0};
    for (size_t i = 0; i < report->tree_count; i++) {
        const struct report_credential *node = &report->tree[i];
        bool has_child = i + 1 < report->tree_count && report->tree[i + 1].depth > node->depth;
        size_t next = i + 1 < report->tree_count ? report->tree[i + 1].depth : 0;
        sheet_open(sheet, SHEET_ITEM, arena_fmt(&arena, "cred-%zu", i + 1));
        if (node->made)
            write_made(sheet, node);
        else if (!write_used(sheet, node->of, i, err))
            return false;
        if (has_child) {
            sheet_open(sheet, SHEET_LIST, NULL);
            continue;
        }
        sheet_close(sheet, SHEET_ITEM);
        for (size_t depth = node->depth; depth > next; depth--) {
            sheet_close(sheet, SHEET_LIST);
            sheet_close(sheet, SHEET_ITEM);
        }
    }
    return true;
}

bool section_credentials(struct sheet *sheet, struct err *err)
{
    const struct report *report = sheet->report;
    if (report->tree_count == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "Nothing is attributed yet.");
        return true;
    }
    sheet_source(sheet, "figure-credentials", "scope CASE --format json");
    sheet_figure(sheet, figure_credentials, "figure-credentials", "credentials");
    sheet_source(sheet, NULL, NULL);
    sheet_paragraph(
        sheet, SHEET_NOTE,
        "Under each credential stands what the attacker got or made with it. Trailcase lineage shows for "
        "one of them all that the logs know, the owner's sessions too.");
    sheet_open(sheet, SHEET_LIST, NULL);
    if (!write_tree(sheet, err))
        return false;
    sheet_close(sheet, SHEET_LIST);
    if (report->credentials->count > REPORT_TREE_MAX)
        sheet_paragraph(sheet, SHEET_PARAGRAPH,
                        "Only the first credentials are shown; JSON of scope has all.");
    return true;
}

/* --- tactics --- */

static const char *row_filter(const struct technique_row *row, struct arena *arena)
{
    return arena_fmt(arena, "%s%sis:attributed", row->filter, *row->filter ? " " : "");
}

static void write_action(struct sheet *sheet, const struct technique_row *row)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *id = arena_fmt(&arena, "t-%s-%s", row->tactic->short_name, row->technique->id);
    const char *filter = row_filter(row, &arena);
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_cell(sheet, row->tactic->name);
    sheet_source(sheet, id, arena_fmt(&arena, "frequency CASE api '%s'", filter));
    sheet_cell(sheet, row->calls);
    sheet_source(sheet, NULL, NULL);
    sheet_events_cell(sheet, id, row->events, filter);
    sheet_events_cell(sheet, arena_fmt(&arena, "%s-denied", id), row->denied,
                      arena_fmt(&arena, "%s outcome:denied", filter));
    sheet_time_cell(sheet, row->first_s);
    sheet_time_cell(sheet, row->last_s);
    sheet_close(sheet, SHEET_ROW);
}

bool section_actions(struct sheet *sheet, struct err *err UNUSED)
{
    static const struct sheet_column columns[] = {{"tactic", false}, {"calls", false}, {"times", true},
                                                  {"denied", true},  {"first", false}, {"last", false}};
    const struct techniques *techniques = &sheet->report->techniques;
    if (techniques->count == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH,
                        "None of the attributed calls is in the table of techniques.");
        return true;
    }
    sheet_source(sheet, "figure-matrix", "techniques CASE is:attributed --format csv");
    sheet_figure(sheet, figure_matrix, "figure-matrix", "tactics and techniques");
    sheet_source(sheet, NULL, NULL);
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < techniques->count; i++)
        write_action(sheet, &techniques->rows[i]);
    sheet_table_end(sheet);
    if (techniques->without) {
        CLEANUP(buf) struct buf text = {0};
        phrase_count(&text, techniques->without, "attributed call is", "attributed calls are");
        buf_str(&text, " of no technique in the table.");
        sheet_source(sheet, "t-without", "techniques CASE is:attributed");
        sheet_paragraph(sheet, SHEET_NOTE, buf_text(&text));
        sheet_source(sheet, NULL, NULL);
    }
    return true;
}

static void write_technique(struct sheet *sheet, const struct technique_row *row)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf former = {0};
    technique_former_text(&former, row);
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_open(sheet, SHEET_CELL, NULL);
    sheet_fmt(sheet, "%s %s", row->tactic->id, row->tactic->name);
    sheet_close(sheet, SHEET_CELL);
    sheet_open(sheet, SHEET_CELL, NULL);
    sheet_fmt(sheet, "%s %s", row->technique->id, row->technique->name);
    sheet_close(sheet, SHEET_CELL);
    sheet_cell(sheet, former.len ? buf_text(&former) : "the same");
    sheet_source(sheet, arena_fmt(&arena, "m-%s-%s", row->tactic->short_name, row->technique->id),
                 arena_fmt(&arena, "frequency CASE api '%s'", row_filter(row, &arena)));
    sheet_cell(sheet, row->calls);
    sheet_source(sheet, NULL, NULL);
    sheet_close(sheet, SHEET_ROW);
}

bool section_attack(struct sheet *sheet, struct err *err UNUSED)
{
    static const struct sheet_column columns[] = {
        {"tactic", false}, {"technique", false}, {"as it was called before", false}, {"by", false}};
    const struct techniques *techniques = &sheet->report->techniques;
    if (techniques->count == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH,
                        "None of the attributed calls is in the table of techniques.");
        return true;
    }
    sheet_paragraph(
        sheet, SHEET_NOTE,
        "MITRE ATT&CK version " ATTACK_VERSION
        ". A call counts for the technique it most often serves, tries included; every call of the "
        "attacker is a use of a valid account besides. Before: in reports until July 2020, when "
        "sub-techniques came, or until version " ATTACK_VERSION ".");
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < techniques->count; i++)
        write_technique(sheet, &techniques->rows[i]);
    sheet_table_end(sheet);
    return true;
}
