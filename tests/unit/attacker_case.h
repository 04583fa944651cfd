// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * attacker_case: a tiny case (tiny_case.h) with an attacker, who is known by an address, and an owner. One
 * test program includes it once.
 */
#ifndef TRAILCASE_TESTS_ATTACKER_CASE_H
#define TRAILCASE_TESTS_ATTACKER_CASE_H

#include "src/base/buf.h"
#include "src/scope/attribution.h"
#include "src/scope/mark.h"
#include "tests/unit/tiny_case.h"

/* The attacker comes from 198.51.100.7, anybody else from 203.0.113.5. */
static const char attacker[] = "198.51.100.7", owner[] = "203.0.113.5";

/* A clock of its own, so that calls come one after the other. */
static int minute;

static UNUSED int open_case(void **state)
{
    struct err err;
    struct mark mark = {.kind = MARK_ADDRESS,
                        .value = attacker,
                        .verdict = VERDICT_ATTACKER,
                        .since_s = ISOTIME_NONE,
                        .until_s = ISOTIME_NONE};
    (void)state;
    tiny_open();
    minute = 0;
    tiny_add(&(struct tiny_event){"2020-03-01T00:00:00Z", "user:ONE", NULL, attacker, "AKIAONE", NULL,
                                  "sts:GetCallerIdentity", NULL, NULL, 0, 0});
    if (!mark_apply(tiny_db, &mark, 1, &err))
        fail_msg("%s", err.text);
    return 0;
}

static UNUSED int close_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

/* Put a word in the place of every @, and " in the place of '. */
static void fill(const char *text, const char *word, struct buf *out)
{
    buf_clear(out);
    for (; *text; text++)
        if (*text == '@')
            buf_str(out, word);
        else if (*text == '\'')
            buf_char(out, '"');
        else
            buf_char(out, *text);
}

static int64_t call_at(const char *time, const char *from, const char *api, const char *members,
                       const char *word, int outcome)
{
    CLEANUP(buf) struct buf filled = {0}, json = {0};
    fill(members, word, &filled);
    buf_fmt(&json, "{\"userIdentity\":{\"userName\":\"%s\"},%s}", from == attacker ? word : "admin",
            buf_text(&filled));
    bool bad = from == attacker;
    return tiny_add(&(struct tiny_event){time, bad ? "user:ONE" : "user:ADMIN", NULL, from,
                                         bad ? "AKIAONE" : "AKIAADMIN", NULL, api, buf_text(&json), NULL,
                                         outcome, 0});
}

static UNUSED int64_t call(const char *from, const char *api, const char *members, const char *word)
{
    char time[32];
    snprintf(time, sizeof time, "2020-04-01T%02d:%02d:00Z", minute / 60, minute % 60);
    minute++;
    return call_at(time, from, api, members, word, 0);
}

#endif
