// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the row of an event says must never decide otherwise than its record would: all expressions over many
 * records, ordinary and odd ones, by the scan and by the evaluator alone.
 */
#include "src/detect/scan.h"

#include "src/detect/ruleset.h"
#include "src/ingest/import.h"
#include "tests/unit/tiny_case.h"

enum { RECORDS = 3000, WATCHES_MOST = 400 };

static struct ruleset set;
static struct watch watches[WATCHES_MOST];
static size_t watch_count;
static uint32_t seed;

static unsigned chance(unsigned below)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % below;
}

/* Mostly one of the words, now and then what does not belong there. */
static void member(FILE *to, const char *name, const char *const *words)
{
    static const char *const odd[] = {"null",
                                      "\"\"",
                                      "5",
                                      "1.50",
                                      "true",
                                      "[\"a\",\"Root\"]",
                                      "{\"type\":\"Root\"}",
                                      "\"say \\\"Root\\\"\"",
                                      "\"\\u0041KIA\""};
    unsigned count = 0;
    while (words[count])
        count++;
    unsigned pick = chance(20);
    if (pick == 0)
        fprintf(to, ",\"%s\":%s", name, odd[chance(ARRAY_LEN(odd))]);
    else if (pick < 15)
        fprintf(to, ",\"%s\":%s", name, words[chance(count)]);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void identity(FILE *to)
{
    static const char *const odd[] = {"null", "\"Root\"", "[{\"type\":\"Root\",\"accessKeyId\":\"AKIAX\"}]",
                                      "{}"};
    if (chance(30) == 0) {
        fprintf(to, ",\"userIdentity\":%s", odd[chance(ARRAY_LEN(odd))]);
        return;
    }
    fprintf(to, ",\"userIdentity\":{\"principalId\":\"AIDA%u\"", chance(4));
    member(to, "type",
           WORDS("\"IAMUser\"", "\"AssumedRole\"", "\"Root\"", "\"AWSService\"", "\"FederatedUser\""));
    member(to, "arn",
           WORDS("\"arn:aws:iam::111122223333:user/a\"",
                 "\"arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0\""));
    member(to, "accessKeyId", WORDS("\"AKIAONE\"", "\"ASIATWO\"", "\"AKIA****\""));
    if (chance(4) == 0)
        member(to, "invokedBy", WORDS("\"cloudformation.amazonaws.com\""));
    if (chance(30) == 0)
        fputs(",\"sessionContext.sessionIssuer.type\":\"Role\"", to);
    if (chance(2) == 0) {
        fputs(",\"sessionContext\":{\"attributes\":{}", to);
        member(to, "sessionIssuer", WORDS("{\"type\":\"Role\"}", "{\"type\":\"Root\"}"));
        fputs("}", to);
    }
    fputs("}", to);
}

static void record(FILE *to, unsigned number)
{
    fprintf(to, "{\"eventID\":\"e%u\",\"eventTime\":\"2023-07-10T12:%02u:%02uZ\"", number, chance(60),
            chance(60));
    identity(to);
    member(to, "eventName",
           WORDS("\"ConsoleLogin\"", "\"GetCallerIdentity\"", "\"RunInstances\"", "\"PutObject\"",
                 "\"ListBuckets\"", "\"CreateKeyPair\""));
    fprintf(to, ",\"eventSource\":\"%s.amazonaws.com\"", WORDS("ec2", "s3", "sts", "signin")[chance(4)]);
    member(to, "awsRegion", WORDS("\"us-east-1\"", "\"eu-west-1\""));
    member(to, "sourceIPAddress",
           WORDS("\"198.51.100.7\"", "\"10.0.0.1\"", "\"ec2.amazonaws.com\"", "\"AWS Internal\""));
    member(to, "userAgent", WORDS("\"aws-cli/1.18 kali\"", "\"Mozilla/5.0\"", "\"TruffleHog\""));
    member(to, "eventType", WORDS("\"AwsApiCall\"", "\"AwsServiceEvent\"", "\"AwsCloudTrailInsight\""));
    member(to, "readOnly", WORDS("true", "false"));
    if (chance(3) == 0)
        member(to, "managementEvent", WORDS("true", "false"));
    if (chance(3) == 0)
        member(to, "errorCode",
               WORDS("\"AccessDenied\"", "\"Client.DryRunOperation\"", "\"Client.UnauthorizedOperation\""));
    if (chance(4) == 0)
        member(to, "errorMessage", WORDS("\"not authorized\"", "\"Failed authentication\""));
    if (chance(5) == 0)
        member(to, "vpcEndpointId", WORDS("\"vpce-1\""));
    if (chance(40) == 0)
        fputs(",\"userIdentity.type\":\"Root\"", to);
    if (chance(40) == 0)
        fputs(",\"userIdentity.accessKeyId\":\"AKIADOT\"", to);
    member(to, "responseElements",
           WORDS("{\"ConsoleLogin\":\"Success\"}", "{\"ConsoleLogin\":\"Failure\"}", "null"));
    fputs("}\n", to);
}

/* Each known field by each kind of question, and its contrary. */
static const char *const tests[] = {"|exists: true", ": null",          ": ''", "|contains: '*'",
                                    "|re: '^A'",     "|contains: Root", ": 5",  "|fieldref: eventName"};

static void add_field(const char *field)
{
    for (size_t i = 0; i < ARRAY_LEN(tests); i++) {
        char name[128], test[128];
        CLEANUP(buf) struct buf text = {0};
        snprintf(name, sizeof name, "%s %zu", field, i);
        snprintf(test, sizeof test, "%s%s", field, tests[i]);
        for (int no = 0; no < 2; no++)
            buf_fmt(&text,
                    "---\ntitle: %d %s\nlogsource: {product: aws, service: cloudtrail}\nlevel: low\n"
                    "detection:\n  s:\n    %s\n  condition: %s\n",
                    no, name, test, no ? "not s" : "s");
        ruleset_add_text(&set, "fields", false, buf_text(&text), text.len);
    }
}

static void add_rules(void)
{
    static const char *const fields[] = {"eventName",       "eventSource", "userAgent",
                                         "sourceIPAddress", "awsRegion",   "userIdentity.accessKeyId"};
    ruleset_add_own(&set);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        add_field(fields[i]);
    for (size_t i = 0; i < TRAIT__COUNT; i++)
        add_field(trait_fields[i]);
    ruleset_finish(&set);
    assert_int_equal(set.refused_count, 0);
    for (size_t i = 0; i < set.count; i++) {
        const struct correlation *it = &set.rules[i]->correlation;
        for (size_t b = 0; b < (it->kind ? it->base_count : 1); b++) {
            assert_true(watch_count < WATCHES_MOST);
            watches[watch_count++] =
                (struct watch){.expr = it->kind ? it->bases[b].expr : set.rules[i]->expr,
                               .base = it->kind && it->group_count ? &it->bases[b] : NULL,
                               .group_count = it->kind ? it->group_count : 0,
                               .field = it->kind ? it->field : NULL};
        }
    }
}

static int make_case(void **state)
{
    (void)state;
    struct err err;
    CLEANUP(import_report) struct import_report report = {0};
    char path[128];
    tiny_open();
    snprintf(path, sizeof path, "%s/records.jsonl", tiny_folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (unsigned i = 0; i < RECORDS; i++)
        record(file, i);
    fclose(file);
    const char *paths[] = {path};
    struct import_options options = {.paths = paths, .count = 1, .threads = 1};
    if (!import_run(tiny_db, &options, &report, &err))
        fail_msg("%s", err.text);
    unlink(path);
    assert_int_equal(report.stored, RECORDS);
    add_rules();
    return 0;
}

static int drop_case(void **state)
{
    (void)state;
    tiny_close();
    ruleset_done(&set);
    return 0;
}

/* The hits of one watch by its evaluator, event by event, and next to them those of the scan. */
static void compare(const struct watch *watch, const struct scan_hits *hits, struct evaluator *ev,
                    size_t *count)
{
    sqlite3_stmt *row;
    size_t found = 0;
    sqlite3_prepare_v2(tiny_db->sqlite, "SELECT event_id, event_json(event_id) FROM event ORDER BY event_id",
                       -1, &row, NULL);
    while (sqlite3_step(row) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(row, 1);
        assert_true(evaluator_set(ev, text, strlen(text)));
        bool is_hit = found < hits->count && hits->items[found].event_id == sqlite3_column_int64(row, 0);
        if (evaluate(ev, watch->expr) != is_hit)
            fail_msg("the scan says %d of %s", is_hit, text);
        if (is_hit && watch->group_count == 1) {
            const char *group = evaluator_value(ev, watch->base->group[0]);
            assert_string_equal(hits->items[found].group, group ? group : "");
        }
        if (is_hit && watch->field) {
            const char *value = evaluator_value(ev, watch->field), *got = hits->items[found].value;
            assert_string_equal(got ? got : "nothing", value ? value : "nothing");
        }
        found += is_hit;
    }
    assert_int_equal(found, hits->count);
    *count += found;
    sqlite3_finalize(row);
}

static void scan_and_compare(int64_t *ret_parsed)
{
    CLEANUP(names) struct names names = {0};
    CLEANUP(scan) struct scan scan = {0};
    struct evaluator ev;
    struct task task = {0};
    struct err err;
    size_t count = 0;
    const struct scan_ask ask = {&names, watches, watch_count, RECORDS};
    if (!names_load(&names, tiny_db, &err) || !scan_run(&scan, tiny_db, &ask, &task, &err))
        fail_msg("%s", err.text);
    evaluator_init(&ev);
    for (size_t i = 0; i < watch_count; i++)
        compare(&watches[i], &scan.hits[i], &ev, &count);
    evaluator_done(&ev);
    assert_int_equal(scan.events, RECORDS);
    assert_true(count > RECORDS);
    *ret_parsed = scan.parsed;
}

static void rows_decide_as_records_would(void **state)
{
    (void)state;
    int64_t parsed;
    assert_true(tiny_int("SELECT count(*) FROM event WHERE trait_id <> 0") > RECORDS / 4);
    assert_true(tiny_int("SELECT count(*) FROM event WHERE trait_id = 0") > RECORDS / 10);
    scan_and_compare(&parsed);
}

static void a_case_of_before_is_judged_by_its_records(void **state)
{
    (void)state;
    int64_t parsed;
    tiny_sql("UPDATE event SET trait_id = 0");
    scan_and_compare(&parsed);
    assert_int_equal(parsed, RECORDS);
}

int main(void)
{
    const struct CMUnitTest units[] = {
        cmocka_unit_test(rows_decide_as_records_would),
        cmocka_unit_test(a_case_of_before_is_judged_by_its_records),
    };
    return cmocka_run_group_tests(units, make_case, drop_case);
}
