// SPDX-License-Identifier: GPL-3.0-or-later
/* What did they do? Totals, a sentence for each kind of act, looks, failures, then by tactic. */
#include "src/scope/question.h"

#include "src/base/shellword.h"
#include "src/model/filter.h"
#include "src/scope/act.h"
#include "src/scope/run.h"

#include <stdlib.h>
#include <string.h>

static const char good_query[] = "is:attributed outcome:success !is:dryrun",
                  denied_query[] = "is:attributed outcome:denied !is:dryrun",
                  failed_query[] = "is:attributed outcome:error !is:dryrun",
                  dry_query[] = "is:attributed is:dryrun";

enum { APIS_SHOWN = 10, ACTS_IN_ANSWER = 8, DRY_RUN = 4, APIS_IN_QUERY = 400, RESOURCES_SHOWN = 8 };

/* Facts lie in the order of time, so a pick put together out of order is sorted by their place. */
static int by_place(const void *a, const void *b)
{
    const struct fact *x = *(const struct fact *const *)a, *y = *(const struct fact *const *)b;
    return (x > y) - (x < y);
}

void answer_sort(struct pick *pick)
{
    if (pick->count)
        qsort(pick->items, pick->count, sizeof(struct fact *), by_place);
}

static const char *api_label(const struct facts *facts, const struct fact *fact)
{
    const char *label = fact_name(facts, fact, FACT_API)->label;
    return label ? label : "an unnamed API";
}

/* Plain looking around: a read, but none of the sensitive ones, and not of the data itself. */
static bool is_look(const struct facts *facts, const struct fact *fact)
{
    const struct fact_name *api = fact_name(facts, fact, FACT_API);
    const struct attack_api *row = fact_technique(facts, fact);
    return api->type && strcmp(api->type, "read") == 0 && !api->extra &&
           !(row && strcmp(row->tactic, "collection") == 0);
}

static bool is_good(const struct fact *fact)
{
    return fact->outcome == FACT_SUCCESS && !(fact->flags & DRY_RUN);
}

static bool is_good_look(const struct facts *facts, const struct fact *fact)
{
    return is_good(fact) && is_look(facts, fact);
}

static bool is_good_act(const struct facts *facts, const struct fact *fact)
{
    return is_good(fact) && !is_look(facts, fact);
}

static bool is_denied(const struct facts *facts UNUSED, const struct fact *fact)
{
    return fact->outcome == FACT_DENIED && !(fact->flags & DRY_RUN);
}

static bool is_failed(const struct facts *facts UNUSED, const struct fact *fact)
{
    return fact->outcome == FACT_FAILED && !(fact->flags & DRY_RUN);
}

static bool is_dry_run(const struct facts *facts UNUSED, const struct fact *fact)
{
    return (fact->flags & DRY_RUN) != 0;
}

static struct words api_words(struct answer *answer, const struct pick *pick)
{
    struct words words = {0};
    for (size_t i = 0; i < pick->count; i++)
        words_add(&words, answer->arena, api_label(answer->facts, pick->items[i]));
    return words;
}

static size_t credentials_in(struct answer *answer, const struct pick *pick)
{
    struct groups keys = pick_group(pick, answer->arena, FACT_KEY);
    size_t count = 0;
    for (size_t i = 0; i < keys.count; i++)
        count += keys.items[i].id != 0;
    return count;
}

/* "api:ec2:CreateVpc" */
static void add_api(struct answer *answer, const struct fact *fact, struct buf *out)
{
    CLEANUP(buf) struct buf value = {0};
    const struct fact_name *api = fact_name(answer->facts, fact, FACT_API);
    buf_append(&value, api->value, strcspn(api->value, "."));
    buf_fmt(&value, ":%s", api->label ? api->label : "");
    filter_append_term(out, "api", buf_text(&value));
}

/* Some of what another query leaves: the calls of the APIs in a pick. */
const char *answer_apis_query(struct answer *answer, const struct pick *pick, const char *query)
{
    CLEANUP(buf) struct buf terms = {0};
    struct groups apis = pick_group(pick, answer->arena, FACT_API);
    buf_fmt(&terms, "%s (", query);
    for (size_t i = 0; i < apis.count; i++) {
        buf_str(&terms, i ? " or " : "");
        add_api(answer, apis.items[i].pick.items[0], &terms);
    }
    buf_char(&terms, ')');
    return apis.count < APIS_IN_QUERY ? arena_str(answer->arena, buf_text(&terms)) : NULL;
}

static void claim_total(struct answer *answer, const struct pick *looks, const struct pick *acts)
{
    CLEANUP(buf) struct buf text = {0};
    const struct pick *all = &answer->facts->attributed;
    struct words apis = api_words(answer, all);
    answer_calls(answer, &text, all, "is:attributed");
    buf_str(&text, " of ");
    phrase_count(&text, (int64_t)apis.count, "API", "APIs");
    buf_str(&text, ": ");
    answer_number(answer, &text, (int64_t)looks->count, answer_apis_query(answer, looks, good_query));
    buf_str(&text, " only looked, ");
    answer_number(answer, &text, (int64_t)acts->count, answer_apis_query(answer, acts, good_query));
    buf_str(&text, " changed something, read data or secrets, or issued credentials");
    static const struct {
        bool (*keep)(const struct facts *facts, const struct fact *fact);
        const char *words, *query;
    } rest[] = {{is_denied, "denied", denied_query},
                {is_failed, "failed otherwise", failed_query},
                {is_dry_run, "dry runs", dry_query}};
    for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
        struct pick pick = pick_where(answer->facts, all, answer->arena, rest[i].keep);
        if (pick.count) {
            buf_str(&text, ", ");
            answer_number(answer, &text, (int64_t)pick.count, rest[i].query);
            buf_fmt(&text, " %s", rest[i].words);
        }
    }
    buf_char(&text, '.');
    answer_claim(answer, &text, CONFIDENCE_HIGH, all, "is:attributed");
}

static const char *api_query(struct answer *answer, const struct fact *fact, const char *more)
{
    CLEANUP(buf) struct buf terms = {0};
    add_api(answer, fact, &terms);
    buf_fmt(&terms, " %s", more);
    return answer_query(answer, buf_text(&terms));
}

/* One kind of act: all successful calls of one API. */
struct deed {
    const struct pick *pick;
    const char *text;           /* "created key pair ops" */
    int weight;                 /* how much it matters for the answer */
    struct claim_number number; /* what act_describe() counted in it; of neither form: nothing */
};

static int weight_of(const struct facts *facts, const struct pick *pick)
{
    static const struct {
        const char *tactic;
        int weight;
    } weights[] = {{"exfiltration", 7},         {"impact", 7},     {"defense-impairment", 6},
                   {"privilege-escalation", 6}, {"collection", 5}, {"credential-access", 5},
                   {"persistence", 5},          {"execution", 3},  {"lateral-movement", 3}};
    const struct attack_api *row = fact_technique(facts, pick->items[0]);
    for (size_t i = 0; row && i < ARRAY_LEN(weights); i++)
        if (strcmp(weights[i].tactic, row->tactic) == 0)
            return weights[i].weight;
    return row != NULL;
}

/* How many times they set to it: calls no more than RUN_GAP_S apart belong together. */
static size_t count_runs(const struct pick *pick)
{
    size_t runs = pick->count > 0;
    for (size_t i = 1; i < pick->count; i++)
        runs += pick->items[i]->time_s - pick->items[i - 1]->time_s > RUN_GAP_S;
    return runs;
}

/* The calls whose records were looked into, and what they touched. */
struct told {
    struct pick pick;
    struct touched touched;
};

static const char *resources_command(struct answer *answer, const char *query)
{
    CLEANUP(buf) struct buf out = {0};
    buf_str(&out, "list CASE resources ");
    shellword(&out, query, NULL);
    return arena_str(answer->arena, buf_text(&out));
}

static const char *bytes_command(struct answer *answer, const char *query)
{
    CLEANUP(buf) struct buf out = {0};
    buf_str(&out, "export CASE jsonl ");
    shellword(&out, query, NULL);
    buf_str(&out, " | jq -s 'map(.additionalEventData.bytesTransferredOut // 0) | add'");
    return arena_str(answer->arena, buf_text(&out));
}

/* The number that act_describe() wrote into the sentence of a deed, with the command that gives it. */
static struct claim_number counted(struct answer *answer, const struct told *told, const struct pick *pick,
                                   const char *query)
{
    const struct touched *touched = &told->touched;
    if (pick->count > ACT_RECORDS_MAX || (touched->opened < 2 && touched->bytes == 0))
        return (struct claim_number){0};
    if (touched->bytes > 0)
        return (struct claim_number){
            .value = touched->bytes, .is_bytes = true, .command = bytes_command(answer, query)};
    return (struct claim_number){.value = (int64_t)touched->opened,
                                 .command = resources_command(answer, query)};
}

static bool claim_deed(struct answer *answer, struct deed *deed, struct told *told, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    const struct pick *pick = deed->pick;
    bool has_verb = act_of(fact_name(answer->facts, pick->items[0], FACT_API)) != NULL;
    if (!act_describe(answer->facts, pick, &text, &told->touched, err))
        return false;
    deed->text = arena_str(answer->arena, buf_text(&text));
    if (text.len && text.bytes[0] >= 'a' && text.bytes[0] <= 'z')
        text.bytes[0] = (char)(text.bytes[0] - 'a' + 'A');
    const char *query = api_query(answer, pick->items[0], "outcome:success !is:dryrun");
    deed->number = counted(answer, told, pick, query);
    answer_mention(answer, deed->number);
    buf_str(&text, " (");
    for (size_t i = 0; has_verb && i < pick->count; i++)
        pick_add(&told->pick, answer->arena, pick->items[i]);
    if (has_verb)
        buf_fmt(&text, "%s, ", api_label(answer->facts, pick->items[0]));
    answer_calls(answer, &text, pick, query);
    buf_str(&text, "), ");
    phrase_span(&text, pick_first_s(pick), pick_last_s(pick));
    size_t runs = count_runs(pick);
    if (runs > 1)
        buf_fmt(&text, " in %zu runs", runs);
    buf_char(&text, '.');
    answer_claim(answer, &text, CONFIDENCE_HIGH, pick, query);
    return true;
}

/* How many deeds come before one in weight, then in number of calls, then in time. */
static size_t rank_of(const struct deed *deeds, size_t count, size_t which)
{
    const struct deed *deed = &deeds[which];
    size_t rank = 0;
    for (size_t i = 0; i < count; i++) {
        const struct deed *other = &deeds[i];
        if (other->weight != deed->weight)
            rank += other->weight > deed->weight;
        else if (other->pick->count != deed->pick->count)
            rank += other->pick->count > deed->pick->count;
        else
            rank += i < which;
    }
    return rank;
}

/* "opened … on 115 security groups and created …", with its numbers in their order. */
struct summary {
    struct buf text;
    struct claim_number numbers[ACTS_IN_ANSWER];
    size_t number_count;
};

/* Name the weightiest deeds, which is most of them, in the order of time, and count the rest. */
static void summarise(const struct deed *deeds, size_t count, struct summary *summary)
{
    size_t most = count < ACTS_IN_ANSWER ? count : ACTS_IN_ANSWER, named = 0;
    struct buf *out = &summary->text;
    for (size_t i = 0; i < count; i++) {
        if (rank_of(deeds, count, i) >= most)
            continue;
        buf_fmt(out, "%s%s", named == 0 ? "" : named + 1 == most ? " and " : ", ", deeds[i].text);
        summary->numbers[summary->number_count++] = deeds[i].number;
        named++;
    }
    if (count > named) {
        buf_str(out, ", and did ");
        phrase_count(out, (int64_t)(count - named), "thing of less weight", "things of less weight");
    }
}

struct touch {
    const char *resource;
    int64_t calls;
    size_t place;
};

static int by_calls(const void *a, const void *b)
{
    const struct touch *x = a, *y = b;
    if (x->calls != y->calls)
        return x->calls < y->calls ? 1 : -1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The same acts by what they were done to, what was touched most first. */
static void claim_resources(struct answer *answer, struct told *told)
{
    CLEANUP(buf) struct buf text = {0};
    const struct words *words = &told->touched.resources;
    struct touch *touches = arena_zero(answer->arena, words->count + 1, sizeof *touches);
    if (words->count < 2)
        return;
    answer_sort(&told->pick);
    const char *query = answer_apis_query(answer, &told->pick, good_query);
    for (size_t i = 0; i < words->count; i++)
        touches[i] = (struct touch){words->items[i], words->counts[i], i};
    qsort(touches, words->count, sizeof *touches, by_calls);
    buf_str(&text, "By resource, ");
    answer_listed(answer, &text, (int64_t)words->count, "in all", "in all",
                  query && !told->touched.cut ? resources_command(answer, query) : NULL);
    for (size_t i = 0; i < words->count && i < RESOURCES_SHOWN; i++) {
        CLEANUP(buf) struct buf term = {0};
        filter_append_term(&term, "resource", touches[i].resource);
        buf_fmt(&text, "%s %s ×", i ? "," : ":", touches[i].resource);
        answer_number(answer, &text, touches[i].calls,
                      query && !told->touched.cut ? arena_fmt(answer->arena, "%s %s", query, buf_text(&term))
                                                  : NULL);
    }
    buf_char(&text, '.');
    answer_claim(answer, &text, CONFIDENCE_HIGH, &told->pick, query);
}

/* A sentence for each API that has a verb or a technique; the others are folded into one. */
static bool claim_acts(struct answer *answer, const struct pick *acts, struct pick *others,
                       struct summary *summary, struct err *err)
{
    struct groups groups = pick_group(acts, answer->arena, FACT_API);
    struct told told = {.touched.arena = answer->arena};
    struct deed *deeds = arena_zero(answer->arena, groups.count + 1, sizeof *deeds);
    size_t count = 0;
    for (size_t i = 0; i < groups.count; i++) {
        struct deed deed = {.pick = &groups.items[i].pick};
        deed.weight = weight_of(answer->facts, deed.pick);
        if (!deed.weight && !act_of(facts_name(answer->facts, FACT_API, groups.items[i].id))) {
            for (size_t f = 0; f < deed.pick->count; f++)
                pick_add(others, answer->arena, deed.pick->items[f]);
            continue;
        }
        if (!claim_deed(answer, &deed, &told, err))
            return false;
        deeds[count++] = deed;
    }
    claim_resources(answer, &told);
    summarise(deeds, count, summary);
    return true;
}

static void claim_counted(struct answer *answer, const struct pick *pick, const char *lead, const char *query)
{
    CLEANUP(buf) struct buf text = {0};
    struct words apis = api_words(answer, pick);
    size_t keys = credentials_in(answer, pick);
    if (pick->count == 0)
        return;
    buf_fmt(&text, "%s: ", lead);
    answer_words(answer, &text, &apis, APIS_SHOWN, "api", query);
    buf_str(&text, " (");
    answer_calls(answer, &text, pick, query);
    if (keys > 0) {
        buf_str(&text, " with ");
        phrase_count(&text, (int64_t)keys, "key", "keys");
    }
    buf_str(&text, "), ");
    phrase_span(&text, pick_first_s(pick), pick_last_s(pick));
    buf_char(&text, '.');
    answer_claim(answer, &text, CONFIDENCE_HIGH, pick, query);
}

static bool reaches_hosts(struct answer *answer)
{
    static const char *const apis[] = {"RunInstances",  "StartInstances",   "CreateKeyPair",
                                       "ImportKeyPair", "SendSSHPublicKey", "StartSession",
                                       "SendCommand",   "GetPasswordData"};
    const struct pick *all = &answer->facts->attributed;
    for (size_t i = 0; i < all->count; i++)
        for (size_t a = 0; a < ARRAY_LEN(apis); a++)
            if (all->items[i]->outcome == FACT_SUCCESS &&
                strcmp(api_label(answer->facts, all->items[i]), apis[a]) == 0)
                return true;
    return false;
}

static void write_answer(struct answer *answer, const struct pick *looks, const struct summary *summary)
{
    const struct pick *all = &answer->facts->attributed;
    struct buf *out = &answer->text;
    size_t denied = pick_outcome(all, FACT_DENIED);
    for (size_t i = 0; i < summary->number_count; i++)
        answer_mention(answer, summary->numbers[i]);
    if (summary->text.len) {
        buf_fmt(out, "They %s", buf_text(&summary->text));
        if (looks->count) {
            buf_str(out, ". They looked around in ");
            answer_count(answer, out, (int64_t)looks->count, "call", "calls",
                         answer_apis_query(answer, looks, good_query));
        }
    } else {
        buf_str(out, looks->count ? "They only looked around, in " : "Nothing they tried succeeded, in ");
        answer_count(answer, out, (int64_t)(looks->count ? looks : all)->count, "call", "calls",
                     looks->count ? answer_apis_query(answer, looks, good_query) : "is:attributed");
    }
    buf_char(out, '.');
    if (denied) {
        buf_char(out, ' ');
        answer_count(answer, out, (int64_t)denied, "call was denied.", "calls were denied.", denied_query);
    }
}

bool question_actions(struct answer *answer, struct err *err)
{
    struct summary summary = {0};
    const struct facts *facts = answer->facts;
    const struct pick *all = &facts->attributed;
    struct pick looks = pick_where(facts, all, answer->arena, is_good_look),
                acts = pick_where(facts, all, answer->arena, is_good_act),
                denied = pick_where(facts, all, answer->arena, is_denied),
                failed = pick_where(facts, all, answer->arena, is_failed),
                dry = pick_where(facts, all, answer->arena, is_dry_run), others = {0};
    claim_total(answer, &looks, &acts);
    if (!claim_acts(answer, &acts, &others, &summary, err)) {
        buf_done(&summary.text);
        return false;
    }
    answer_sort(&others);
    if (others.count)
        claim_counted(answer, &others, "Also changed something",
                      answer_apis_query(answer, &others, good_query));
    claim_counted(answer, &looks, "Looked around", answer_apis_query(answer, &looks, good_query));
    claim_counted(answer, &denied, "Was denied", denied_query);
    claim_counted(answer, &failed, "Failed otherwise", failed_query);
    claim_counted(answer, &dry, "Tried without effect (dry run)", dry_query);
    question_tactics(answer);
    bool told_blind = question_blind(answer, err);
    write_answer(answer, &looks, &summary);
    buf_done(&summary.text);
    if (!told_blind)
        return false;
    if (!facts->has_data_events)
        answer_gap(answer,
                   "Which S3 objects, functions or table items were read or written: no data events are "
                   "in this case. S3 access logs, if kept, would tell.");
    if (reaches_hosts(answer))
        answer_gap(answer,
                   "What was done inside the instances: CloudTrail does not see it. The hosts' own logs, "
                   "disk snapshots and VPC flow logs would tell.");
    return true;
}
