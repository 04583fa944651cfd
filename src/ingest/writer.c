// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/writer.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/ingest/digest.h"
#include "src/ingest/event_store.h"
#include "src/ingest/finding.h"
#include "src/ingest/source_row.h"

#include <stdlib.h>
#include <string.h>

enum { COMMIT_RECORDS = 50000, COMMIT_BYTES = 160 << 20 };

struct writer {
    struct db *db;
    struct source_rows sources;
    const struct import_options *options;
    int64_t ingest_id; /* 0: nothing to store yet */
    struct import_report *report;
    struct event_store *events;
    struct progress now; /* id 0: between sources */
    int64_t last_source_id;
    bool in_transaction;
    int64_t pending_records, pending_bytes, commit_records;
};

static bool last_source(struct db *db, int64_t *ret_id, struct err *err)
{
    struct stmt *stmt;
    return db_stmt(db, QUERY_INGEST_SOURCE_LAST, &stmt, err) && stmt_run_int(stmt, 0, ret_id, err);
}

struct writer *writer_new(struct db *db, const struct import_options *options, bool is_first,
                          struct import_report *report, struct err *err)
{
    struct writer *writer = alloc_zero(1, sizeof *writer);
    writer->db = db;
    writer->options = options;
    writer->commit_records = options->commit_records ? options->commit_records : COMMIT_RECORDS;
    writer->report = report;
    writer->events = event_store_new(db, is_first ? seen_new(options->seen_most) : NULL, err);
    if (!writer->events || !last_source(db, &writer->last_source_id, err) ||
        !source_rows_init(&writer->sources, db, options->intake.text, err)) {
        writer_free(writer);
        return NULL;
    }
    return writer;
}

void writer_free(struct writer *writer)
{
    if (!writer)
        return;
    if (writer->in_transaction)
        db_rollback(writer->db);
    event_store_free(writer->events);
    free(writer->now.path);
    free(writer);
}

static bool begin(struct writer *writer, struct err *err)
{
    if (writer->in_transaction)
        return true;
    writer->in_transaction = db_begin(writer->db, err) && event_store_begin(writer->events, err);
    return writer->in_transaction;
}

static bool save_source(struct writer *writer, const struct source *end, struct err *err)
{
    struct progress *now = &writer->now;
    bool is_new = !now->in_case;
    now->in_case = true;
    return source_rows_save(&writer->sources, now, is_new, end, err);
}

bool writer_commit(struct writer *writer, struct err *err)
{
    if (!writer->in_transaction)
        return true;
    if (writer->now.id && !save_source(writer, NULL, err))
        return false;
    if (!event_store_flush(writer->events, err) || !db_commit(writer->db, err))
        return false;
    writer->in_transaction = false;
    writer->pending_records = writer->pending_bytes = 0;
    return true;
}

static bool run_new(struct writer *writer, struct err *err)
{
    struct stmt *stmt;
    struct buf words = {0};
    struct jsonw w;
    if (!db_stmt(writer->db, QUERY_INGEST_RUN_ADD, &stmt, err))
        return false;
    jsonw_init(&w, &words);
    jsonw_array(&w);
    for (size_t i = 0; i < writer->options->word_count; i++)
        jsonw_str(&w, writer->options->words[i]);
    jsonw_end(&w);
    stmt_int(stmt, ":started_s", isotime_now());
    stmt_text(stmt, ":tool_version", PACKAGE_VERSION);
    stmt_text(stmt, ":arguments", buf_text(&words));
    buf_done(&words);
    return stmt_run_int(stmt, 0, &writer->ingest_id, err);
}

bool writer_finish(struct writer *writer, struct err *err)
{
    struct stmt *stmt;
    if (!writer->ingest_id)
        return true;
    if (!db_stmt(writer->db, QUERY_INGEST_RUN_FINISH, &stmt, err))
        return false;
    stmt_int(stmt, ":ingest_id", writer->ingest_id);
    stmt_int(stmt, ":finished_s", isotime_now());
    return stmt_run(stmt, err);
}

/* Go on with a row that an earlier run left: its counts, and what to skip. */
static bool source_resume(struct writer *writer, int64_t id, struct err *err)
{
    struct stmt *stmt;
    struct progress *now = &writer->now;
    if (!db_stmt(writer->db, QUERY_INGEST_SOURCE_STATE, &stmt, err))
        return false;
    stmt_int(stmt, ":source_id", id);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    now->records = stmt_get_int(stmt, 0);
    now->stored = stmt_get_int(stmt, 1);
    now->duplicate = stmt_get_int(stmt, 2);
    now->rejected = stmt_get_int(stmt, 3);
    now->first_s = stmt_get_time(stmt, 4);
    now->last_s = stmt_get_time(stmt, 5);
    now->skipped = stmt_get_int(stmt, 6);
    now->findings = stmt_get_int(stmt, 7);
    now->skip = now->records + now->findings;
    now->id = id;
    now->in_case = true;
    stmt_clear(stmt);
    return true;
}

static bool on_begin(struct writer *writer, const struct source *source, struct err *err)
{
    struct progress *now = &writer->now;
    if (!writer->ingest_id && !run_new(writer, err))
        return false;
    free(now->path);
    *now = (struct progress){.first_s = ISOTIME_NONE, .last_s = ISOTIME_NONE};
    now->ingest_id = writer->ingest_id;
    now->path = alloc_str(source->path);
    now->size_bytes = source->size_bytes;
    now->mtime_s = source->mtime_s;
    now->hashed = source->hashed;
    memcpy(now->sha256, source->sha256, SHA256_BYTES);
    event_store_file(writer->events, source->path);
    if (source->row && !source_resume(writer, source->row, err))
        return false;
    if (!now->id)
        now->id = ++writer->last_source_id;
    return true;
}

static void list_problem(struct import_report *report, bool refused, const char *path, const char *reason,
                         int64_t offset)
{
    struct import_problem **list = refused ? &report->refused_list : &report->rejected_list;
    size_t *listed = refused ? &report->refused_listed : &report->rejected_listed;
    report->incomplete = true;
    if (*listed == IMPORT_LISTED_MOST)
        return;
    if (!*list)
        *list = arena_zero(&report->arena, IMPORT_LISTED_MOST, sizeof **list);
    (*list)[(*listed)++] = (struct import_problem){.path = arena_str(&report->arena, path),
                                                   .reason = arena_str(&report->arena, reason),
                                                   .offset = offset};
}

static bool on_end(struct writer *writer, const struct source *source, struct err *err)
{
    struct import_report *report = writer->report;
    if (!save_source(writer, source, err))
        return false;
    if (source->reason) {
        report->files_refused++;
        list_problem(report, true, source->path, source->reason, 0);
    } else {
        report->files_read++;
        report->bytes += source->size_bytes;
    }
    writer->now.id = 0;
    return true;
}

static void on_unchanged(struct writer *writer, const struct source *source)
{
    struct import_report *report = writer->report;
    report->files_unchanged++;
    if (source->reason)
        list_problem(report, true, source->path, source->reason, 0);
    if (source->rejected)
        report->incomplete = true;
}

static bool on_left_out(struct writer *writer, const struct source *source, struct err *err)
{
    struct stmt *stmt;
    if ((!writer->ingest_id && !run_new(writer, err)) ||
        !db_stmt(writer->db, QUERY_INGEST_SKIPPED_FILE_ADD, &stmt, err))
        return false;
    stmt_text(stmt, ":path", source->path);
    stmt_int(stmt, ":ingest_id", writer->ingest_id);
    stmt_text(stmt, ":filter", writer->options->intake.text);
    writer->report->files_skipped++;
    return stmt_run(stmt, err);
}

static bool on_rejected(struct writer *writer, const struct block *block, const struct entry *entry,
                        struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(writer->db, QUERY_INGEST_REJECTED_ADD, &stmt, err))
        return false;
    stmt_int(stmt, ":source_id", writer->now.id);
    stmt_int(stmt, ":offset_bytes", entry->offset);
    stmt_int(stmt, ":length_bytes", entry->length);
    stmt_text(stmt, ":reason", entry->reason);
    stmt_blob(stmt, ":excerpt", buf_text(&block->text) + entry->text_at, entry->text_len);
    writer->now.rejected++;
    writer->report->rejected++;
    list_problem(writer->report, false, writer->now.path, entry->reason, entry->offset);
    return stmt_run(stmt, err);
}

static bool on_record(struct writer *writer, const struct block *block, const struct entry *entry,
                      struct err *err)
{
    struct progress *now = &writer->now;
    enum event_fate fate;
    if (!event_store_add(writer->events, block, entry, now->id, &fate, err))
        return false;
    now->stored += fate == EVENT_STORED;
    now->duplicate += fate != EVENT_STORED;
    writer->report->stored += fate == EVENT_STORED;
    writer->report->duplicate += fate != EVENT_STORED;
    writer->report->conflicts += fate == EVENT_CONFLICT;
    int64_t time_s = entry->event->time_s;
    if (now->first_s == ISOTIME_NONE || time_s < now->first_s)
        now->first_s = time_s;
    if (now->last_s == ISOTIME_NONE || time_s > now->last_s)
        now->last_s = time_s;
    return true;
}

static bool on_finding(struct writer *writer, const struct block *block, const struct entry *entry,
                       struct err *err)
{
    const struct finding_place place = {.source_id = writer->now.id,
                                        .offset = entry->offset,
                                        .text = block->text.bytes + entry->text_at,
                                        .len = entry->text_len};
    bool is_new;
    if (!finding_keep(writer->db, &place, &is_new, err))
        return false;
    writer->now.findings++;
    writer->report->findings++;
    writer->report->findings_new += is_new;
    return true;
}

static bool on_piece(struct writer *writer, const struct block *block, const struct entry *entry,
                     struct err *err)
{
    if (writer->now.skip) {
        writer->now.skip--;
        return true;
    }
    writer->pending_records++;
    writer->pending_bytes += entry->length;
    if (entry->kind == ENTRY_FINDING)
        return on_finding(writer, block, entry, err);
    writer->now.records++;
    writer->report->records++;
    if (entry->kind == ENTRY_SKIPPED) {
        writer->now.skipped++;
        writer->report->skipped++;
        return true;
    }
    return entry->kind == ENTRY_RECORD ? on_record(writer, block, entry, err)
                                       : on_rejected(writer, block, entry, err);
}

static bool on_entry(struct writer *writer, const struct block *block, const struct entry *entry,
                     struct err *err)
{
    if (entry->kind == ENTRY_UNCHANGED) {
        on_unchanged(writer, entry->source);
        return true;
    }
    if (entry->kind == ENTRY_UNWRAPPED)
        return true;
    if (!begin(writer, err))
        return false;
    if (entry->kind == ENTRY_LEFT_OUT)
        return on_left_out(writer, entry->source, err);
    if (entry->kind == ENTRY_BEGIN)
        return on_begin(writer, entry->source, err);
    if (entry->kind == ENTRY_END)
        return on_end(writer, entry->source, err);
    if (entry->kind == ENTRY_DIGEST)
        return digest_keep(writer->db, writer->now.id, block->text.bytes + entry->text_at, entry->text_len,
                           err);
    return on_piece(writer, block, entry, err);
}

bool writer_block(struct writer *writer, const struct block *block, struct err *err)
{
    for (size_t i = 0; i < block->count; i++)
        if (!on_entry(writer, block, &block->entries[i], err))
            return false;
    bool due = writer->pending_records >= writer->commit_records || writer->pending_bytes >= COMMIT_BYTES;
    return event_store_end_block(writer->events, err) && (!due || writer_commit(writer, err));
}
