// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/sqlshell.h"

#include "src/base/alloc.h"
#include "src/base/near.h"
#include "src/base/utf8.h"
#include "src/store/sandbox.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sqlshell {
    const struct call *call;
    struct db *db; /* for .tables and .schema */
    struct sandbox *sandbox;
    struct cancel cancel;
    enum output_format format;
    struct buf pending;
    bool over;
    struct arena arena; /* of the words */
    const char **words;
    size_t word_count;
};

static const char *const keywords[] = {
    "SELECT",    "FROM",    "WHERE",    "GROUP BY",   "ORDER BY",     "LIMIT", "JOIN",
    "LEFT JOIN", "USING",   "COUNT(*)", "DISTINCT",   "AND",          "OR",    "NOT",
    "LIKE",      "GLOB",    "BETWEEN",  "event_json", "json_extract", "WITH",  "HAVING",
    "DESC",      "IS NULL", ".tables",  ".schema",    ".mode",        ".help", ".quit"};

/* --- rows --- */

static void write_cell(struct output *out, struct stmt *stmt, int col)
{
    size_t len;
    switch (stmt_type(stmt, col)) {
    case STMT_NULL:
        output_null(out);
        break;
    case STMT_INT:
        output_int(out, stmt_get_int(stmt, col));
        break;
    case STMT_REAL:
        output_real(out, stmt_get_real(stmt, col));
        break;
    case STMT_TEXT: {
        const char *text = stmt_get_text(stmt, col, &len);
        output_textn(out, text, len);
        break;
    }
    case STMT_BLOB: {
        CLEANUP(buf) struct buf hex = {0};
        const unsigned char *bytes = stmt_get_blob(stmt, col, &len);
        for (size_t i = 0; i < len; i++)
            buf_fmt(&hex, "%02x", bytes[i]);
        output_textn(out, buf_text(&hex), hex.len);
        break;
    }
    }
}

static const char *column_name(struct stmt *stmt, int col, struct arena *arena)
{
    CLEANUP(buf) struct buf safe = {0};
    const char *name = stmt_column_name(stmt, col);
    utf8_visible(&safe, name, strlen(name));
    return arena_str(arena, buf_text(&safe));
}

static bool write_rows(struct sqlshell *shell, struct stmt *stmt, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(output) struct output *out = NULL;
    int count = stmt_columns(stmt);
    enum stmt_end end;
    struct column *columns = arena_zero(&arena, (size_t)count, sizeof *columns);
    for (int i = 0; i < count; i++)
        columns[i] = (struct column){column_name(stmt, i, &arena), COLUMN_ANY, 0};
    if (!output_open_as(&out, shell->call, shell->format, columns, (size_t)count, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        for (int i = 0; i < count; i++)
            write_cell(out, stmt, i);
        if (!output_row(out, err))
            return false;
    }
    if (end == STMT_ERR && sandbox_timed_out(shell->sandbox))
        return err_set(err, ERR_LIMIT,
                       "the statement ran too long and was ended; --timeout gives it more time");
    return end == STMT_DONE && output_close(TAKE(out), err);
}

bool sqlshell_run(struct sqlshell *shell, const char *sql, struct err *err)
{
    while (*sql) {
        CLEANUP(stmt) struct stmt *stmt = NULL;
        if (!sandbox_prepare(shell->sandbox, sql, &stmt, &sql, err))
            return false;
        if (stmt && !write_rows(shell, stmt, err))
            return false;
    }
    return true;
}

/* --- dot commands: each gets what follows its name, or "" --- */

/* The first column of a statement of ours, a line each. */
static bool print_lines(struct sqlshell *shell, enum query_id query, const char *name, const char *end_line,
                        struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(shell->db, query, &stmt, err))
        return false;
    if (stmt_has_param(stmt, ":name"))
        stmt_text(stmt, ":name", *name ? name : NULL);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        printf("%s%s\n", stmt_get_text(stmt, 0, NULL), end_line);
    return end == STMT_DONE;
}

static bool dot_tables(struct sqlshell *shell, const char *argument UNUSED, struct err *err)
{
    return print_lines(shell, QUERY_SQL_TABLES, "", "", err);
}

static bool dot_schema(struct sqlshell *shell, const char *argument, struct err *err)
{
    return print_lines(shell, QUERY_SQL_SCHEMA, argument, ";", err);
}

static bool dot_mode(struct sqlshell *shell, const char *argument, struct err *err)
{
    for (size_t i = 0; output_format_words[i]; i++)
        if (strcmp(output_format_words[i], argument) == 0) {
            shell->format = (enum output_format)i;
            return true;
        }
    return err_set(err, ERR_USAGE, ".mode takes table, csv, json or jsonl");
}

static bool dot_help(struct sqlshell *shell, const char *argument, struct err *err);

static bool dot_quit(struct sqlshell *shell, const char *argument UNUSED, struct err *err UNUSED)
{
    shell->over = true;
    return true;
}

static const struct dot_command {
    const char *name, *argument, *help;
    bool (*run)(struct sqlshell *shell, const char *argument, struct err *err);
} dot_commands[] = {
    {".tables", "", "tables and views", dot_tables},
    {".schema", " [TABLE]", "what they were made with; the comments say what columns mean", dot_schema},
    {".mode", " FORMAT", "table, csv, json or jsonl", dot_mode},
    {".help", "", "this", dot_help},
    {".quit", "", "so does ^D", dot_quit},
};

static bool dot_help(struct sqlshell *shell UNUSED, const char *argument UNUSED, struct err *err UNUSED)
{
    for (size_t i = 0; i < ARRAY_LEN(dot_commands); i++) {
        int used = printf("%s%s", dot_commands[i].name, dot_commands[i].argument);
        printf("%*s%s\n", used < 20 ? 20 - used : 1, "", dot_commands[i].help);
    }
    puts("Anything else is SQL, ended by ; and can only read. View `events` has names for ids; "
         "event_json(event_id)\n"
         "gives a record as found, event_source(event_id) and event_offset(event_id) tell where. ^C ends "
         "what runs.");
    return true;
}

static bool run_dot(struct sqlshell *shell, const char *line, struct err *err)
{
    size_t len = strcspn(line, " \t");
    CLEANUP(str) char *name = alloc_strn(line, len);
    const char *argument = line + len + strspn(line + len, " \t");
    struct near near = {.word = name};
    for (size_t i = 0; i < ARRAY_LEN(dot_commands); i++) {
        if (strcmp(dot_commands[i].name, name) == 0)
            return dot_commands[i].run(shell, argument, err);
        near_offer(&near, dot_commands[i].name);
    }
    return err_set(err, ERR_USAGE, "there is no %s; try %s", name, near.best ? near.best : ".help");
}

bool sqlshell_line(struct sqlshell *shell, const char *line, struct err *err)
{
    const char *start = line + strspn(line, " \t");
    if (!shell->pending.len && *start == '.')
        return run_dot(shell, start, err);
    if (!shell->pending.len && !*start)
        return true;
    buf_fmt(&shell->pending, "%s\n", line);
    if (!sandbox_is_complete(buf_text(&shell->pending)))
        return true;
    atomic_store(&shell->cancel.asked, false);
    bool ok = sqlshell_run(shell, buf_text(&shell->pending), err);
    buf_clear(&shell->pending);
    return ok;
}

/* --- the shell --- */

static void add_word(struct sqlshell *shell, const char *word)
{
    if ((shell->word_count & (shell->word_count - 1)) == 0)
        shell->words = alloc_resize(shell->words, shell->word_count * 2 + 1, sizeof *shell->words);
    shell->words[shell->word_count++] = word;
}

static bool load_words(struct sqlshell *shell, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    for (size_t i = 0; i < ARRAY_LEN(keywords); i++)
        add_word(shell, keywords[i]);
    if (!db_stmt(shell->db, QUERY_SQL_WORDS, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        add_word(shell, stmt_text_dup(stmt, 0, &shell->arena));
    return end == STMT_DONE;
}

bool sqlshell_open(struct sqlshell **ret, const struct call *call, int64_t limit_ms, struct err *err)
{
    CLEANUP(sqlshell) struct sqlshell *shell = alloc_zero(1, sizeof *shell);
    shell->call = call;
    shell->format = output_format_of(call);
    if (!call_open(call, DB_READ, &shell->db, err) || !load_words(shell, err) ||
        !sandbox_open(&shell->sandbox, call->case_path, err))
        return false;
    sandbox_set_limit(shell->sandbox, limit_ms);
    sandbox_set_cancel(shell->sandbox, &shell->cancel);
    *ret = TAKE(shell);
    return true;
}

void sqlshell_close(struct sqlshell *shell)
{
    if (!shell)
        return;
    sandbox_close(shell->sandbox);
    db_close(shell->db);
    buf_done(&shell->pending);
    arena_done(&shell->arena);
    free(shell->words);
    free(shell);
}

struct cancel *sqlshell_cancel(struct sqlshell *shell)
{
    return &shell->cancel;
}

const char *sqlshell_pending(const struct sqlshell *shell)
{
    return buf_text(&shell->pending);
}

void sqlshell_drop(struct sqlshell *shell)
{
    buf_clear(&shell->pending);
}

bool sqlshell_over(const struct sqlshell *shell)
{
    return shell->over;
}

const char *sqlshell_word(void *arg, size_t n)
{
    const struct sqlshell *shell = arg;
    return n < shell->word_count ? shell->words[n] : NULL;
}
