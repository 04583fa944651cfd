// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/alloc.h"
#include "src/base/csv.h"
#include "src/base/file.h"
#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/cli/output_private.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const output_format_words[] = {"table", "csv", "json", "jsonl", NULL};

const struct option_spec cmd_output_options[] = {
    {.name = "format",
     .argument = "FORMAT",
     .help = "table, csv, json or jsonl",
     .words = output_format_words},
    {.name = "output", .letter = 'o', .argument = "FILE", .help = "write to FILE instead of standard output"},
    {.name = "clobber", .letter = 'C', .help = "overwrite what is there"},
    {0},
};

enum output_format output_format_of(const struct call *call)
{
    const char *word = option_value(&call->options, "format");
    for (size_t i = 0; word && output_format_words[i]; i++)
        if (strcmp(word, output_format_words[i]) == 0)
            return (enum output_format)i;
    return OUTPUT_TABLE;
}

/* The file that --output names, or name in the folder that it names; NULL for standard output. */
static const char *output_path(const struct call *call, const char *name, struct buf *inside)
{
    const char *path = option_value(&call->options, "output");
    struct stat st;
    if (!path || strcmp(path, "-") == 0)
        return NULL;
    if (!name || stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return path;
    buf_fmt(inside, "%s/%s", path, name);
    return buf_text(inside);
}

/* Open what --output names; *ret is stdout without it. */
static bool open_file(const struct call *call, FILE **ret, struct err *err)
{
    const char *path = output_path(call, NULL, NULL);
    int how = O_WRONLY | O_CREAT | O_CLOEXEC | (option_is_set(&call->options, "clobber") ? O_TRUNC : O_EXCL);
    *ret = stdout;
    if (!path)
        return true;
    int fd = open(path, how, 0666);
    if (fd < 0 && errno == EEXIST)
        return err_set(err, ERR_IO, "%s exists already; -C overwrites it", path);
    if (fd < 0 || !(*ret = fdopen(fd, "w")))
        return err_errno(err, "creating %s", path);
    return true;
}

static size_t terminal_cols(FILE *file)
{
    struct winsize size;
    bool known = isatty(fileno(file)) && ioctl(fileno(file), TIOCGWINSZ, &size) == 0;
    return known ? size.ws_col : 0;
}

static bool wants_bold(const struct call *call, FILE *file)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(fileno(file)) && !(no_color && *no_color) && !option_is_set(&call->options, "no-color") &&
           term && strcmp(term, "dumb") != 0;
}

void cell_append(const struct cell *cell, struct buf *to)
{
    char iso[ISOTIME_SIZE];
    if (cell->is_null)
        return;
    switch (cell->type) {
    case COLUMN_ANY:
    case COLUMN_TEXT:
    case COLUMN_WORDS:
        utf8_visible(to, cell->text, cell->len);
        break;
    case COLUMN_INT:
        buf_fmt(to, "%lld", (long long)cell->integer);
        break;
    case COLUMN_REAL:
        buf_fmt(to, "%.15g", cell->real);
        break;
    case COLUMN_TIME:
        buf_str(to, isotime_format(cell->integer, iso));
        break;
    case COLUMN_BOOL:
        buf_str(to, cell->integer ? "yes" : "no");
        break;
    }
}

static void csv_head(struct output *out)
{
    for (size_t i = 0; i < out->column_count; i++) {
        buf_str(&out->line, i ? "," : "");
        csv_cell(&out->line, out->columns[i].name, strlen(out->columns[i].name));
    }
    buf_char(&out->line, '\n');
}

static void csv_row(struct output *out)
{
    if (!out->rows)
        csv_head(out);
    for (size_t i = 0; i < out->column_count; i++) {
        const struct cell *cell = &out->cells[i];
        bool is_text = (cell->type == COLUMN_TEXT || cell->type == COLUMN_WORDS) && !cell->is_null;
        if (i)
            buf_char(&out->line, ',');
        if (is_text)
            csv_cell(&out->line, cell->text, cell->len);
        else
            cell_append(cell, &out->line);
    }
    buf_char(&out->line, '\n');
}

static void csv_end(struct output *out)
{
    if (!out->rows)
        csv_head(out);
}

static void json_words(struct jsonw *w, const char *words)
{
    jsonw_array(w);
    for (size_t len; *(words += strspn(words, " ")); words += len) {
        len = strcspn(words, " ");
        jsonw_strn(w, words, len);
    }
    jsonw_end(w);
}

static void json_cell(struct jsonw *w, const struct cell *cell)
{
    if (cell->is_null)
        jsonw_null(w);
    else if (cell->type == COLUMN_TEXT)
        jsonw_strn(w, cell->text, cell->len);
    else if (cell->type == COLUMN_WORDS)
        json_words(w, cell->text);
    else if (cell->type == COLUMN_INT)
        jsonw_int(w, cell->integer);
    else if (cell->type == COLUMN_REAL)
        jsonw_real(w, cell->real);
    else if (cell->type == COLUMN_TIME)
        jsonw_time(w, cell->integer);
    else
        jsonw_bool(w, cell->integer != 0);
}

static void json_object(struct output *out)
{
    struct jsonw w;
    jsonw_init(&w, &out->line);
    jsonw_object(&w);
    for (size_t i = 0; i < out->column_count; i++) {
        jsonw_key(&w, out->columns[i].name);
        json_cell(&w, &out->cells[i]);
    }
    jsonw_end(&w);
}

static void json_row(struct output *out)
{
    buf_str(&out->line, out->rows ? ",\n" : "[\n");
    json_object(out);
}

static void json_end(struct output *out)
{
    buf_str(&out->line, out->rows ? "\n]\n" : "[]\n");
}

static void jsonl_row(struct output *out)
{
    json_object(out);
    buf_char(&out->line, '\n');
}

static void jsonl_end(struct output *out UNUSED)
{
}

static const struct {
    void (*row)(struct output *out);
    void (*end)(struct output *out);
} back_ends[] = {
    [OUTPUT_TABLE] = {output_table_row, output_table_end},
    [OUTPUT_CSV] = {csv_row, csv_end},
    [OUTPUT_JSON] = {json_row, json_end},
    [OUTPUT_JSONL] = {jsonl_row, jsonl_end},
};

bool output_open(struct output **ret, const struct call *call, const struct column *columns, size_t count,
                 struct err *err)
{
    return output_open_as(ret, call, output_format_of(call), columns, count, err);
}

bool output_open_as(struct output **ret, const struct call *call, enum output_format format,
                    const struct column *columns, size_t count, struct err *err)
{
    FILE *file;
    if (!open_file(call, &file, err))
        return false;
    struct output *out = alloc_zero(1, sizeof *out);
    *out = (struct output){
        .file = file,
        .owns_file = file != stdout,
        .columns = columns,
        .column_count = count,
        .cells = alloc_zero(count, sizeof *out->cells),
        .write_row = back_ends[format].row,
        .write_end = back_ends[format].end,
        .table = format == OUTPUT_TABLE ? output_table_new(count) : NULL,
        .bold = wants_bold(call, file),
        .is_chatty = call_is_chatty(call),
        .terminal_cols = terminal_cols(file),
    };
    *ret = out;
    return true;
}

static struct cell *next_cell(struct output *out, enum column_type type)
{
    assert(out->cell_count < out->column_count);
    enum column_type wanted = out->columns[out->cell_count].type;
    assert(wanted == type || wanted == COLUMN_ANY);
    (void)wanted;
    struct cell *cell = &out->cells[out->cell_count++];
    *cell = (struct cell){.type = type};
    return cell;
}

void output_textn(struct output *out, const char *text, size_t len)
{
    struct cell *cell = next_cell(out, COLUMN_TEXT);
    cell->is_null = !text;
    cell->text = text ? arena_strn(&out->row_arena, text, len) : NULL;
    cell->len = len;
}

void output_text(struct output *out, const char *text)
{
    output_textn(out, text, text ? strlen(text) : 0);
}

void output_words(struct output *out, const char *words)
{
    struct cell *cell = next_cell(out, COLUMN_WORDS);
    cell->text = arena_str(&out->row_arena, words ? words : "");
    cell->len = strlen(cell->text);
}

void output_int(struct output *out, int64_t value)
{
    next_cell(out, COLUMN_INT)->integer = value;
}

void output_real(struct output *out, double value)
{
    next_cell(out, COLUMN_REAL)->real = value;
}

void output_bool(struct output *out, bool value)
{
    next_cell(out, COLUMN_BOOL)->integer = value;
}

void output_time(struct output *out, int64_t time_s)
{
    struct cell *cell = next_cell(out, COLUMN_TIME);
    cell->is_null = time_s == ISOTIME_NONE;
    cell->integer = time_s;
}

void output_null(struct output *out)
{
    assert(out->cell_count < out->column_count);
    out->cells[out->cell_count++] = (struct cell){.is_null = true};
}

static bool flush(struct output *out, struct err *err)
{
    size_t len = out->line.len;
    bool written = len == 0 || fwrite(out->line.bytes, 1, len, out->file) == len;
    buf_clear(&out->line);
    return written || err_errno(err, "writing the output");
}

bool output_row(struct output *out, struct err *err)
{
    assert(out->cell_count == out->column_count);
    out->write_row(out);
    out->rows++;
    out->cell_count = 0;
    arena_clear(&out->row_arena);
    return flush(out, err);
}

void output_drop(struct output *out)
{
    if (!out)
        return;
    if (out->owns_file)
        fclose(out->file);
    output_table_free(out->table);
    arena_done(&out->row_arena);
    buf_done(&out->line);
    free(out->cells);
    free(out);
}

bool output_close(struct output *out, struct err *err)
{
    out->write_end(out);
    bool ok = flush(out, err);
    if (ok && fflush(out->file) != 0)
        ok = err_errno(err, "writing the output");
    if (ok && out->table)
        output_table_tell(out);
    output_drop(out);
    return ok;
}

bool output_document(const struct call *call, const char *text, size_t len, struct err *err)
{
    return output_document_named(call, NULL, text, len, err);
}

bool output_file_open(struct output_file *ret, const struct call *call, const char *name, struct err *err)
{
    CLEANUP(buf) struct buf inside = {0};
    const char *path = output_path(call, name, &inside);
    *ret = (struct output_file){.file = stdout};
    if (!path)
        return true;
    bool ok = outfile_open(&ret->named, path, option_is_set(&call->options, "clobber"), err);
    ret->file = ret->named.file;
    if (!ok)
        outfile_done(&ret->named);
    return ok;
}

bool output_file_close(struct output_file *file, bool ok, struct err *err)
{
    if (!file->named.path)
        return ok && (fflush(stdout) == 0 || err_errno(err, "writing the output"));
    ok = ok && outfile_keep(&file->named, err);
    outfile_done(&file->named);
    return ok;
}

bool output_document_named(const struct call *call, const char *name, const char *text, size_t len,
                           struct err *err)
{
    CLEANUP(buf) struct buf inside = {0};
    const char *path = output_path(call, name, &inside);
    if (path)
        return file_write(path, text, len, option_is_set(&call->options, "clobber"), err);
    if (fwrite(text, 1, len, stdout) != len || fflush(stdout) != 0)
        return err_errno(err, "writing the output");
    return true;
}
