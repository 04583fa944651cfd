// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/cells.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { SHORTEN_MAX_BYTES = 4096 }; /* beyond this the end is not looked for, and the table cuts */

enum role cell_text(struct table_cell *cell, const char *text)
{
    if (text != NULL)
        buf_str(cell->text, text);
    return ROLE_NORMAL;
}

enum role cell_count(struct table_cell *cell, int64_t count)
{
    format_count(cell->text, count);
    return count == 0 ? ROLE_DIM : ROLE_NORMAL;
}

enum role cell_some(struct table_cell *cell, int64_t count)
{
    if (count != 0)
        format_count(cell->text, count);
    return ROLE_NORMAL;
}

enum role cell_time(struct table_cell *cell, int64_t time_s)
{
    size_t from = cell->text->len;
    format_time(cell->text, time_s);
    if (cell->cols <= 0 || cell->cols >= CELL_TIME_COLS || cell->text->len == from)
        return ROLE_NORMAL;
    if (cell->cols >= CELL_MINUTE_COLS || cell->cols < CELL_SHORT_COLS) {
        buf_cut(cell->text, from + (cell->cols < CELL_MINUTE_COLS ? CELL_DAY_COLS : CELL_MINUTE_COLS));
        return ROLE_NORMAL;
    }
    char text[CELL_MINUTE_COLS + 1]; /* no room for the year: "03-28 13:02" */
    snprintf(text, sizeof text, "%s", buf_text(cell->text) + from);
    buf_cut(cell->text, from);
    buf_str(cell->text, text + CELL_MINUTE_COLS - CELL_SHORT_COLS);
    return ROLE_NORMAL;
}

void cell_shorten(struct buf *out, const char *text, int cols, bool ascii)
{
    size_t len = strlen(text);
    size_t all = len <= SHORTEN_MAX_BYTES ? cluster_cols(text, ascii, SIZE_MAX) : 0;
    if (cols < 4 || all <= (size_t)cols) {
        buf_str(out, text);
        return;
    }
    size_t tail_cols = (size_t)(cols - 1) / 2, head_cols = (size_t)cols - 1 - tail_cols;
    size_t head = cluster_fit(text, len, ascii, head_cols);
    size_t tail = head + cluster_fit(text + head, len - head, ascii, all - head_cols - tail_cols);
    while (tail < len && cluster_cols(text + tail, ascii, SIZE_MAX) > tail_cols) {
        struct cluster skip;
        cluster_next(text + tail, len - tail, ascii, &skip);
        tail += skip.used_bytes;
    }
    buf_append(out, text, head);
    buf_str(out, ascii ? "~" : "…");
    buf_str(out, text + tail);
}

/* The end of an ARN that fits, with a mark for what is missing before it. */
static void put_arn_end(struct table_cell *cell, const char *arn)
{
    size_t len = strlen(arn), room = (size_t)cell->cols - 1;
    while (len > 0 && cluster_cols(arn, cell->ascii, SIZE_MAX) > room) {
        struct cluster skip;
        cluster_next(arn, len, cell->ascii, &skip);
        arn += skip.used_bytes;
        len -= skip.used_bytes;
    }
    buf_str(cell->text, cell->ascii ? "~" : "…");
    buf_str(cell->text, arn);
}

/* "AWSReservedSSO_Admin_4be1f0c2a97d6635" says no more than "SSO Admin", "AWS::S3::Bucket" than "S3::Bucket".
 */
static void cut_aws_name(char *name)
{
    if (strncmp(name, "AWS::", 5) == 0)
        memmove(name, name + 5, strlen(name + 5) + 1);
    static const char prefix[] = "AWSReservedSSO_";
    char *hash = strrchr(name, '_');
    if (strncmp(name, prefix, sizeof prefix - 1) != 0 || hash == NULL || hash < name + sizeof prefix)
        return;
    *hash = '\0';
    memmove(name + 4, name + sizeof prefix - 1, strlen(name + sizeof prefix - 1) + 1);
    memcpy(name, "SSO ", 4);
}

enum role cell_middle(struct table_cell *cell, const char *text)
{
    static const char service[] = ".amazonaws.com", arn[] = "arn:aws:";
    if (text == NULL)
        return ROLE_NORMAL;
    size_t len = strlen(text), end = len > sizeof service ? len - (sizeof service - 1) : 0;
    if (cell->cols == 0 || len > SHORTEN_MAX_BYTES ||
        cluster_cols(text, cell->ascii, SIZE_MAX) <= (size_t)cell->cols)
        return cell_text(cell, text);
    CLEANUP(str) char *name = alloc_strn(text, end > 0 && strcmp(text + end, service) == 0 ? end : len);
    cut_aws_name(name);
    if (strncmp(name, arn, sizeof arn - 1) == 0)
        put_arn_end(cell, name);
    else
        cell_shorten(cell->text, name, cell->cols, cell->ascii);
    return ROLE_NORMAL;
}

enum role verdict_role(const char *verdict)
{
    static const struct {
        char initial;
        enum role role;
    } roles[] = {{'a', ROLE_ATTACKER}, {'c', ROLE_COMPROMISED}, {'b', ROLE_BENIGN}, {'u', ROLE_UNDECIDED}};
    for (size_t i = 0; verdict != NULL && i < ARRAY_LEN(roles); i++)
        if (verdict[0] == roles[i].initial)
            return roles[i].role;
    return ROLE_NORMAL;
}

enum role cell_verdict(struct table_cell *cell, const char *verdict, bool derived)
{
    if (verdict != NULL)
        buf_char(cell->text, derived ? verdict[0] : (char)toupper((unsigned char)verdict[0]));
    return verdict_role(verdict);
}
