// SPDX-License-Identifier: GPL-3.0-or-later
/* What every command does with its call: open the case, read the filter and the time options. */
#include "src/cli/cmd.h"

#include "src/base/isotime.h"
#include "src/enrich/agents.h"

#include <string.h>
#include <unistd.h>

const struct option_spec cmd_time_options[] = {
    {.name = "from", .argument = "TIME", .help = "not before: 2020-04-01, 2020-04-01T12:00, or 7d ago"},
    {.name = "to", .argument = "TIME", .help = "before"},
    {.name = "time-offset", .argument = "SPAN", .help = "the last SPAN: 30m, 24h, 7d, 2w"},
    {.name = "timeline-start", .argument = "TIME", .alias_of = "from"},
    {.name = "timeline-end", .argument = "TIME", .alias_of = "to"},
    {0},
};

bool call_open(const struct call *call, enum db_mode mode, struct db **ret_db, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    if (!db_open(&db, call->case_path, mode, err) || (mode != DB_READ && !agents_refresh(db, err)))
        return false;
    *ret_db = TAKE(db);
    return true;
}

bool call_is_chatty(const struct call *call)
{
    return !option_is_set(&call->options, "quiet") && isatty(STDERR_FILENO);
}

static bool append_time(const struct call *call, const char *option, const char *field, int64_t now_s,
                        struct buf *out, struct err *err)
{
    const char *text = option_value(&call->options, option);
    char iso[ISOTIME_SIZE];
    int64_t time_s;
    if (!text)
        return true;
    if (!isotime_parse_human(text, now_s, &time_s))
        return err_set(
            err, ERR_USAGE,
            "--%s takes a time (2020-04-01, 2020-04-01T12:00:00Z) or a span back from now (7d, 24h), "
            "not \"%s\"",
            option, text);
    buf_fmt(out, "%s%s:%s", out->len ? " " : "", field, isotime_format(time_s, iso));
    return true;
}

bool call_filter_text(const struct call *call, size_t from, int64_t now_s, struct buf *out, struct err *err)
{
    const struct options *options = &call->options;
    if (option_is_set(options, "time-offset") && option_is_set(options, "from"))
        return err_set(err, ERR_USAGE, "--time-offset and --from both say where to begin; give one of them");
    bool any = false;
    for (size_t i = from; i < call->arg_count; i++) {
        if (!call->args[i][strspn(call->args[i], " \t\n")])
            continue;
        buf_fmt(out, "%s%s", any ? " " : "(", call->args[i]);
        any = true;
    }
    if (any)
        buf_char(out, ')');
    return append_time(call, "from", "since", now_s, out, err) &&
           append_time(call, "time-offset", "since", now_s, out, err) &&
           append_time(call, "to", "until", now_s, out, err);
}
