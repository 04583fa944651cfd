// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/census.h"

#include "tests/unit/tiny_case.h"

enum { ROWS = 20000, KEYS = 700, BUCKET_S = 5 * DAY_S, DAYS = 20 };

/* Rows of the rollup with ids at random, so many that tables in memory grow several times. */
static void fill_activity(void)
{
    uint32_t random = 1;
    uint32_t ids[5];
    tiny_sql("BEGIN");
    for (int row = 0; row < ROWS; row++) {
        for (size_t i = 0; i < ARRAY_LEN(ids); i++)
            ids[i] = (random = random * 1103515245 + 12345) >> 16;
        tiny_sql(
            "INSERT OR IGNORE INTO activity VALUES (%u, %u, %u, 0, %u, %u, 1, 1, 1, 0, %u, 0, %u, %u, %u, 1)",
            ids[0] % 40, ids[1] % DAYS, ids[2] % 9, ids[3] % 300, ids[4] % KEYS, ids[0] % 3, ids[1] % 7 + 1,
            ids[1] % DAYS * DAY_S + ids[2] % 1000, ids[1] % DAYS * DAY_S + 40000 + ids[3] % 1000);
    }
    tiny_sql("COMMIT");
    tiny_sql("INSERT INTO api (source, name, service, base_name, access, interesting)"
             " SELECT 'a' || value, 'n' || value, 's' || (value %% 3), 'n', 'read', 0"
             "   FROM json_each('[1,2,3,4,5,6,7,8]')");
}

static int open_case(void **state)
{
    (void)state;
    tiny_open();
    fill_activity();
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

static void take(struct census *census, const struct census_ask *ask)
{
    struct err err = {0};
    CLEANUP(filter_sql) struct filter_sql sql = {0};
    if (!filter_sql_prepare(&sql, NULL, tiny_db, &err) || !census_take(census, tiny_db, ask, &sql, &err))
        fail_msg("%s", err.text);
}

static struct census_ask by_key(void)
{
    return (struct census_ask){.id = "x.key_id",
                               .different = {"x.principal_id", "x.address_id", "x.api_id", CENSUS_SERVICE},
                               .bucket_s = BUCKET_S};
}

#define OF_KEY(what) tiny_int("SELECT " what " FROM activity WHERE key_id = %lld", (long long)row->id)

static void rows_are_what_sql_counts(void **state)
{
    (void)state;
    CLEANUP(census) struct census census = {0};
    const struct census_ask ask = by_key();
    take(&census, &ask);
    assert_int_equal(census.count, tiny_int("SELECT count(DISTINCT nullif(key_id, 0)) FROM activity"));
    for (size_t i = 0; i < census.count; i++) {
        const struct census_row *row = &census.rows[i];
        assert_int_equal(row->events, OF_KEY("sum(events)"));
        assert_int_equal(row->denied, OF_KEY("sum(events * (outcome = 1))"));
        assert_int_equal(row->first_s, OF_KEY("min(first_s)"));
        assert_int_equal(row->last_s, OF_KEY("max(last_s)"));
        assert_int_equal(row->principal_id, OF_KEY("max(principal_id)"));
        assert_int_equal(row->different[0], OF_KEY("count(DISTINCT nullif(principal_id, 0))"));
        assert_int_equal(row->different[1], OF_KEY("count(DISTINCT nullif(address_id, 0))"));
        assert_int_equal(row->different[2], OF_KEY("count(DISTINCT nullif(api_id, 0))"));
        assert_int_equal(row->different[3],
                         tiny_int("SELECT count(DISTINCT service) FROM activity JOIN api USING"
                                  " (api_id) WHERE key_id = %lld",
                                  (long long)row->id));
        for (int64_t bucket = 0; bucket < DAYS * DAY_S / BUCKET_S; bucket++)
            assert_int_equal(census_bucket(&census, row->id, bucket),
                             tiny_int("SELECT coalesce(sum(events), 0) FROM activity WHERE key_id = %lld"
                                      "   AND first_s / %lld = %lld",
                                      (long long)row->id, (long long)BUCKET_S, (long long)bucket));
    }
}

static void a_service_is_counted_by_its_first_api(void **state)
{
    (void)state;
    CLEANUP(census) struct census census = {0};
    const struct census_ask ask = {.id = CENSUS_SERVICE};
    take(&census, &ask);
    assert_int_equal(census.count, 3);
    for (size_t i = 0; i < census.count; i++)
        assert_int_equal(census.rows[i].events,
                         tiny_int("SELECT sum(x.events) FROM activity AS x JOIN api AS a USING (api_id)"
                                  "  JOIN api AS first ON first.service = a.service AND first.api_id = %lld",
                                  (long long)census.rows[i].id));
}

/* Four events; the second is about two resources, the third about none. */
static void fill_resources(void)
{
    static const char *const about[][2] = {
        {"bucket-a", NULL}, {"bucket-a", "bucket-b"}, {NULL, NULL}, {"bucket-b", NULL}};
    for (int i = 0; i < (int)ARRAY_LEN(about); i++) {
        char time[32];
        snprintf(time, sizeof time, "2020-04-0%dT10:00:00Z", i + 1);
        tiny_add(&(struct tiny_event){time, i < 2 ? "user:A" : "user:B", NULL, "203.0.113.5", "AKIAONE",
                                      "cli", "s3:GetObject", NULL, NULL, i == 1, 0});
        int64_t event_id = tiny_int("SELECT max(event_id) FROM event");
        for (int j = 0; j < 2 && about[i][j]; j++)
            tiny_sql("INSERT INTO event_resource VALUES (%lld, %lld)",
                     (long long)tiny_word("resource", about[i][j]), (long long)event_id);
    }
}

static void an_event_is_counted_under_each_of_its_resources(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(census) struct census census = {0};
    CLEANUP(filter_sql) struct filter_sql sql = {0};
    const struct census_ask ask = {.id = CENSUS_RESOURCE, .different = {"x.principal_id"}, .bucket_s = DAY_S};
    fill_resources();
    assert_true(filter_sql_prepare(&sql, NULL, tiny_db, &err));
    filter_sql_need_events(&sql);
    assert_true(census_take(&census, tiny_db, &ask, &sql, &err));
    assert_int_equal(census.count, 2);
    for (size_t i = 0; i < census.count; i++) {
        const struct census_row *row = &census.rows[i];
        bool is_a = row->id == tiny_word("resource", "bucket-a");
        assert_int_equal(row->events, 2);
        assert_int_equal(row->denied, 1);
        assert_int_equal(row->different[0], is_a ? 1 : 2);
        assert_int_equal(row->last_s - row->first_s, is_a ? DAY_S : 2 * DAY_S);
        assert_int_equal(census_bucket(&census, row->id, row->last_s / DAY_S), 1);
    }
}

static void those_that_are_kept_are_the_first_and_their_equals(void **state)
{
    (void)state;
    enum { LIMIT = 20 };
    for (int up = 0; up < 2; up++) {
        CLEANUP(census) struct census all = {0};
        CLEANUP(census) struct census best = {0};
        const struct census_ask ask = by_key();
        take(&all, &ask);
        take(&best, &ask);
        census_keep(&best, LIMIT, CENSUS_COUNTS + 1, up);
        assert_true(best.count >= LIMIT && best.count < all.count);
        int64_t worst = best.rows[0].different[1];
        for (size_t i = 0; i < best.count; i++)
            if (up ? best.rows[i].different[1] > worst : best.rows[i].different[1] < worst)
                worst = best.rows[i].different[1];
        size_t better = 0, equal = 0;
        for (size_t i = 0; i < all.count; i++) {
            int64_t value = all.rows[i].different[1];
            equal += value == worst;
            better += up ? value < worst : value > worst;
        }
        assert_true(better < LIMIT);
        assert_int_equal(best.count, better + equal);
    }
}

static void nothing_is_dropped_without_need(void **state)
{
    (void)state;
    CLEANUP(census) struct census census = {0};
    const struct census_ask ask = by_key();
    take(&census, &ask);
    size_t before = census.count;
    census_keep(&census, 0, CENSUS_EVENTS, false);
    census_keep(&census, before, CENSUS_EVENTS, false);
    assert_int_equal(census.count, before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_what_sql_counts),
        cmocka_unit_test(a_service_is_counted_by_its_first_api),
        cmocka_unit_test(an_event_is_counted_under_each_of_its_resources),
        cmocka_unit_test(those_that_are_kept_are_the_first_and_their_equals),
        cmocka_unit_test(nothing_is_dropped_without_need),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_case, close_case);
}
