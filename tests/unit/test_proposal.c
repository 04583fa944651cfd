// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/proposal.h"

#include "src/scope/attribution.h"
#include "src/scope/undo.h"
#include "tests/unit/tiny_case.h"

/*
 * The owner of AKIAONE comes from 203.0.113.5 since January. On April 1st the attacker uses the key from
 * 198.51.100.7, later from 198.51.100.8.
 */
static void add(const char *time, const char *principal, const char *address, const char *key,
                const char *agent)
{
    tiny_add(
        &(struct tiny_event){time, principal, NULL, address, key, agent, "s3:ListBuckets", NULL, NULL, 0, 0});
}

static int open_case(void **state)
{
    (void)state;
    tiny_open();
    for (int day = 1; day <= 6; day++) {
        char time[32];
        snprintf(time, sizeof time, "2020-01-%02dT10:00:00Z", day);
        add(time, "user:ONE", "203.0.113.5", "AKIAONE", "boto3");
    }
    add("2020-04-01T10:00:00Z", "user:ONE", "198.51.100.7", "AKIAONE", "evil/1"); /* event 7 */
    add("2020-04-01T11:00:00Z", "user:ONE", "198.51.100.8", "AKIAONE", "evil/1");
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

static void mark(enum mark_kind kind, const char *value, enum verdict verdict)
{
    struct err err;
    struct mark mark = {kind, value, verdict, .since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
    if (!mark_apply(tiny_db, &mark, 1, &err))
        fail_msg("%s", err.text);
}

static void load(struct proposal_list *list)
{
    struct err err;
    if (!proposal_list_load(list, tiny_db, &err))
        fail_msg("%s", err.text);
}

static const struct proposal *find(const struct proposal_list *list, const char *value)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].mark.value, value) == 0 && !list->items[i].follows)
            return &list->items[i];
    return NULL;
}

static void expect(const char *value, const char *rule, enum verdict verdict, bool is_high)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    const struct proposal *p = find(&list, value);
    if (!p)
        fail_msg("%s is not proposed", value);
    assert_string_equal(p->rule, rule);
    assert_int_equal(p->mark.verdict, verdict);
    assert_int_equal(p->is_high, is_high);
}

static void expect_none(const char *value)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    assert_null(find(&list, value));
}

static void take_high(void)
{
    CLEANUP(proposal_list) struct proposal_list taken = {0};
    struct err err;
    if (!proposal_take_high(&taken, tiny_db, &err))
        fail_msg("%s", err.text);
}

static void address_and_key_of_an_attributed_call_are_proposed(void **state)
{
    (void)state;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    expect("198.51.100.7", "address-of-call", VERDICT_ATTACKER, true);
    expect("AKIAONE", "key-of-call", VERDICT_COMPROMISED, true);
    expect_none("203.0.113.5");
}

static void address_with_a_history_is_not_high_and_says_so(void **state)
{
    (void)state;
    add("2020-04-02T10:00:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "boto3");
    mark(MARK_EVENT, "uid-9", VERDICT_ATTACKER);
    expect("203.0.113.5", "address-of-call", VERDICT_ATTACKER, false);
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    assert_non_null(strstr(find(&list, "203.0.113.5")->against, "in use on 6 days before"));
}

static void address_of_the_same_key_is_proposed_before_the_key_is_marked(void **state)
{
    (void)state;
    add("2020-04-01T12:00:00Z", "user:TWO", "198.51.100.9", "AKIATWO", "evil/1");
    add("2020-04-01T13:00:00Z", "user:ONE", "198.51.100.9", "AKIAONE", "boto3");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("198.51.100.8", "address-of-key", VERDICT_ATTACKER, true);  /* by the attacker's agent */
    expect("198.51.100.9", "address-of-key", VERDICT_ATTACKER, false); /* by one principal's key only */
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    const struct proposal *p = find(&list, "198.51.100.9");
    assert_int_equal(p->shown, 1);
    assert_int_equal(p->event_id, 10);
    assert_int_equal(p->attributed, 2);
    assert_int_equal(p->credentials, 1);
    assert_string_equal(p->query, "address:198.51.100.9 !is:attributed");
}

static void benign_key_brings_no_address(void **state)
{
    (void)state;
    mark(MARK_KEY, "AKIAONE", VERDICT_BENIGN);
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    expect_none("198.51.100.8");
}

static void agent_names_the_addresses_and_credentials_it_brings_in(void **state)
{
    (void)state;
    add("2020-04-01T12:00:00Z", "user:TWO", "198.51.100.9", "AKIATWOOOOOO", "evil/1");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    const struct proposal *p = find(&list, "evil/1");
    assert_int_equal(p->attributed, 2);
    assert_string_equal(p->brings, "the new addresses 198.51.100.8 (1 call), 198.51.100.9 (1 call), and "
                                   "1 new credential: AKIA…OOOO (TWO)");
}

static void what_taking_all_brings_along_is_listed_with_its_effect(void **state)
{
    (void)state;
    CLEANUP(proposal_list) struct proposal_list list = {0}, taken = {0};
    struct err err;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    load(&list);
    assert_true(proposal_take_high(&taken, tiny_db, &err));
    size_t high = 0, follow = 0;
    for (size_t i = 0; i < list.count; i++) {
        high += list.items[i].is_high && !list.items[i].follows;
        follow += list.items[i].follows;
        assert_non_null(list.items[i].query);
        if (strcmp(list.items[i].mark.value, "203.0.113.5") == 0) {
            assert_true(list.items[i].follows);
            assert_int_equal(list.items[i].undecided, -6);
        }
    }
    assert_true(follow > 0);
    assert_int_equal(high + follow, taken.count);
    assert_int_equal(tiny_int("SELECT count(*) FROM attribution WHERE state = 'undecided'"), 0);
}

static void trying_changes_nothing_and_needs_no_writing(void **state)
{
    (void)state;
    struct err err;
    CLEANUP(proposal_list) struct proposal_list there = {0}, here = {0};
    CLEANUP(db) struct db *reader = NULL;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    load(&there);
    int64_t before = tiny_int("SELECT count(*) FROM attribution");
    if (!db_open(&reader, db_path(tiny_db), DB_READ, &err) || !proposal_list_load(&here, reader, &err))
        fail_msg("%s", err.text);
    assert_int_equal(here.count, there.count);
    for (size_t i = 0; i < here.count; i++) {
        assert_string_equal(here.items[i].mark.value, there.items[i].mark.value);
        assert_int_equal(here.items[i].attributed, there.items[i].attributed);
        assert_int_equal(here.items[i].undecided, there.items[i].undecided);
    }
    assert_int_equal(tiny_int("SELECT count(*) FROM attribution"), before);
    struct mark refused = {MARK_KEY, "AKIAONE", VERDICT_ATTACKER, .since_s = ISOTIME_NONE,
                           .until_s = ISOTIME_NONE};
    assert_false(mark_apply(reader, &refused, 1, &err));
}

static void session_of_an_attributed_call_is_proposed_and_its_key_is_not(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2020-04-01T12:00:00Z", "role:R", "role:R@1", "198.51.100.7", "ASIAONE",
                                  "evil/1", "s3:ListBuckets", NULL, NULL, 0, 0});
    mark(MARK_EVENT, "uid-9", VERDICT_ATTACKER);
    expect("role:R@1", "session-of-call", VERDICT_COMPROMISED, true);
    expect_none("ASIAONE");
}

static void new_address_of_a_compromised_key_is_high_with_the_attackers_agent(void **state)
{
    (void)state;
    add("2020-04-01T12:00:00Z", "user:ONE", "198.51.100.9", "AKIAONE", "boto3");
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    mark(MARK_KEY, "AKIAONE", VERDICT_COMPROMISED);
    expect("198.51.100.8", "address-of-key", VERDICT_ATTACKER, true);
    expect("198.51.100.9", "address-of-key", VERDICT_ATTACKER, false);
}

static void agent_that_came_up_with_the_attacker_is_never_high(void **state)
{
    (void)state;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    expect("evil/1", "agent-of-call", VERDICT_ATTACKER, false);
}

static void agent_that_was_there_before_is_not_proposed(void **state)
{
    (void)state;
    add("2020-01-07T10:00:00Z", "user:TWO", "203.0.113.5", "AKIATWO", "evil/1");
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    expect_none("evil/1");
}

static void role_that_the_attacker_made_is_proposed(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2020-04-01T12:00:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE",
                                  "evil/1", "iam:CreateRole",
                                  "{\"responseElements\":{\"role\":{\"roleId\":\"AROANEW\"}}}", NULL, 0, 0});
    add("2020-04-01T13:00:00Z", "role:AROANEW", "198.51.100.60", "ASIANEW", "boto3");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("role:AROANEW", "role-made", VERDICT_ATTACKER, true);
}

static void address_the_owner_used_for_days_is_given_back(void **state)
{
    (void)state;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    mark(MARK_KEY, "AKIAONE", VERDICT_COMPROMISED);
    expect("203.0.113.5", "address-of-owner", VERDICT_BENIGN, true);
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    assert_int_equal(find(&list, "203.0.113.5")->undecided, -6);
}

static void address_where_the_attackers_agent_was_is_not_given_back_by_itself(void **state)
{
    (void)state;
    add("2020-04-02T10:00:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "evil/1");
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    mark(MARK_KEY, "AKIAONE", VERDICT_COMPROMISED);
    expect("203.0.113.5", "address-of-owner", VERDICT_BENIGN, false);
}

/* The owner goes on as before on April 2nd; on the 3rd somebody comes through the same address with another
 * program. */
static void address_of_the_owner_is_given_back_only_while_it_is_like_before(void **state)
{
    (void)state;
    add("2020-04-02T10:00:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "boto3"); /* event 9 */
    add("2020-04-03T10:00:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "curl/7");
    add("2020-04-03T10:01:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "boto3");
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    take_high();
    assert_int_equal(tiny_int("SELECT until_s FROM mark WHERE verdict = 'benign'"),
                     tiny_int("SELECT time_s - 1 FROM event WHERE event_id = 10"));
    assert_int_equal(tiny_int("SELECT sum(event_id) FROM attribution WHERE state = 'undecided'"), 10 + 11);
}

static void call_new_to_the_owner_ends_what_is_given_back(void **state)
{
    (void)state;
    add("2020-04-02T10:00:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "boto3");
    tiny_add(&(struct tiny_event){"2020-04-03T10:00:00Z", "user:ONE", NULL, "203.0.113.5", "AKIAONE", "boto3",
                                  "iam:CreateUser", NULL, NULL, 0, 0});
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    take_high();
    assert_int_equal(tiny_int("SELECT sum(event_id) FROM attribution WHERE state = 'undecided'"), 10);
}

static void attacker_who_comes_through_the_owners_address_later_is_not_hidden(void **state)
{
    (void)state;
    add("2020-04-02T10:00:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "boto3");
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    take_high();
    assert_int_equal(tiny_int("SELECT count(*) FROM attribution WHERE state = 'undecided'"), 0);
    add("2020-04-05T10:00:00Z", "user:ONE", "203.0.113.5", "AKIAONE", "boto3"); /* more evidence comes */
    struct err err;
    assert_true(attribution_refresh(tiny_db, &err));
    assert_int_equal(tiny_int("SELECT count(*) FROM attribution WHERE state = 'undecided'"), 1);
}

static void new_address_shared_by_people_who_work_there_as_before_is_not_high(void **state)
{
    (void)state;
    add("2020-01-07T10:00:00Z", "user:TWO", "203.0.113.6", "AKIATWO", "terraform");
    add("2020-01-07T11:00:00Z", "user:SIX", "203.0.113.6", "AKIASIX", "Chrome");
    add("2020-04-01T09:00:00Z", "user:TWO", "198.51.100.7", "AKIATWO", "terraform");
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    expect("198.51.100.7", "address-of-call", VERDICT_ATTACKER, true);
    add("2020-04-01T09:30:00Z", "user:SIX", "198.51.100.7", "AKIASIX", "Chrome");
    expect("198.51.100.7", "address-of-call", VERDICT_ATTACKER, false);
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    assert_non_null(strstr(find(&list, "198.51.100.7")->against, "2 of them work there as elsewhere before"));
}

static void address_that_the_attackers_keys_came_to_from_another_of_theirs_is_high(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        const char *users[] = {"user:A", "user:B", "user:C"}, *keys[] = {"AKIAA", "AKIAB", "AKIAC"};
        add("2020-04-01T09:00:00Z", users[i], "198.51.100.8", keys[i], "evil/1");
        add("2020-04-01T10:00:00Z", users[i], "198.51.100.7", keys[i], "evil/1");
    }
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    expect("198.51.100.7", "address-of-call", VERDICT_ATTACKER, true);
}

static void session_that_only_time_joins_to_the_attacker_is_proposed_and_never_high(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2020-04-01T12:00:00Z", "role:X", "role:X@1", "198.51.100.50", "ASIAX",
                                  "boto3", "s3:ListBuckets", NULL, NULL, 0, 0});
    tiny_sql(
        "INSERT INTO issuance (event_id, what, time_s, together, parent_kind, parent, role_arn, "
        "session_name) SELECT 7, 'session', time_s, 'event 7', 'key', 'AKIAONE', 'arn:x', '1' FROM event "
        "WHERE event_id = 7");
    tiny_sql("UPDATE principal SET arn = 'arn:x' WHERE key = 'role:X'");
    tiny_sql("UPDATE session SET name = '1'");
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    expect("role:X@1", "session-of-edge", VERDICT_ATTACKER, false);
}

/* Somebody at 198.51.100.9 makes AKIATWO on March 30th; the attacker uses it on April 2nd from 198.51.100.7.
 */
static void make_key(const char *maker, const char *agent)
{
    int64_t made = tiny_add(&(struct tiny_event){"2020-03-30T10:00:00Z", maker, NULL, "198.51.100.9", NULL,
                                                 agent, "iam:CreateAccessKey", NULL, NULL, 0, 0});
    tiny_sql("INSERT INTO issuance (event_id, what, time_s, together, parent_kind, parent, issued, target) "
             "SELECT event_id, 'key', time_s, 'event ' || event_id, 'principal', %Q, 'AKIATWO', 'TWO' FROM "
             "event WHERE event_id = %lld",
             maker, (long long)made);
    add("2020-04-02T10:00:00Z", "user:TWO", "198.51.100.7", "AKIATWO", "evil/1");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
}

static void new_address_where_the_attackers_key_was_made_is_high(void **state)
{
    (void)state;
    make_key("user:TWO", "Firefox");
    expect("198.51.100.9", "address-of-maker", VERDICT_ATTACKER, true);
}

static void address_of_the_maker_is_not_high_when_the_key_was_used_at_an_older_one(void **state)
{
    (void)state;
    make_key("user:TWO", "Firefox");
    add("2020-03-31T10:00:00Z", "user:TWO", "203.0.113.5", "AKIATWO", "boto3");
    expect("198.51.100.9", "address-of-maker", VERDICT_ATTACKER, false);
}

static void address_of_the_maker_is_not_high_when_they_work_there_as_before(void **state)
{
    (void)state;
    add("2020-01-07T10:00:00Z", "user:ADMIN", "203.0.113.6", NULL, "Firefox");
    make_key("user:ADMIN", "Firefox");
    expect("198.51.100.9", "address-of-maker", VERDICT_ATTACKER, false);
}

static void older_address_of_the_maker_is_not_proposed(void **state)
{
    (void)state;
    add("2020-01-07T10:00:00Z", "user:ADMIN", "198.51.100.9", NULL, "Chrome");
    make_key("user:ADMIN", "Firefox");
    expect_none("198.51.100.9");
}

static void effect_is_what_taking_it_does(void **state)
{
    (void)state;
    struct err err;
    struct attribution_counts before, after;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    CLEANUP(proposal_list) struct proposal_list list = {0};
    load(&list);
    assert_true(attribution_count(tiny_db, &before, &err));
    assert_true(proposal_accept(tiny_db, MARK_KEY, "AKIAONE", &err));
    assert_true(attribution_count(tiny_db, &after, &err));
    assert_int_equal(find(&list, "AKIAONE")->undecided, 7);
    assert_int_equal(find(&list, "AKIAONE")->credentials, 0);
    assert_int_equal(after.undecided - before.undecided, 7);
}

static void rejected_is_not_proposed_until_that_is_undone(void **state)
{
    (void)state;
    struct err err;
    CLEANUP(arena) struct arena arena = {0};
    const char *text;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    assert_true(proposal_reject(tiny_db, MARK_KEY, "AKIAONE", &err));
    expect_none("AKIAONE");
    assert_false(proposal_accept(tiny_db, MARK_KEY, "AKIAONE", &err));
    assert_true(undo_last(tiny_db, &arena, &text, &err));
    expect("AKIAONE", "key-of-call", VERDICT_COMPROMISED, true);
}

/* The marks there are but those on events, "kind value verdict" a line. */
static void marks_text(struct buf *out)
{
    struct err err;
    CLEANUP(mark_list) struct mark_list marks = {0};
    assert_true(mark_list_load(&marks, tiny_db, &err));
    for (size_t i = 0; i < marks.count; i++)
        if (marks.items[i].kind != MARK_EVENT)
            buf_fmt(out, "%s %s %s\n", mark_kind_names[marks.items[i].kind], marks.items[i].value,
                    verdict_names[marks.items[i].verdict]);
}

/* The same end whether all are taken at once or one by one from the last, with either call as the lead. */
static void fixpoint_does_not_depend_on_the_order(void **state)
{
    static const char expected[] = "address 198.51.100.7 attacker\naddress 198.51.100.8 attacker\n"
                                   "address 203.0.113.5 benign\nkey AKIAONE compromised\n";
    CLEANUP(buf) struct buf at_once = {0}, one_by_one = {0};
    struct err err;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    take_high();
    marks_text(&at_once);
    assert_string_equal(buf_text(&at_once), expected);
    close_case(state);
    open_case(state);
    mark(MARK_EVENT, "uid-8", VERDICT_ATTACKER);
    for (bool taken = true; taken;) {
        CLEANUP(proposal_list) struct proposal_list list = {0};
        load(&list);
        taken = false;
        for (size_t i = list.count; i-- > 0 && !taken;)
            if (list.items[i].is_high && !list.items[i].follows) {
                assert_true(
                    proposal_accept(tiny_db, list.items[i].mark.kind, list.items[i].mark.value, &err));
                taken = true;
            }
    }
    marks_text(&one_by_one);
    assert_string_equal(buf_text(&one_by_one), expected);
}

static void taking_all_is_one_decision(void **state)
{
    (void)state;
    struct err err;
    CLEANUP(arena) struct arena arena = {0};
    const char *text;
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    take_high();
    assert_int_equal(tiny_int("SELECT count(*) FROM journal"), 2);
    assert_true(undo_last(tiny_db, &arena, &text, &err));
    assert_int_equal(tiny_int("SELECT count(*) FROM mark"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

static void list(const char *address, const char *verdict)
{
    tiny_sql("INSERT INTO enrich_source (kind, name, path, verdict) VALUES ('list', 'given', '/x', %Q)",
             verdict);
    tiny_sql("INSERT INTO address_fact (address_id, source_id) "
             "SELECT address_id, (SELECT max(source_id) FROM enrich_source) FROM address WHERE value = %Q",
             address);
    struct err err;
    assert_true(db_run(tiny_db, QUERY_ENRICH_OWNER_FILL, &err));
}

static void a_list_of_own_addresses_speaks_against_a_proposal(void **state)
{
    (void)state;
    CLEANUP(proposal_list) struct proposal_list before = {0}, after = {0};
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    mark(MARK_KEY, "AKIAONE", VERDICT_COMPROMISED);
    load(&before);
    assert_true(find(&before, "198.51.100.8")->is_high);
    list("198.51.100.8", "own");
    load(&after);
    assert_false(find(&after, "198.51.100.8")->is_high);
    assert_non_null(strstr(find(&after, "198.51.100.8")->against, "your own addresses: given (own)"));
}

static void a_list_to_watch_for_speaks_for_it(void **state)
{
    (void)state;
    CLEANUP(proposal_list) struct proposal_list proposals = {0};
    mark(MARK_EVENT, "uid-7", VERDICT_ATTACKER);
    mark(MARK_KEY, "AKIAONE", VERDICT_COMPROMISED);
    list("198.51.100.8", "watch");
    load(&proposals);
    assert_true(find(&proposals, "198.51.100.8")->is_high);
    assert_non_null(strstr(find(&proposals, "198.51.100.8")->why, "to watch for: given (watch)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(address_and_key_of_an_attributed_call_are_proposed),
        TEST(address_with_a_history_is_not_high_and_says_so),
        TEST(address_of_the_same_key_is_proposed_before_the_key_is_marked),
        TEST(benign_key_brings_no_address),
        TEST(agent_names_the_addresses_and_credentials_it_brings_in),
        TEST(what_taking_all_brings_along_is_listed_with_its_effect),
        TEST(trying_changes_nothing_and_needs_no_writing),
        TEST(session_of_an_attributed_call_is_proposed_and_its_key_is_not),
        TEST(new_address_of_a_compromised_key_is_high_with_the_attackers_agent),
        TEST(agent_that_came_up_with_the_attacker_is_never_high),
        TEST(agent_that_was_there_before_is_not_proposed),
        TEST(role_that_the_attacker_made_is_proposed),
        TEST(address_the_owner_used_for_days_is_given_back),
        TEST(address_where_the_attackers_agent_was_is_not_given_back_by_itself),
        TEST(address_of_the_owner_is_given_back_only_while_it_is_like_before),
        TEST(call_new_to_the_owner_ends_what_is_given_back),
        TEST(attacker_who_comes_through_the_owners_address_later_is_not_hidden),
        TEST(new_address_shared_by_people_who_work_there_as_before_is_not_high),
        TEST(address_that_the_attackers_keys_came_to_from_another_of_theirs_is_high),
        TEST(session_that_only_time_joins_to_the_attacker_is_proposed_and_never_high),
        TEST(new_address_where_the_attackers_key_was_made_is_high),
        TEST(address_of_the_maker_is_not_high_when_the_key_was_used_at_an_older_one),
        TEST(address_of_the_maker_is_not_high_when_they_work_there_as_before),
        TEST(older_address_of_the_maker_is_not_proposed),
        TEST(effect_is_what_taking_it_does),
        TEST(rejected_is_not_proposed_until_that_is_undone),
        TEST(fixpoint_does_not_depend_on_the_order),
        TEST(taking_all_is_one_decision),
        TEST(a_list_of_own_addresses_speaks_against_a_proposal),
        TEST(a_list_to_watch_for_speaks_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
