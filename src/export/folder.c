// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/export/folder.h"

#include "src/base/alloc.h"
#include "src/base/file.h"
#include "src/base/isotime.h"
#include "src/base/outfile.h"
#include "src/base/scratch.h"
#include "src/base/sha256.h"
#include "src/export/place.h"
#include "src/report/checklist_out.h"
#include "src/report/html.h"
#include "src/report/html_page.h"
#include "src/report/markdown.h"
#include "src/scope/attribution.h"
#include "src/scope/phrase.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
    const struct folder_ask *ask;
    char *temp;
    struct buf index, page, sums; /* page: the index as HTML */
};

static const char index_name[] = "README.md", page_name[] = "index.html", sums_name[] = "SHA256SUMS";

/* --- one file --- */

static bool hash(const char *path, char hex[SHA256_HEX_SIZE], int64_t *ret_bytes, struct err *err)
{
    CLEANUP(sha256) struct sha256 sha;
    unsigned char digest[SHA256_BYTES];
    char piece[16384];
    size_t got;
    FILE *file = fopen(path, "rbe");
    sha256_init(&sha);
    *ret_bytes = 0;
    if (!file)
        return err_errno(err, "read %s back", path);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0) {
        sha256_update(&sha, piece, got);
        *ret_bytes += (int64_t)got;
    }
    bool ok = !ferror(file) || err_errno(err, "read %s back", path);
    fclose(file);
    sha256_final(&sha, digest);
    sha256_hex(digest, hex);
    return ok;
}

/* What was written as NAME goes into the index and the sums. */
static bool note(struct folder *folder, const char *name, const char *what, struct err *err)
{
    CLEANUP(buf) struct buf path = {0};
    char hex[SHA256_HEX_SIZE];
    int64_t bytes;
    buf_fmt(&path, "%s/%s", folder->temp, name);
    if (!hash(buf_text(&path), hex, &bytes, err))
        return false;
    buf_fmt(&folder->sums, "%s  %s\n", hex, name);
    if (!what)
        return true;
    buf_fmt(&folder->index, "| [%s](%s) | %s | ", name, name, what);
    phrase_number(&folder->index, bytes);
    buf_str(&folder->index, " |\n");
    buf_fmt(&folder->page, "<tr><td><a href=\"%s\">%s</a></td><td>", name, name);
    html_text(&folder->page, what);
    buf_str(&folder->page, "</td><td class=\"num\">");
    phrase_number(&folder->page, bytes);
    buf_str(&folder->page, "</td></tr>\n");
    return true;
}

static bool put(struct folder *folder, const char *name, const struct buf *text, struct err *err)
{
    CLEANUP(buf) struct buf path = {0};
    buf_fmt(&path, "%s/%s", folder->temp, name);
    return file_write(buf_text(&path), buf_text(text), text->len, false, err);
}

static bool put_export(struct folder *folder, const struct export_kind *kind, const struct export_from *from,
                       struct err *err)
{
    CLEANUP(buf) struct buf path = {0};
    CLEANUP(outfile) struct outfile out = {0};
    CLEANUP(sink) struct sink to = {0};
    buf_fmt(&path, "%s/%s", folder->temp, kind->file);
    if (!outfile_open(&out, buf_text(&path), false, err))
        return false;
    to.file = out.file;
    return kind->write(from, &to, err) && outfile_keep(&out, err) &&
           note(folder, kind->file, kind->what, err);
}

/* --- what is in it --- */

static const struct {
    const char *word, *what;
} reports[] = {{"md", "the report as Markdown, for tickets"},
               {"html", "the report as one page, to be read and printed"},
               {"json", "the report for programs"}};

static bool put_reports(struct folder *folder, struct err *err)
{
    for (const struct report_kind *kind = report_kinds; kind->word; kind++) {
        CLEANUP(buf) struct buf text = {0};
        const char *what = "the report";
        for (size_t i = 0; i < ARRAY_LEN(reports); i++)
            if (strcmp(reports[i].word, kind->word) == 0)
                what = reports[i].what;
        if (!kind->render(folder->ask->report, &text, err) || !put(folder, kind->file, &text, err) ||
            !note(folder, kind->file, what, err))
            return false;
    }
    return true;
}

static bool put_checklists(struct folder *folder, struct err *err)
{
    for (const struct checklist_kind *kind = checklist_kinds; kind->word; kind++) {
        CLEANUP(checklist) struct checklist list = {0};
        CLEANUP(buf) struct buf text = {0};
        if (!checklist_load(&list, folder->ask->from.db, kind->now, err) ||
            !kind->render(&list, &text, err) || !put(folder, kind->file, &text, err) ||
            !note(folder, kind->file, kind->what, err))
            return false;
    }
    return true;
}

static bool put_exports(struct folder *folder, struct err *err)
{
    CLEANUP(filter) struct filter *attributed = NULL, *all = NULL;
    struct export_from from = folder->ask->from;
    if (!filter_parse(&attributed, "is:attributed", from.now_s, NULL, err) ||
        !filter_parse(&all, "", from.now_s, NULL, err))
        return false;
    for (const struct export_kind *kind = export_kinds; kind->name; kind++) {
        from.filter = kind->write == export_navigator_all ? all : attributed;
        if (!put_export(folder, kind, &from, err))
            return false;
    }
    return true;
}

/* The events that claims of the report name against themselves; "" for none. */
static void against_filter(const struct report *report, struct buf *out)
{
    for (enum question_id id = 0; id < QUESTION__COUNT; id++)
        for (size_t i = 0; i < report->questions->items[id].claim_count; i++) {
            const struct claim *claim = &report->questions->items[id].claims[i];
            if (claim->against_total && claim->against_query)
                buf_fmt(out, "%s(%s)", out->len ? " or " : "", claim->against_query);
        }
}

/* Who judges the claims is to have what speaks against them, too. */
static bool put_against(struct folder *folder, struct err *err)
{
    static const struct export_kind kinds[] = {
        {"csv", "events-against.csv", "the events that the report names against its own claims, as CSV",
         export_csv, true},
        {"jsonl", "events-against.jsonl", "the same as the records they were found as", export_jsonl, true},
    };
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(buf) struct buf text = {0};
    struct export_from from = folder->ask->from;
    against_filter(folder->ask->report, &text);
    if (text.len == 0)
        return true;
    if (!filter_parse(&filter, buf_text(&text), from.now_s, NULL, err))
        return false;
    from.filter = filter;
    return put_export(folder, &kinds[0], &from, err) && put_export(folder, &kinds[1], &from, err);
}

/* What both forms of the index say before the table. */
static void put_stamp(const struct folder *folder, struct buf *out)
{
    char iso[ISOTIME_SIZE];
    buf_fmt(out,
            "Written %s by trailcase " PACKAGE_VERSION
            ". All times are UTC. Begin with the report, then go down the checklist.",
            isotime_format(folder->ask->from.now_s, iso));
}

static void put_scope(const struct attribution_counts *counts, struct buf *out)
{
    buf_str(out, "Files of events hold the ");
    phrase_count(out, counts->attributed, "event", "events");
    buf_str(out, " attributed to the attacker (an event is the record of a call)");
    if (counts->undecided) {
        buf_str(out, ", not the ");
        phrase_number(out, counts->undecided);
        buf_str(out, " that are undecided");
    }
    buf_str(out, "; those that speak against a claim are in files of their own.");
}

static bool begin_index(struct folder *folder, struct err *err)
{
    struct attribution_counts counts;
    struct buf *out = &folder->index, *page = &folder->page;
    if (!attribution_count(folder->ask->from.db, &counts, err))
        return false;
    buf_str(out, "# Hand-over of case ");
    markdown_text(out, folder->ask->from.name);
    buf_str(out, "\n\n");
    put_stamp(folder, out);
    buf_str(out, "\n\n");
    put_scope(&counts, out);
    buf_str(out, " `sha256sum -c SHA256SUMS` tells whether a file was changed since.\n\n"
                 "| file | what it is | bytes |\n|---|---|--:|\n");
    html_page_head(page, "Hand-over", folder->ask->from.name);
    buf_str(page, "<body>\n<header>\n<p class=\"kicker\">Hand-over</p>\n<h1>");
    html_text(page, folder->ask->from.name);
    buf_str(page, "</h1>\n<p class=\"stamp\">");
    put_stamp(folder, page);
    buf_str(page, "</p>\n</header>\n<main>\n<p>");
    put_scope(&counts, page);
    buf_str(page,
            " <code>sha256sum -c SHA256SUMS</code> tells whether a file was changed since.</p>\n<table>\n"
            "<tr><th>file</th><th>what it is</th><th class=\"num\">bytes</th></tr>\n");
    return true;
}

static bool end_page(struct folder *folder)
{
    return buf_str(&folder->page, "</table>\n</main>\n</body>\n</html>\n");
}

static bool fill(struct folder *folder, struct err *err)
{
    return begin_index(folder, err) && put_reports(folder, err) && put_checklists(folder, err) &&
           put_exports(folder, err) && put_against(folder, err) && end_page(folder) &&
           put(folder, page_name, &folder->page, err) && note(folder, page_name, NULL, err) &&
           put(folder, index_name, &folder->index, err) && note(folder, index_name, NULL, err) &&
           put(folder, sums_name, &folder->sums, err);
}

bool folder_write(const struct folder_ask *ask, struct err *err)
{
    struct folder folder = {.ask = ask};
    bool ok = place_make(ask->path, ask->clobber, &folder.temp, err) && fill(&folder, err) &&
              place_take(folder.temp, ask->path, ask->clobber, err);
    if (!ok)
        scratch_remove(folder.temp);
    free(folder.temp);
    buf_done(&folder.index);
    buf_done(&folder.page);
    buf_done(&folder.sums);
    return ok;
}
