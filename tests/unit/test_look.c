// SPDX-License-Identifier: GPL-3.0-or-later
/* What is looked at in a case: lists, pages of events, the timeline, one event. */
#include "src/model/complete.h"
#include "src/model/event_view.h"
#include "src/model/events.h"
#include "src/model/frequency.h"
#include "src/model/lanes.h"
#include "src/model/list.h"
#include "src/model/record_text.h"
#include "src/model/timeline.h"
#include "tests/unit/tiny_case.h"

#define T(time) "2020-04-" time ":00Z"

static const struct tiny_event events[] = {
    {T("01T10:00"), "user:A/alice", NULL, "198.51.100.7", "AKIAA", "cli", "s3:ListBuckets", NULL, NULL, 0, 0},
    {T("01T10:00"), "user:A/alice", NULL, "198.51.100.7", "AKIAA", "cli", "s3:ListBuckets", NULL, NULL, 0, 0},
    {T("01T12:30"), "user:A/alice", NULL, "203.0.113.9", "AKIAA", "boto", "ec2:RunInstances", NULL, "Denied",
     1, 0},
    {T("02T00:00"), "user:B/bob", NULL, "203.0.113.9", "AKIAB", "boto", "ec2:RunInstances",
     "{\"requestParameters\":{\"instancesSet\":{\"items\":[{\"instanceId\":\"i-1\"}]}},\"errorMessage\":"
     "\"no\","
     "\"responseElements\":{\"credentials\":{\"sessionToken\":\"SECRET\"}}}",
     "Denied", 1, 2},
    {T("04T08:00"), "role:R/ci", "role:R:deploy", "203.0.113.9", "ASIAC", "tf", "ec2:DescribeInstances", NULL,
     NULL, 0, 0},
};

static int make_case(void **state)
{
    (void)state;
    tiny_open();
    for (size_t i = 0; i < ARRAY_LEN(events); i++)
        tiny_add(&events[i]);
    tiny_sql("INSERT INTO mark (kind, value, verdict, reason, created_s) VALUES ('address', '203.0.113.9', "
             "'attacker', "
             "'scanner', 1), ('key', 'AKIAA', 'compromised', NULL, 1)");
    tiny_sql("INSERT INTO derived_mark VALUES ('key', 'ASIAC', 'attacker', 4, 'issued by it'),"
             " ('key', 'AKIAA', 'attacker', 4, 'outvoted')");
    tiny_sql("INSERT INTO attribution VALUES (3, 'attributed', 'address', '203.0.113.9'),"
             " (4, 'attributed', 'address', '203.0.113.9'), (1, 'undecided', 'key', 'AKIAA')");
    tiny_sql("INSERT INTO ingest VALUES (1, 1, 2, '0', '[]')");
    tiny_sql("INSERT INTO source (source_id, ingest_id, path, size_bytes, mtime_s, status) VALUES "
             "(1, 1, '/logs/a.json.gz', 1, 1, 'read'), (2, 1, '/logs/b.json.gz', 1, 1, 'read')");
    tiny_sql("INSERT INTO sighting VALUES (4, 1, 12), (4, 2, 99)");
    return 0;
}

static int drop_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

static struct filter *parsed(const char *text)
{
    struct err err = {0};
    struct filter *filter = NULL;
    if (!filter_parse(&filter, text, 0, NULL, &err))
        fail_msg("%s: %s", text, err.text);
    return filter;
}

/* --- lists --- */

/* A list as "value=events/denied/verdict ...". */
static void list_text(const struct list_ask *ask, struct buf *out)
{
    struct err err = {0};
    CLEANUP(list) struct list list = {0};
    if (!list_load(&list, tiny_db, ask, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < list.count; i++) {
        const struct list_row *row = &list.rows[i];
        buf_fmt(out, "%s%s=%lld/%lld/%s%s", i ? " " : "", row->value, (long long)row->events,
                (long long)row->denied, row->verdict ? row->verdict : "-", row->derived ? "*" : "");
    }
}

static void lists_count_order_and_judge(void **state)
{
    (void)state;
    static const struct {
        struct list_ask ask;
        const char *filter, *text;
    } cases[] = {
        {{.kind = LIST_KEYS}, "", "AKIAA=3/1/compromised AKIAB=1/1/- ASIAC=1/0/attacker*"},
        {{.kind = LIST_KEYS, .sort = LIST_BY_VALUE},
         "",
         "ASIAC=1/0/attacker* AKIAB=1/1/- AKIAA=3/1/compromised"},
        {{.kind = LIST_KEYS, .sort = LIST_BY_LAST, .ascending = true, .limit = 1},
         "",
         "AKIAA=3/1/compromised"},
        {{.kind = LIST_ADDRESSES}, "", "203.0.113.9=3/2/attacker 198.51.100.7=2/0/-"},
        {{.kind = LIST_ADDRESSES}, "is:write", "203.0.113.9=2/2/attacker"},
        {{.kind = LIST_ADDRESSES}, "since:2020-04-01T12:00 until:2020-04-02", "203.0.113.9=1/1/attacker"},
        {{.kind = LIST_PRINCIPALS}, "ip:203.0.113.9", "role:R/ci=1/0/- user:A/alice=1/1/- user:B/bob=1/1/-"},
        {{.kind = LIST_APIS}, "", "ec2:RunInstances=2/2/- s3:ListBuckets=2/0/- ec2:DescribeInstances=1/0/-"},
        {{.kind = LIST_SERVICES}, "", "ec2=3/2/- s3=2/0/-"},
        {{.kind = LIST_SERVICES}, "is:mfa", "ec2=1/1/-"},
        {{.kind = LIST_SESSIONS}, "", "role:R:deploy=1/0/-"},
        {{.kind = LIST_ERRORS}, "", "Denied=2/2/-"},
        {{.kind = LIST_AGENTS}, "agent:nobody", ""},
        {{.kind = LIST_REGIONS}, "", "eu-west-1=5/2/-"},
        {{.kind = LIST_ACCOUNTS}, "", "111122223333=5/2/-"},
        {{.kind = LIST_RESOURCES}, "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CLEANUP(buf) struct buf text = {0};
        CLEANUP(filter) struct filter *filter = parsed(cases[i].filter);
        struct list_ask ask = cases[i].ask;
        ask.filter = filter;
        list_text(&ask, &text);
        assert_string_equal(buf_text(&text), cases[i].text);
    }
}

static void frequencies_count_every_field_under_a_filter(void **state)
{
    (void)state;
    static const struct {
        const char *field, *filter, *text;
        int64_t without;
    } cases[] = {
        {"key", "", "AKIAA=3 AKIAB=1 ASIAC=1", 0},
        {"session", "", "role:R:deploy=1", 4},
        {"error", "is:write", "Denied=2", 0},
        {"outcome", "", "success=3 denied=2", 0},
        {"at", "", "2020-04-01=3 2020-04-02=1 2020-04-04=1", 0},
        {"at", "since:2020-04-01T12:00", "2020-04-01=1 2020-04-02=1 2020-04-04=1", 0},
        {"service", "is:mfa", "ec2=1", 0},
        {"access", "", "read=3 write=2", 0},
        {"technique", "is:write", "T1578.002=2", 0},
        {"resource", "", "", 0},
        {"is", "key:AKIAB", "attributed=1 denied=1 failed=1 interesting=1 marked=1 mfa=1 write=1", 0},
        {"api", "agent:nobody", "", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err err = {0};
        CLEANUP(buf) struct buf text = {0};
        CLEANUP(filter) struct filter *filter = parsed(cases[i].filter);
        CLEANUP(frequency) struct frequency frequency = {0};
        if (!frequency_load(&frequency, tiny_db, cases[i].field, filter, 0, &err))
            fail_msg("%s: %s", cases[i].field, err.text);
        for (size_t row = 0; row < frequency.count; row++)
            buf_fmt(&text, "%s%s=%lld", row ? " " : "", frequency.rows[row].value,
                    (long long)frequency.rows[row].events);
        assert_string_equal(buf_text(&text), cases[i].text);
        assert_int_equal(frequency.without, cases[i].without);
    }
}

static void values_are_completed_whatever_their_case_and_wildcards_are_letters(void **state)
{
    (void)state;
    static const struct {
        const char *field, *prefix, *text;
    } cases[] = {
        {"key", "akia", "AKIAA AKIAB"},
        {"ip", "203.", "203.0.113.9"},
        {"api", "run", "RunInstances"},
        {"api", "EC2:r", "ec2:RunInstances"},
        {"principal", "ali", "alice"},
        {"principal", "user:A", "user:A/alice"},
        {"agent", "%", ""},
        {"agent", "_li", ""},
        {"technique", "t1098.00", ""},
        {"text", "a", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err err = {0};
        CLEANUP(buf) struct buf text = {0};
        CLEANUP(complete) struct complete found;
        assert_true(complete_values(&found, tiny_db, cases[i].field, cases[i].prefix, &err));
        assert_true(found.whole);
        for (size_t n = 0; n < found.count; n++)
            buf_fmt(&text, "%s%s", n ? " " : "", found.items[n]);
        if (strcmp(cases[i].field, "technique") != 0)
            assert_string_equal(buf_text(&text), cases[i].text);
        else
            assert_non_null(strstr(buf_text(&text), "T1098.001 T1098.003"));
    }
}

static void every_field_has_frequencies_that_order_both_ways_or_says_so(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(frequency) struct frequency none = {0};
    for (size_t n = 0; frequency_field(n) != NULL; n++)
        for (enum frequency_sort sort = 0; sort < FREQUENCY__SORTS; sort++) {
            CLEANUP(frequency) struct frequency frequency = {0};
            assert_true(frequency_load(&frequency, tiny_db, frequency_field(n), NULL, 2, &err));
            assert_true(frequency.count <= 2);
            frequency_order(&frequency, sort, false);
            int64_t first = frequency.count ? frequency.rows[0].events : 0;
            frequency_order(&frequency, sort, true);
            assert_int_equal(first, frequency.count ? frequency.rows[frequency.count - 1].events : 0);
        }
    assert_false(frequency_load(&none, tiny_db, "colour", NULL, 0, &err));
    assert_non_null(strstr(err.text, "principal address"));
}

static void every_column_of_every_list_sorts_both_ways(void **state)
{
    (void)state;
    for (enum list_kind kind = 0; kind < LIST__COUNT; kind++)
        for (unsigned sort = 0; sort < LIST_BY_EXTRA + LIST_EXTRAS_MAX; sort++) {
            struct err err = {0};
            CLEANUP(list) struct list list = {0};
            if (sort >= LIST_BY_EXTRA && !list_specs[kind].extras[sort - LIST_BY_EXTRA].name)
                continue;
            struct list_ask ask = {.kind = kind, .sort = sort, .ascending = sort % 2, .buckets = 4};
            if (!list_load(&list, tiny_db, &ask, &err))
                fail_msg("%s: %s", list_specs[kind].name, err.text);
        }
}

static void extras_and_totals_tell_more(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(list) struct list list = {0};
    CLEANUP(filter) struct filter *filter = parsed("ip:203.0.113.9");
    struct list_ask ask = {
        .kind = LIST_KEYS, .filter = filter, .limit = 1, .sort = LIST_BY_VALUE, .ascending = true};
    assert_true(list_load(&list, tiny_db, &ask, &err));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.matching, 3);
    assert_int_equal(list.total, 3);
    assert_string_equal(list.rows[0].value, "AKIAA");
    assert_string_equal(list_specs[LIST_KEYS].extras[0].name, "principal");
    assert_string_equal(list.rows[0].extras[0].text, "alice");
    assert_string_equal(list_specs[LIST_KEYS].extras[3].name, "addresses");
    assert_int_equal(list.rows[0].extras[3].number, 1);
}

static void sparklines_cover_the_whole_case(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(list) struct list list = {0};
    struct list_ask ask = {.kind = LIST_ADDRESSES, .buckets = 3};
    assert_true(list_load(&list, tiny_db, &ask, &err));
    const int64_t *scanner = list.rows[0].spark, *office = list.rows[1].spark;
    assert_int_equal(scanner[0] + scanner[1] + scanner[2], 3);
    assert_int_equal(scanner[0], 2);
    assert_int_equal(scanner[2], 1);
    assert_int_equal(office[0], 2);
    assert_int_equal(office[1] + office[2], 0);
}

/* --- pages of events --- */

static void page_text(struct events *open, const struct events_ask *ask, bool *ret_more, struct buf *out)
{
    struct err err = {0};
    CLEANUP(events_page) struct events_page page = {0};
    if (!events_page(&page, open, tiny_db, ask, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < page.count; i++)
        buf_fmt(out, "%lld ", (long long)page.rows[i].id);
    *ret_more = page.more;
}

static void pages_go_both_ways_and_from_a_moment(void **state)
{
    (void)state;
    struct err err = {0};
    int64_t moment_s, second_s;
    assert_true(isotime_parse("2020-04-02", 10, &moment_s));
    assert_true(isotime_parse("2020-04-01T10:00:00Z", 20, &second_s));
    const struct {
        struct events_ask ask;
        const char *ids;
        bool more;
    } cases[] = {
        {events_ask_first(2), "1 2 ", true},
        {events_ask_first(5), "1 2 3 4 5 ", false},
        {events_ask_last(2), "4 5 ", true},
        {events_ask_from(moment_s, 9), "4 5 ", false},
        {events_ask_before(moment_s, 9), "1 2 3 ", false},
        {events_ask_before(moment_s, 1), "3 ", true},
        {{.time_s = second_s, .id = 1, .limit = 1}, "2 ", true},
        {{.time_s = second_s, .id = 2, .limit = 9, .backward = true}, "1 ", false},
    };
    for (enum events_way way = EVENTS_BY_INDEX; way <= EVENTS_BY_ROLLUP; way++) {
        CLEANUP(events) struct events open = {0};
        assert_true(events_open(&open, tiny_db, NULL, &err));
        assert_int_equal(open.matching, 5);
        assert_int_equal(open.total, 5);
        open.way = way;
        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            CLEANUP(buf) struct buf ids = {0};
            bool more;
            page_text(&open, &cases[i].ask, &more, &ids);
            assert_string_equal(buf_text(&ids), cases[i].ids);
            assert_int_equal(more, cases[i].more);
        }
    }
}

static void rows_carry_names_and_the_event_id(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(events) struct events open = {0};
    CLEANUP(events_page) struct events_page page = {0};
    const struct events_ask ask = events_ask_last(1);
    assert_true(events_open(&open, tiny_db, NULL, &err));
    assert_true(events_page(&page, &open, tiny_db, &ask, &err));
    assert_string_equal(page.rows[0].uid, "uid-5");
    assert_string_equal(page.rows[0].session, "role:R:deploy");
    assert_string_equal(page.rows[0].service, "ec2");
    assert_null(page.rows[0].error);
}

static void a_uuid_is_found_and_shown_as_text(void **state)
{
    (void)state;
    struct err err = {0};
    int64_t id;
    const char *uid = "0e5d0ab6-097e-49d8-99ef-747ce3e5f8f4";
    tiny_sql("UPDATE event SET uid = X'0e5d0ab6097e49d899ef747ce3e5f8f4' WHERE event_id = 2");
    assert_true(events_find(tiny_db, uid, &id, &err));
    assert_int_equal(id, 2);
    CLEANUP(events) struct events open = {0};
    CLEANUP(events_page) struct events_page page = {0};
    const struct events_ask ask = events_ask_first(2);
    assert_true(events_open(&open, tiny_db, NULL, &err));
    assert_true(events_page(&page, &open, tiny_db, &ask, &err));
    assert_string_equal(page.rows[1].uid, uid);
}

/* --- timeline --- */

static void histogram_stacks_by_attribution_and_fills_gaps(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(timeline) struct timeline timeline = {0};
    struct timeline_ask ask = {.from_s = ISOTIME_NONE, .to_s = ISOTIME_NONE, .buckets_max = 5};
    assert_true(timeline_load(&timeline, tiny_db, &ask, &err));
    assert_int_equal(timeline.bucket_s, DAY_S);
    assert_int_equal(timeline.count, 4);
    assert_int_equal(timeline.events, 5);
    assert_int_equal(timeline.most, 3);
    assert_int_equal(timeline.buckets[0].events, 3);
    assert_int_equal(timeline.buckets[0].attributed, 1);
    assert_int_equal(timeline.buckets[0].undecided, 1);
    assert_int_equal(timeline.buckets[0].failed, 1);
    assert_int_equal(timeline.buckets[2].events, 0);
}

static void days_from_the_rollup_equal_days_from_events(void **state)
{
    (void)state;
    static const char *const filters[] = {"", "ip:203.0.113.9", "!is:denied", "since:2020-04-02"};
    for (size_t f = 0; f < ARRAY_LEN(filters); f++) {
        struct err err = {0};
        CLEANUP(filter) struct filter *filter = parsed(filters[f]);
        CLEANUP(timeline) struct timeline days = {0}, hours = {0};
        struct timeline_ask ask = {
            .filter = filter, .from_s = ISOTIME_NONE, .to_s = ISOTIME_NONE, .bucket_s = DAY_S};
        assert_true(timeline_load(&days, tiny_db, &ask, &err));
        ask.bucket_s = HOUR_S;
        assert_true(timeline_load(&hours, tiny_db, &ask, &err));
        assert_int_equal(days.events, hours.events);
    }
}

static void lanes_add_up_to_the_bars(void **state)
{
    (void)state;
    for (enum lanes_by by = 0; by < LANES_BY__COUNT; by++) {
        struct err err = {0};
        CLEANUP(timeline) struct timeline timeline = {0};
        CLEANUP(lanes) struct lanes lanes = {0};
        struct timeline_ask ask = {.from_s = ISOTIME_NONE, .to_s = ISOTIME_NONE, .bucket_s = HOUR_S};
        assert_true(timeline_load(&timeline, tiny_db, &ask, &err));
        assert_true(lanes_load(&lanes, tiny_db,
                               &(struct lanes_ask){.timeline = &timeline, .by = by, .most = 100}, &err));
        assert_int_equal(lanes.total, lanes.count);
        assert_true(lanes.list[0].attributed > 0);
        for (size_t b = 0; b < timeline.count && by != LANES_BY_KEY; b++) {
            struct timeline_bucket sum = {0};
            for (size_t i = 0; i < lanes.count; i++) {
                sum.events += lanes.list[i].buckets[b].events;
                sum.attributed += lanes.list[i].buckets[b].attributed;
                sum.undecided += lanes.list[i].buckets[b].undecided;
            }
            assert_int_equal(sum.events, timeline.buckets[b].events);
            assert_int_equal(sum.attributed, timeline.buckets[b].attributed);
            assert_int_equal(sum.undecided, timeline.buckets[b].undecided);
        }
    }
}

static void too_many_buckets_are_refused(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(timeline) struct timeline timeline = {0};
    struct timeline_ask ask = {.from_s = 0, .to_s = 1000000000, .bucket_s = 1};
    assert_false(timeline_load(&timeline, tiny_db, &ask, &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

static void like_events_fold_into_runs(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(events) struct events open = {0};
    CLEANUP(events_page) struct events_page page = {0};
    CLEANUP(filter) struct filter *filter = parsed("service:s3");
    const struct events_ask ask = events_ask_first(10);
    struct timeline_run runs[10];
    tiny_sql("DELETE FROM attribution WHERE event_id = 1");
    assert_true(events_open(&open, tiny_db, filter, &err));
    assert_true(events_page(&page, &open, tiny_db, &ask, &err));
    assert_int_equal(timeline_fold(&page, runs), 1);
    assert_int_equal(runs[0].events, 2);
}

/* --- one event --- */

static const char *field(const struct event_view *view, const char *label, size_t nth)
{
    for (size_t i = 0; i < view->field_count; i++)
        if (strcmp(view->fields[i].label, label) == 0 && nth-- == 0)
            return view->fields[i].value;
    return "(none)";
}

static void an_event_tells_who_what_and_where_it_was_found(void **state)
{
    (void)state;
    struct err err = {0};
    bool found;
    CLEANUP(event_view) struct event_view view = {0};
    assert_true(event_view_load(&view, tiny_db, 4, &found, &err));
    assert_true(found);
    assert_string_equal(view.title, "ec2:RunInstances by bob, denied");
    assert_string_equal(field(&view, "Access key", 0), "AKIAB");
    assert_string_equal(field(&view, "Outcome", 0), "denied");
    assert_string_equal(field(&view, "Message", 0), "no");
    assert_string_equal(field(&view, "MFA", 0), "yes");
    assert_string_equal(field(&view, "Console", 0), "(none)");
    assert_string_equal(field(&view, "Resource", 0), "i-1");
    assert_string_equal(field(&view, "Found in", 0), "/logs/a.json.gz at byte 12");
    assert_string_equal(field(&view, "Also in", 0), "/logs/b.json.gz at byte 99");
    assert_string_equal(field(&view, "Attribution", 0), "attributed");
    assert_string_equal(field(&view, "This address", 0), "attacker: scanner");
}

static void secrets_are_in_the_record_but_not_in_what_is_shown(void **state)
{
    (void)state;
    struct err err = {0};
    bool found;
    CLEANUP(event_view) struct event_view view = {0};
    assert_true(event_view_load(&view, tiny_db, 4, &found, &err));
    assert_null(strstr(view.json, "SECRET"));
    assert_non_null(strstr(view.json, "\"sessionToken\": \"(hidden)\""));
    assert_non_null(strstr(view.record, "SECRET"));
    assert_int_equal(view.record_len, strlen(events[3].json));
    for (size_t i = 0; i < view.field_count; i++)
        assert_null(strstr(view.fields[i].value, "SECRET"));
}

static void an_event_that_is_not_there_is_not_found(void **state)
{
    (void)state;
    struct err err = {0};
    bool found = true;
    CLEANUP(event_view) struct event_view view = {0};
    assert_true(event_view_load(&view, tiny_db, 99, &found, &err));
    assert_false(found);
}

static void records_are_set_out_and_secrets_hidden(void **state)
{
    (void)state;
    static const struct {
        const char *json, *text;
    } cases[] = {
        {"{}", "{}"},
        {"{\"a\":[],\"b\":{}}", "{\n  \"a\": [],\n  \"b\": {}\n}"},
        {"[1,\"x\",null]", "[\n  1,\n  \"x\",\n  null\n]"},
        {"{\"n\":12345678901234567890.10}", "{\n  \"n\": 12345678901234567890.10\n}"},
        {"{\"masterUserPassword\":\"p\"}", "{\n  \"masterUserPassword\": \"(hidden)\"\n}"},
        {"{\"SecretString\" : \"p\"}", "{\n  \"SecretString\": \"(hidden)\"\n}"},
        {"{\"password\":null,\"x\":\"password\"}", "{\n  \"password\": null,\n  \"x\": \"password\"\n}"},
        {"{\"password\":{\"a\":\"b\",\"c\":[1]},\"d\":\"e\"}",
         "{\n  \"password\": {\n    \"a\": \"(hidden)\",\n    \"c\": [\n      \"(hidden)\"\n    ]\n  },\n  "
         "\"d\": \"e\"\n}"},
        {"{\"clientToken\":\"t\"}", "{\n  \"clientToken\": \"t\"\n}"},
        {"\"a\\\"b\"", "\"a\\\"b\""},
        {"{\"keyMaterial\":\"-----BEG", "{\n  \"keyMaterial\": \"(hidden)\""},
        {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CLEANUP(buf) struct buf text = {0};
        record_text(cases[i].json, strlen(cases[i].json), &text);
        assert_string_equal(buf_text(&text), cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_count_order_and_judge),
        cmocka_unit_test(frequencies_count_every_field_under_a_filter),
        cmocka_unit_test(values_are_completed_whatever_their_case_and_wildcards_are_letters),
        cmocka_unit_test(every_field_has_frequencies_that_order_both_ways_or_says_so),
        cmocka_unit_test(every_column_of_every_list_sorts_both_ways),
        cmocka_unit_test(extras_and_totals_tell_more),
        cmocka_unit_test(sparklines_cover_the_whole_case),
        cmocka_unit_test(pages_go_both_ways_and_from_a_moment),
        cmocka_unit_test(rows_carry_names_and_the_event_id),
        cmocka_unit_test(histogram_stacks_by_attribution_and_fills_gaps),
        cmocka_unit_test(days_from_the_rollup_equal_days_from_events),
        cmocka_unit_test(lanes_add_up_to_the_bars),
        cmocka_unit_test(too_many_buckets_are_refused),
        cmocka_unit_test(an_event_tells_who_what_and_where_it_was_found),
        cmocka_unit_test(secrets_are_in_the_record_but_not_in_what_is_shown),
        cmocka_unit_test(an_event_that_is_not_there_is_not_found),
        cmocka_unit_test(records_are_set_out_and_secrets_hidden),
        cmocka_unit_test(like_events_fold_into_runs),
        cmocka_unit_test(a_uuid_is_found_and_shown_as_text),
    };
    return cmocka_run_group_tests(tests, make_case, drop_case);
}
