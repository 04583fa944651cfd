// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_md.h"

#include "src/report/markdown.h"
#include "src/report/report_residue.h"
#include "src/report/scope_json.h"

#include <inttypes.h>

enum { IDS_SHOWN = 3, PLACES_SHOWN = 40 };

static void write_time(struct buf *out, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    buf_str(out, time_s == ISOTIME_NONE ? "" : isotime_format(time_s, iso));
}

static void write_head(const struct report *report, struct buf *out)
{
    buf_str(out, "# Scope of case ");
    markdown_text(out, report->name);
    buf_str(out, "\n\nWritten ");
    write_time(out, report->now_s);
    buf_str(out, " by trailcase " PACKAGE_VERSION
                 ". All times are UTC. The sentences are worked out from the logs "
                 "and from the verdicts listed under *Decisions*; each names its events.\n\n## In short\n\n");
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        const struct question *question = &report->questions.items[id];
        buf_fmt(out, "- **%s** ", question->title);
        markdown_text(out, question->own_answer ? question->own_answer : question->answer);
        buf_char(out, '\n');
    }
    CLEANUP(buf) struct buf left = {0};
    report_residue_short(&report->residue, &left);
    buf_str(out, "- **What is left of it?** ");
    markdown_text(out, buf_text(&left));
    buf_char(out, '\n');
}

static void write_places(const char *label, const struct words *words, struct buf *out)
{
    CLEANUP(buf) struct buf text = {0};
    phrase_words(&text, words, PLACES_SHOWN);
    buf_fmt(out, "| %s | ", label);
    markdown_text(out, buf_text(&text));
    buf_str(out, " |\n");
}

static void write_count(const char *label, int64_t count, struct buf *out)
{
    buf_fmt(out, "| %s | ", label);
    phrase_number(out, count);
    buf_str(out, " |\n");
}

static void write_evidence(const struct report *report, struct buf *out)
{
    const struct accounting *a = &report->accounting;
    const struct facts *facts = &report->questions.facts;
    buf_str(out, "\n## Evidence\n\n| | |\n|---|---|\n");
    write_count("files read", a->files_read, out);
    write_count("files refused", a->files_refused, out);
    if (a->files_reading)
        write_count("files not read to the end (run ingest again)", a->files_reading, out);
    write_count("records read", a->records, out);
    write_count("stored as events", a->stored, out);
    write_count("duplicates", a->duplicate, out);
    if (a->conflicts)
        write_count("of them versions that differ from the event kept", a->conflicts, out);
    write_count("rejected", a->rejected, out);
    if (a->skipped)
        write_count("left out as asked when they were read", a->skipped, out);
    if (a->findings)
        write_count("findings of detectors", a->findings_kept, out);
    if (a->files_skipped)
        write_count("files left unopened as asked", a->files_skipped, out);
    buf_str(out, "| first event | ");
    write_time(out, facts->first_s);
    buf_str(out, " |\n| last event | ");
    write_time(out, facts->last_s);
    buf_str(out, " |\n");
    write_places("accounts", &report->accounts, out);
    write_places("regions", &report->regions, out);
    buf_fmt(out, "| data events (S3 objects, functions, tables) | %s |\n",
            facts->has_data_events ? "some" : "none logged");
    buf_str(out,
            "\nWhat is said below to be absent is absent from these logs, in this time, these accounts and "
            "regions; nothing is known of others.\n");
    for (size_t i = 0; i < report->refused_count; i++) {
        buf_str(out, i == 0 ? "\nRefused:\n\n- " : "- ");
        markdown_code(out, report->refused[i].path);
        buf_str(out, ": ");
        markdown_text(out, report->refused[i].reason);
        buf_char(out, '\n');
    }
}

static bool write_ids(struct db *db, const int64_t *ids, size_t count, struct buf *out, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    for (size_t i = 0; i < count && i < IDS_SHOWN; i++) {
        const char *uid;
        if (!scope_uid(db, ids[i], &arena, &uid, err))
            return false;
        buf_str(out, i == 0 ? " " : ", ");
        markdown_code(out, uid);
    }
    if (count > IDS_SHOWN) {
        buf_str(out, " and ");
        phrase_number(out, (int64_t)(count - IDS_SHOWN));
        buf_str(out, " more");
    }
    return true;
}

static bool write_claim(const struct report *report, const struct claim *claim, struct buf *out,
                        struct err *err)
{
    struct db *db = report->questions.facts.db;
    buf_str(out, "- ");
    markdown_text(out, claim->text);
    buf_fmt(out, " *(%sconfidence %s)*\n", claim->own_id ? "the analyst's; " : "",
            confidence_names[claim->confidence]);
    if (claim->event_count) {
        buf_str(out, "  - For it, ");
        phrase_count(out, (int64_t)claim->event_count, "event:", "events:");
        if (!write_ids(db, claim->events, claim->event_count, out, err))
            return false;
        if (claim->query) {
            CLEANUP(buf) struct buf command = {0};
            buf_str(&command, "trailcase events ");
            markdown_shell_word(&command, report->name);
            buf_char(&command, ' ');
            markdown_shell_word(&command, claim->query);
            buf_str(out, ". All of them: ");
            markdown_code(out, buf_text(&command));
        }
        buf_char(out, '\n');
    }
    if (claim->against_count) {
        buf_str(out, "  - Against it, ");
        phrase_count(out, (int64_t)claim->against_count, "event:", "events:");
        if (!write_ids(db, claim->against, claim->against_count, out, err))
            return false;
        buf_char(out, '\n');
    }
    return true;
}

static bool write_questions(const struct report *report, struct buf *out, struct err *err)
{
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        const struct question *question = &report->questions.items[id];
        buf_fmt(out, "\n## %d. %s\n\n**", (int)id + 1, question->title);
        markdown_text(out, question->own_answer ? question->own_answer : question->answer);
        buf_str(out, "**\n\n");
        if (question->own_answer) {
            buf_str(out, "These are the analyst's words. Computed: ");
            markdown_text(out, question->answer);
            buf_str(out, "\n\n");
        }
        for (size_t i = 0; i < question->claim_count; i++)
            if (!write_claim(report, &question->claims[i], out, err))
                return false;
        for (size_t i = 0; i < question->unanswerable_count; i++) {
            buf_str(out, i == 0 ? "\nThese logs cannot tell:\n\n- " : "- ");
            markdown_text(out, question->unanswerable[i]);
            buf_char(out, '\n');
        }
    }
    return true;
}

static const char *const outcome_words[] = {"", "denied", "failed"};

static void write_run(const struct facts *facts, const struct run *run, struct buf *out)
{
    const struct fact *fact = run->first;
    const struct fact_name *api = fact_name(facts, fact, FACT_API);
    const char *key = fact_name(facts, fact, FACT_KEY)->value;
    CLEANUP(buf) struct buf span = {0}, who = {0};
    phrase_span(&span, fact->time_s, run->last_s);
    const char *name = fact_name(facts, fact, FACT_PRINCIPAL)->label;
    buf_str(&who, name ? name : "unknown");
    if (*key) {
        buf_str(&who, " (");
        phrase_key(&who, key);
        buf_char(&who, ')');
    }
    buf_fmt(out, "| %s | ", buf_text(&span));
    markdown_text(out, buf_text(&who));
    buf_str(out, " | ");
    markdown_text(out, fact_name(facts, fact, FACT_ADDRESS)->value);
    buf_str(out, " | ");
    markdown_text(out, api->label);
    buf_str(out, " | ");
    phrase_number(out, (int64_t)run->count);
    buf_fmt(out, " | %s |\n", outcome_words[fact->outcome]);
}

static void write_timeline(const struct report *report, struct buf *out)
{
    size_t shown = report->runs.count > REPORT_RUNS_MAX ? REPORT_RUNS_MAX : report->runs.count;
    buf_str(out, "\n## Timeline of the attacker's calls\n\n");
    if (shown == 0) {
        buf_str(out, "Nothing is attributed yet.\n");
        return;
    }
    buf_fmt(out,
            "Calls by the same hand, of the same kind and less than %d minutes apart share a line.\n\n"
            "| when | who | from | call | times | outcome |\n|---|---|---|---|--:|---|\n",
            RUN_GAP_S / 60);
    for (size_t i = 0; i < shown; i++)
        write_run(&report->questions.facts, &report->runs.items[i], out);
    if (shown < report->runs.count) {
        buf_char(out, '\n');
        phrase_count(out, (int64_t)(report->runs.count - shown), "more line is", "more lines are");
        buf_str(out, " left out: `trailcase timeline` has them.\n");
    }
}

static void write_techniques(const struct report *report, struct buf *out)
{
    buf_str(out, "\n## ATT&CK\n\n");
    if (report->technique_count == 0) {
        buf_str(out, "None of the attributed calls is in the table of techniques.\n");
        return;
    }
    buf_str(
        out,
        "MITRE ATT&CK version " ATTACK_VERSION
        ". A call counts for the technique it most often serves, tries included.\n\n"
        "| tactic | technique | calls | times | denied | first | last |\n|---|---|---|--:|--:|---|---|\n");
    for (size_t i = 0; i < report->technique_count; i++) {
        const struct report_technique *t = &report->techniques[i];
        buf_fmt(out, "| %s %s | %s %s | ", t->tactic->id, t->tactic->name, t->technique->id,
                t->technique->name);
        markdown_text(out, t->calls);
        buf_str(out, " | ");
        phrase_number(out, (int64_t)t->count);
        buf_fmt(out, " | %zu | ", t->denied);
        write_time(out, t->first_s);
        buf_str(out, " | ");
        write_time(out, t->last_s);
        buf_str(out, " |\n");
    }
}

static void write_mark(const struct mark *mark, struct buf *out)
{
    buf_fmt(out, "| %s ", mark_kind_names[mark->kind]);
    markdown_text(out, mark->value);
    if (mark->label) {
        buf_str(out, " (");
        markdown_text(out, mark->label);
        buf_char(out, ')');
    }
    buf_fmt(out, " | %s | ", verdict_names[mark->verdict]);
    write_time(out, mark->since_s);
    buf_str(out, " | ");
    write_time(out, mark->until_s);
    buf_str(out, " | ");
    markdown_text(out, mark->reason);
    buf_str(out, mark->issued_by ? " | follows | " : " | analyst | ");
    phrase_number(out, mark->events);
    buf_str(out, " |\n");
}

static void write_decisions(const struct report *report, struct buf *out)
{
    buf_str(out, "\n## Decisions\n\n");
    if (report->marks.count == 0)
        buf_str(out, "Nothing is marked.\n");
    else
        buf_str(out,
                "| what | verdict | since | until | reason | by | events |\n|---|---|---|---|---|---|--:|\n");
    for (size_t i = 0; i < report->marks.count; i++)
        write_mark(&report->marks.items[i], out);
    for (size_t i = 0; i < report->notes.count; i++) {
        const struct note *note = &report->notes.items[i];
        buf_str(out, i == 0 ? "\n### Notes\n\n- " : "- ");
        write_time(out, note->created_s);
        buf_fmt(out, " on %s ", note->kind);
        markdown_text(out, note->value);
        buf_str(out, note->value[0] ? ": " : "");
        markdown_text(out, note->text);
        buf_char(out, '\n');
    }
    if (report->journal_count)
        buf_fmt(out, "\n### Journal\n\nThe chain of hashes %s.\n\n",
                report->journal_holds ? "holds" : "**is broken: somebody changed it**");
    for (size_t i = 0; i < report->journal_count; i++) {
        buf_fmt(out, "%" PRId64 ". ", report->journal[i].seq);
        write_time(out, report->journal[i].time_s);
        buf_char(out, ' ');
        markdown_text(out, report->journal[i].text);
        buf_char(out, '\n');
    }
}

bool report_md(const struct report *report, struct buf *out, struct err *err)
{
    write_head(report, out);
    write_evidence(report, out);
    if (!write_questions(report, out, err))
        return false;
    report_residue(&report->residue, report->name, out);
    write_timeline(report, out);
    write_techniques(report, out);
    write_decisions(report, out);
    return true;
}
