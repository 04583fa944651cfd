// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/filter.h"

#include "src/model/events.h"
#include "src/model/filter_sql.h"
#include "tests/unit/tiny_case.h"

static const int64_t now_s = 1586304000; /* 2020-04-08T00:00:00Z */

static struct filter *parsed(const char *text)
{
    struct err err = {0};
    struct filter *filter = NULL;
    if (!filter_parse(&filter, text, now_s, NULL, &err))
        fail_msg("%s: %s", text, err.text);
    return filter;
}

static void text_becomes_canonical_and_stays_so(void **state)
{
    (void)state;
    static const struct {
        const char *text, *canonical;
    } cases[] = {
        {"", ""},
        {"  \t ", ""},
        {"key:AKIA1", "key:AKIA1"},
        {"KEY:AKIA1", "key:AKIA1"},
        {"ip:1.2.3.4", "address:1.2.3.4"},
        {"key:a  key:b", "key:a key:b"},
        {"key:a and key:b", "key:a key:b"},
        {"key:a AND NOT key:b", "key:a !key:b"},
        {"-key:a", "!key:a"},
        {"!!key:a", "key:a"},
        {"not (key:a or key:b)", "!(key:a or key:b)"},
        {"key:a or key:b key:c", "key:a or (key:b key:c)"},
        {"(key:a (key:b key:c))", "key:a key:b key:c"},
        {"(key:a or (key:b or key:c))", "key:a or key:b or key:c"},
        {"api:( CreateUser , \"Create Key\" )", "api:(CreateUser,\"Create Key\")"},
        {"api:(one)", "api:one"},
        {"agent:*kali*", "agent:*kali*"},
        {"agent:\"*kali*\"", "agent:\"*kali*\""},
        {"agent:a\\*b", "agent:\"a*b\""},
        {"agent:aws-cli*\\ Linux*", "agent:aws-cli*\\ Linux*"},
        {"agent:\"say \\\"hi\\\" \\\\\"", "agent:\"say \\\"hi\\\" \\\\\""},
        {"ci-deploy", "ci-deploy"},
        {"\"and\"", "\"and\""},
        {"\"-x\" x\\:*", "\"-x\" x\\:*"},
        {"2001:db8::1", "\"2001:db8::1\""},
        {"since:2020-04-01", "since:2020-04-01T00:00:00Z"},
        {"since:7d", "since:2020-04-01T00:00:00Z"},
        {"until:\"2020-04-01 12:30\"", "until:2020-04-01T12:30:00Z"},
        {"at:2020-04-08T10:00\xc2\xb1"
         "10m",
         "at:2020-04-08T10:00\xc2\xb1"
         "10m"},
        {"IS:Denied outcome:(DENIED,error)", "is:denied outcome:(denied,error)"},
        {"text:\"tcp 22\"", "text:\"tcp 22\""},
        {"principal:\xc3\xa9milie", "principal:\xc3\xa9milie"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CLEANUP(filter) struct filter *filter = parsed(cases[i].text);
        assert_string_equal(filter_text(filter), cases[i].canonical);
        CLEANUP(filter) struct filter *again = parsed(cases[i].canonical);
        assert_string_equal(filter_text(again), cases[i].canonical);
    }
}

static void errors_point_at_the_byte_and_say_what_was_expected(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
        const char *message;
    } cases[] = {
        {"key:", 4, "a value was expected"},
        {"key:a or", 8, "a term was expected"},
        {"key:a )", 6, "nothing was opened"},
        {"(key:a", 0, "never closed"},
        {"x ()", 3, "a term was expected"},
        {"a \"b", 2, "the quote that opens here"},
        {"princpal:x", 0, "did you mean principal:?"},
        {"zzz:x", 0, "put quotes around words that hold a colon"},
        {"api:(a b)", 7, "a comma or )"},
        {"api:(a", 4, "the list that opens here"},
        {"is:purple", 3, "is: takes read, write"},
        {"outcome:good", 8, "success, denied or error"},
        {"since:yesterday", 6, "a time was expected"},
        {"at:7x", 3, "a day, a minute or TIME"},
        {"ip:10.0.0.0/33", 3, "no range of addresses"},
        {"id:abc*", 3, "no wildcards"},
        {"\xc3\xa9 !", 4, "character 4"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err err = {0};
        struct filter *filter = NULL;
        size_t at = 999;
        assert_false(filter_parse(&filter, cases[i].text, now_s, &at, &err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_int_equal(at, cases[i].at);
        if (!strstr(err.text, cases[i].message))
            fail_msg("%s: %s", cases[i].text, err.text);
    }
}

static void nesting_and_length_have_limits(void **state)
{
    (void)state;
    struct err err = {0};
    struct filter *filter = NULL;
    CLEANUP(buf) struct buf deep = {0};
    buf_repeat(&deep, '(', 100000);
    assert_false(filter_parse(&filter, buf_text(&deep), now_s, NULL, &err));
    buf_clear(&deep);
    for (int i = 0; i < 60; i++)
        buf_str(&deep, "!(a ");
    assert_false(filter_parse(&filter, buf_text(&deep), now_s, NULL, &err));
    assert_non_null(strstr(err.text, "too deep"));
    buf_clear(&deep);
    for (int i = 0; i < 600; i++)
        buf_str(&deep, "a ");
    assert_false(filter_parse(&filter, buf_text(&deep), now_s, NULL, &err));
    assert_non_null(strstr(err.text, "too many terms"));
}

static void chips_are_the_terms_that_are_anded(void **state)
{
    (void)state;
    CLEANUP(filter) struct filter *filter = parsed("key:a (ip:1.2.3.4 or agent:x) !is:read");
    assert_int_equal(filter_chip_count(filter), 3);
    assert_string_equal(filter_chip(filter, 1), "(address:1.2.3.4 or agent:x)");
    assert_string_equal(filter_chip(filter, 2), "!is:read");
    CLEANUP(filter) struct filter *either = parsed("key:a or key:b");
    assert_int_equal(filter_chip_count(either), 1);
    assert_string_equal(filter_chip(either, 0), "(key:a or key:b)");
}

static void an_appended_term_means_that_value_and_nothing_else(void **state)
{
    (void)state;
    static const char *const values[] = {"plain", "a b", "\"q\"", "back\\slash", "*",
                                         "a,b",   "(x)", "",      "x:y"};
    for (size_t i = 0; i < ARRAY_LEN(values); i++) {
        CLEANUP(buf) struct buf text = {0};
        filter_append_term(&text, "agent", values[i]);
        CLEANUP(filter) struct filter *filter = parsed(buf_text(&text));
        assert_string_equal(filter_text(filter), buf_text(&text));
    }
}

static void the_window_is_what_the_anded_times_leave(void **state)
{
    (void)state;
    int64_t from_s = ISOTIME_NONE, to_s = ISOTIME_NONE;
    CLEANUP(filter)
    struct filter *filter =
        parsed("since:2020-04-01 since:2020-04-02 key:a until:2020-04-05 (since:2020-04-03 or key:b)");
    filter_window(filter, &from_s, &to_s);
    assert_int_equal(from_s, 1585785600);
    assert_int_equal(to_s, 1586044800);
}

/* The events of the tiny case; their numbers are 1, 2, … in this order. */
static const struct tiny_event events[] = {
    {"2020-04-01T10:00:00Z", "user:AIDAALICE/alice", NULL, "198.51.100.7", "AKIAALICE", "aws-cli/1.18 Linux",
     "iam:CreateUser", "{\"requestParameters\":{\"userName\":\"mallory\"}}", NULL, 0, 0},
    {"2020-04-01T12:30:00Z", "user:AIDAALICE/alice", NULL, "203.0.113.9", "AKIAALICE", "Boto3 100%",
     "s3:ListBuckets", NULL, NULL, 0, 0},
    {"2020-04-02T00:00:00Z", "user:AIDABOB/bob", NULL, "203.0.113.9", "AKIABOB", "Boto3 100%",
     "ec2:RunInstances", NULL, "Client.UnauthorizedOperation", 1, 0},
    {"2020-04-02T08:00:00Z", "role:AROACI/ci", "role:AROACI:deploy@2020", "2001:db8::5", "ASIACI",
     "terraform", "ec2:DescribeInstances", NULL, NULL, 0, 2},
    {"2020-04-03T23:59:59Z", "svc:config", NULL, "config.amazonaws.com", NULL, NULL, "config:PutEvaluations",
     NULL, "Throttling", 2, 16},
    {"2020-04-04T09:00:00Z", "user:AIDABOB/bob", NULL, "198.51.100.8", NULL, "Mozilla/5.0",
     "signin:ConsoleLogin", NULL, NULL, 0, 3},
};

static int make_case(void **state)
{
    (void)state;
    tiny_open();
    for (size_t i = 0; i < ARRAY_LEN(events); i++)
        tiny_add(&events[i]);
    tiny_sql("UPDATE address SET ip = X'00000000000000000000FFFFC6336407' WHERE value = '198.51.100.7'");
    tiny_sql("UPDATE address SET ip = X'00000000000000000000FFFFC6336408' WHERE value = '198.51.100.8'");
    tiny_sql("UPDATE address SET ip = X'00000000000000000000FFFFCB007109' WHERE value = '203.0.113.9'");
    tiny_sql("UPDATE address SET ip = X'20010DB8000000000000000000000005' WHERE value = '2001:db8::5'");
    tiny_sql("INSERT INTO resource (value, type) VALUES ('arn:aws:iam::1:user/mallory', 'AWS::IAM::User')");
    tiny_sql("INSERT INTO event_resource VALUES (1, 1)");
    tiny_sql(
        "INSERT INTO mark (kind, value, verdict, created_s) VALUES ('address', '203.0.113.9', 'attacker', 1),"
        " ('event', 'uid-6', 'benign', 1)");
    tiny_sql("INSERT INTO attribution VALUES (2, 'attributed', 'address', '203.0.113.9'),"
             " (3, 'attributed', 'address', '203.0.113.9'), (1, 'undecided', 'key', 'AKIAALICE')");
    return 0;
}

static int drop_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

/* The numbers of the events a filter leaves, as "1 2 5". */
static void matching(const char *text, struct buf *out)
{
    struct err err = {0};
    CLEANUP(filter) struct filter *filter = parsed(text);
    CLEANUP(events) struct events found = {0};
    CLEANUP(events_page) struct events_page page = {0};
    const struct events_ask ask = events_ask_first(100);
    if (!events_open(&found, tiny_db, filter, &err) || !events_page(&page, &found, tiny_db, &ask, &err) ||
        !events_count(&found, tiny_db, &err))
        fail_msg("%s: %s", text, err.text);
    for (size_t i = 0; i < page.count; i++)
        buf_fmt(out, "%s%lld", i ? " " : "", (long long)page.rows[i].id);
    assert_int_equal(found.matching, page.count);
}

static const struct {
    const char *text, *ids;
} meanings[] = {
    {"", "1 2 3 4 5 6"},
    {"principal:alice", "1 2"},
    {"principal:ALICE", "1 2"},
    {"principal:user:AIDABOB/bob", "3 6"},
    {"principal:(alice,ci)", "1 2 4"},
    {"!principal:alice", "3 4 5 6"},
    {"principal:nobody", ""},
    {"!principal:nobody", "1 2 3 4 5 6"},
    {"ip:203.0.113.9", "2 3"},
    {"ip:198.51.100.0/24", "1 6"},
    {"ip:198.51.100.7/32", "1"},
    {"ip:0.0.0.0/0", "1 2 3 6"},
    {"ip:2001:0DB8:0:0::/32", "4"},
    {"ip:2001:DB8:0::5", "4"},
    {"ip:config.amazonaws.com", "5"},
    {"ip:*.9", "2 3"},
    {"key:AKIA*", "1 2 3"},
    {"key:AKIA???E", ""},
    {"key:AKIA?????", "1 2"},
    {"session:deploy*", "4"},
    {"session:*deploy*", "4"},
    {"agent:boto3*", "2 3"},
    {"agent:\"Boto3 100%\"", "2 3"},
    {"agent:\"Boto3 1%\"", ""},
    {"agent:Boto3\\ ???%", "2 3"},
    {"api:CreateUser", "1"},
    {"api:iam:CreateUser", "1"},
    {"api:s3:*", "2"},
    {"service:ec2", "3 4"},
    {"service:EC2.amazonaws.com", "3 4"},
    {"region:eu-west-1", "1 2 3 4 5 6"},
    {"account:111122223333", "1 2 3 4 5 6"},
    {"resource:*mallory", "1"},
    {"resource:none", ""},
    {"error:*Unauthorized*", "3"},
    {"outcome:denied", "3"},
    {"outcome:(denied,error)", "3 5"},
    {"access:read", "2 4"},
    {"is:read", "2 4"},
    {"is:write", "1 3 5 6"},
    {"is:interesting", "1 3 5 6"},
    {"is:denied", "3"},
    {"is:error", "5"},
    {"is:failed", "3 5"},
    {"is:success", "1 2 4 6"},
    {"is:mfa", "4 6"},
    {"is:console", "6"},
    {"is:service", "5"},
    {"is:attributed", "2 3"},
    {"is:undecided", "1"},
    {"is:(attributed,undecided)", "1 2 3"},
    {"is:marked", "2 3 6"},
    {"technique:T1136", "1"},
    {"technique:t1136.003", "1"},
    {"since:2020-04-02", "3 4 5 6"},
    {"until:2020-04-02", "1 2"},
    {"since:2020-04-01T12:30", "2 3 4 5 6"},
    {"at:2020-04-01", "1 2"},
    {"at:2020-04-01T12:30", "2"},
    {"at:2020-04-01T12:00\xc2\xb1"
     "30m",
     ""},
    {"at:2020-04-01T12:00+-31m", "2"},
    {"!at:2020-04-01", "3 4 5 6"},
    {"text:MALLORY", "1"},
    {"text:m*y", "1"},
    {"text:absent", ""},
    {"id:uid-4", "4"},
    {"id:(4,uid-2)", "2 4"},
    {"id:77", ""},
    {"203.0.113.9", "2 3"},
    {"198.51.100.0/25", "1 6"},
    {"alice", "1 2"},
    {"*mallory*", "1"},
    {"RunInstances", "3"},
    {"Throttling", "5"},
    {"alice or bob", "1 2 3 6"},
    {"alice !is:read", "1"},
    {"(alice or bob) ip:203.0.113.9", "2 3"},
    {"alice or bob ip:203.0.113.9", "1 2 3"},
    {"!(alice or bob)", "4 5"},
    {"key:AKIAALICE since:2020-04-01 until:2020-04-02", "1 2"},
    {"key:AKIAALICE resource:*mallory", "1"},
};

static void terms_leave_the_events_they_mean(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
        CLEANUP(buf) struct buf ids = {0};
        matching(meanings[i].text, &ids);
        if (strcmp(buf_text(&ids), meanings[i].ids) != 0)
            fail_msg("%s: expected \"%s\", got \"%s\"", meanings[i].text, meanings[i].ids, buf_text(&ids));
    }
}

static void filters_know_what_can_answer_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum filter_scope scope;
    } cases[] = {
        {"key:AKIA* since:2020-04-02", FILTER_ACTIVITY},
        {"since:2020-04-02T01:00", FILTER_PART_DAYS},
        {"!since:2020-04-02T01:00", FILTER_EVENTS},
        {"since:2020-04-02T01:00 or bob", FILTER_EVENTS},
        {"since:2020-04-02T01:00 is:mfa", FILTER_PART_DAYS},
        {"since:2020-04-02T01:00 is:attributed", FILTER_EVENTS},
        {"is:write !is:denied technique:T1136", FILTER_ACTIVITY},
        {"alice", FILTER_ACTIVITY},
        {"*mallory*", FILTER_EVENTS},
        {"is:mfa", FILTER_ACTIVITY},
        {"text:x", FILTER_EVENTS},
        {"is:attributed", FILTER_EVENTS},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err err = {0};
        CLEANUP(filter) struct filter *filter = parsed(cases[i].text);
        CLEANUP(filter_sql) struct filter_sql sql = {0};
        assert_true(filter_sql_prepare(&sql, filter, tiny_db, &err));
        if (sql.scope != cases[i].scope)
            fail_msg("%s: the other scope", cases[i].text);
    }
}

static uint64_t random_state = 20200428;

static unsigned random_below(unsigned limit)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % limit;
}

static void random_filter(struct buf *out, unsigned depth)
{
    static const char *const terms[] = {"principal:alice",
                                        "principal:*b*",
                                        "ip:203.0.113.0/24",
                                        "key:AKIA*",
                                        "agent:boto3*",
                                        "api:*User",
                                        "service:(ec2,s3)",
                                        "is:write",
                                        "is:denied",
                                        "is:mfa",
                                        "is:console",
                                        "outcome:error",
                                        "since:2020-04-02",
                                        "until:2020-04-03",
                                        "at:2020-04-01",
                                        "error:*",
                                        "session:*",
                                        "technique:T1136",
                                        "principal:nobody",
                                        "access:(read,write)",
                                        "bob"};
    unsigned choice = depth ? random_below(6) : 0;
    if (choice < 3)
        buf_str(out, terms[random_below(ARRAY_LEN(terms))]);
    else if (choice == 3) {
        buf_char(out, '!');
        random_filter(out, 0);
    } else {
        buf_char(out, '(');
        random_filter(out, depth - 1);
        buf_str(out, choice == 4 ? " " : " or ");
        random_filter(out, depth - 1);
        buf_char(out, ')');
    }
}

/* Bounds at any hour, and-ed with the rest; some leave nothing. */
static void random_window(struct buf *out)
{
    if (random_below(2))
        buf_fmt(out, " since:2020-04-0%uT%02u:00", 1 + random_below(4), random_below(24));
    if (random_below(2))
        buf_fmt(out, " until:2020-04-0%uT%02u:30", 1 + random_below(4), random_below(24));
}

static int64_t count_over(const char *source, const struct filter_sql *sql)
{
    struct err err = {0};
    struct stmt *stmt;
    int64_t count;
    const struct query_part parts[] = {{"source", source}, {"filter", filter_sql_where(sql)}};
    if (!db_stmt_parts(tiny_db, QUERY_EVENT_COUNT, parts, 2, &stmt, &err))
        fail_msg("%s", err.text);
    filter_sql_bind(sql, stmt);
    assert_true(stmt_run_int(stmt, 0, &count, &err));
    stmt_free(stmt);
    return count;
}

static void the_rollup_and_single_events_give_the_same_answer(void **state)
{
    (void)state;
    for (int i = 0; i < 500; i++) {
        struct err err = {0};
        CLEANUP(buf) struct buf text = {0};
        random_filter(&text, 4);
        random_window(&text);
        CLEANUP(filter) struct filter *filter = parsed(buf_text(&text));
        CLEANUP(filter) struct filter *again = parsed(filter_text(filter));
        CLEANUP(filter_sql) struct filter_sql sql = {0}, sql_again = {0};
        assert_true(filter_sql_prepare(&sql, filter, tiny_db, &err));
        assert_true(filter_sql_prepare(&sql_again, again, tiny_db, &err));
        assert_int_not_equal(sql.scope, FILTER_EVENTS);
        int64_t events_count = count_over("event_unit", &sql);
        if (count_over(filter_sql_source(&sql), &sql) != events_count ||
            count_over("event_unit", &sql_again) != events_count)
            fail_msg("%s", buf_text(&text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_becomes_canonical_and_stays_so),
        cmocka_unit_test(errors_point_at_the_byte_and_say_what_was_expected),
        cmocka_unit_test(nesting_and_length_have_limits),
        cmocka_unit_test(chips_are_the_terms_that_are_anded),
        cmocka_unit_test(an_appended_term_means_that_value_and_nothing_else),
        cmocka_unit_test(the_window_is_what_the_anded_times_leave),
        cmocka_unit_test(terms_leave_the_events_they_mean),
        cmocka_unit_test(filters_know_what_can_answer_them),
        cmocka_unit_test(the_rollup_and_single_events_give_the_same_answer),
    };
    return cmocka_run_group_tests(tests, make_case, drop_case);
}
