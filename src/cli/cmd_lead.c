// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/file.h"
#include "src/cli/output.h"
#include "src/detect/alert.h"
#include "src/detect/lead.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct column columns[] = {
    {"lead", COLUMN_TEXT, 0},
    {"level", COLUMN_TEXT, 0},
    {"title", COLUMN_TEXT, COLUMN_WIDE},
    {"event", COLUMN_TEXT, COLUMN_SPARE},
    {"key", COLUMN_TEXT, 0},
    {"address", COLUMN_TEXT, 0},
    {"principal", COLUMN_TEXT, 0},
};

/* What is told: the content of a file, or of standard input, or the word itself. */
static bool read_told(const char *word, struct buf *out, struct err *err)
{
    const char *path = strcmp(word, "-") == 0 ? "/dev/stdin" : word;
    if (path == word && access(path, F_OK) != 0)
        return buf_str(out, word);
    if (!file_read(path, ALERT_BYTES_MAX, out, err))
        return false;
    while (out->len && strchr(" \r\n\t", out->bytes[out->len - 1]))
        buf_cut(out, out->len - 1);
    return true;
}

static bool write_alert(struct call *call, const struct alert *alert, struct err *err)
{
    CLEANUP(output) struct output *out = NULL;
    char id[32];
    snprintf(id, sizeof id, "alert:%lld", (long long)alert->id);
    if (!output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    output_text(out, id);
    output_text(out, rule_level_names[alert->level]);
    output_text(out, alert->title);
    output_text(out, alert->event);
    output_text(out, alert->key);
    output_text(out, alert->address);
    output_text(out, alert->principal);
    return output_row(out, err) && output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf told = {0};
    struct alert alert;
    if (strcmp(call->args[0], "add") != 0)
        return err_set(err, ERR_USAGE, "lead knows one word: add. Usage: trailcase lead %s",
                       call->command->usage);
    struct call of_case = *call;
    of_case.case_path = call->args[1];
    return call_open(&of_case, DB_WRITE, &db, err) && read_told(call->args[2], &told, err) &&
           alert_read(db, buf_text(&told), &arena, &alert, err) && alert_add(db, &alert, err) &&
           write_alert(call, &alert, err);
}

const struct command cmd_lead = {
    .name = "lead",
    .group = CMD_JUDGE,
    .usage = "add CASE WHAT",
    .summary = "Take an alert from outside as a lead",
    .detail = "WHAT is an eventID, an access key, an address or a principal of the case, or a file\n"
              "with an alert as JSON, - for standard input. What the alert names is looked for in\n"
              "all its texts. 'leads' lists it beside the others, 'undo' takes it back.\n",
    .args_min = 3,
    .args_max = 3,
    .tables = {cmd_output_options},
    .run = run,
};
