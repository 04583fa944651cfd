// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/checklist.h"

#include "src/report/checklist_out.h"
#include "src/scope/lineage.h"
#include "tests/unit/attacker_case.h"
#include "tests/unit/residue_pairs.h"

#include <sys/wait.h>

static void load(struct checklist *list)
{
    struct err err;
    if (!lineage_refresh(tiny_db, &err) || !attribution_refresh(tiny_db, &err) ||
        !checklist_load(list, tiny_db, CHECKLIST_SCRIPT_NOW, &err))
        fail_msg("%s", err.text);
}

static const struct checklist_item *next_of(const struct checklist *list, const char *word,
                                            const struct checklist_item *after)
{
    for (size_t i = after ? (size_t)(after - list->items) + 1 : 0; i < list->count; i++)
        if (strcmp(list->items[i].recipe->word, word) == 0)
            return &list->items[i];
    return NULL;
}

static bool says(const struct checklist_texts *texts, const char *part)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strstr(texts->items[i], part))
            return true;
    return false;
}

/* These are of the account or the region as a whole. */
static bool has_no_name(enum residue_kind kind)
{
    return kind == RESIDUE_ACCOUNT_BLOCK || kind == RESIDUE_HUB_OFF;
}

/* What an item must tell: what, where, why, how, how to tell that it is done, and what it costs. */
static void assert_whole(const struct checklist_item *item, const struct pair *pair, int64_t event)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *api = strchr(pair->open_api, ':') + 1;
    bool in_region = residue_kinds[pair->kind].scope == RESIDUE_IN_REGION;
    if (!item->action || (item->targets.count == 0 && !has_no_name(pair->kind)) || !item->account ||
        strcmp(item->account, "111122223333") != 0 || !item->region != !in_region)
        fail_msg("%s: %s: what or where is missing", item->recipe->word, item->action);
    if (!says(&item->why, api) || item->event_count != 1 || item->events[0] != event)
        fail_msg("%s: %s: why is missing", item->recipe->word, item->action);
    if (!item->command)
        fail_msg("%s: %s: no command", item->recipe->word, item->action);
    if (!item->check && checklist_by(item) != CHECKLIST_BY_HAND && !(item->recipe->flags & RECIPE_BEFORE))
        fail_msg("%s: %s: no check", item->recipe->word, item->action);
    if (!*checklist_danger(item, &arena))
        fail_msg("%s: %s: no word on what it costs", item->recipe->word, item->action);
}

static void each_kind_gives_items_that_tell_all(void **state)
{
    for (const struct pair *pair = pairs; pair->open_api; pair++) {
        CLEANUP(checklist) struct checklist list = {0};
        const struct checklist_item *item = NULL;
        size_t count = 0;
        open_case(state);
        int64_t event = call(attacker, pair->open_api, pair->open_json, "one");
        load(&list);
        while ((item = next_of(&list, residue_kinds[pair->kind].word, item))) {
            assert_int_equal(item->state, CHECKLIST_OPEN);
            assert_whole(item, pair, event);
            count++;
        }
        if (count == 0)
            fail_msg("%s gives nothing to do", pair->open_api);
        close_case(state);
    }
}

static void what_the_owner_undid_is_reversed_with_who_and_when(void **state)
{
    for (const struct pair *pair = pairs; pair->open_api; pair++) {
        CLEANUP(checklist) struct checklist list = {0};
        const struct checklist_item *item = NULL;
        if (!pair->close_api || pair->half)
            continue;
        open_case(state);
        call(attacker, pair->open_api, pair->open_json, "one");
        call(owner, pair->close_api, pair->close_json, "one");
        load(&list);
        item = next_of(&list, residue_kinds[pair->kind].word, NULL);
        if (!item || item->state != CHECKLIST_REVERSED || !strstr(item->reversed, "ADMIN") ||
            !strstr(item->reversed, "2020-04-01 00:01") ||
            next_of(&list, residue_kinds[pair->kind].word, item))
            fail_msg("%s after %s: %s", pair->open_api, pair->close_api, item ? item->reversed : "no item");
        close_case(state);
    }
}

/* --- texts from before --- */

static const struct {
    const char *word, *api, *before, *after, *command;
} texts[] = {
    {"role-trust", "iam:UpdateAssumeRolePolicy", RQ("'roleName':'@','policyDocument':'{\\'Statement\\':1}'"),
     RQ("'roleName':'@','policyDocument':'{}'"),
     "aws iam update-assume-role-policy --role-name=one --policy-document='{\"Statement\":1}'"},
    {"user-policy", "iam:PutUserPolicy",
     RQ("'userName':'@','policyName':'p','policyDocument':'{\\'Statement\\':1}'"),
     RQ("'userName':'@','policyName':'p','policyDocument':'{}'"),
     "aws iam put-user-policy --user-name=one --policy-name=p --policy-document='{\"Statement\":1}'"},
    {"bucket-policy", "s3:PutBucketPolicy", RQ("'bucketName':'@','bucketPolicy':{'Statement':[1]}"),
     RQ("'bucketName':'@','bucketPolicy':{}"),
     "aws s3api put-bucket-policy --bucket=one --policy='{\"Statement\":[1]}'"},
    {"policy-default", "iam:SetDefaultPolicyVersion", RQ("'policyArn':'arn:@','versionId':'v1'"),
     RQ("'policyArn':'arn:@','versionId':'v2'"),
     "aws iam set-default-policy-version --policy-arn=arn:one --version-id=v1"},
    {"event-selectors", "cloudtrail:PutEventSelectors",
     RQ("'trailName':'@','eventSelectors':[{'readWriteType':'All','includeManagementEvents':true,"
        "'dataResources':[{'type':'AWS::S3::Object','values':['arn:aws:s3:::']}]}]"),
     RQ("'trailName':'@','eventSelectors':[{'readWriteType':'ReadOnly'}]"),
     "aws cloudtrail put-event-selectors --trail-name=one "
     "--event-selectors='[{\"DataResources\":[{\"Type\":\"AWS::S3::Object\",\"Values\":[\"arn:aws:s3:::\"]}],"
     "\"IncludeManagementEvents\":true,\"ReadWriteType\":\"All\"}]' --region=eu-west-1"},
    {"event-selectors", "cloudtrail:PutEventSelectors",
     RQ("'trailName':'@','advancedEventSelectors':[{'fieldSelectors':[{'field':'eventCategory',"
        "'equals':['Management']}]}]"),
     RQ("'trailName':'@','eventSelectors':[]"),
     "aws cloudtrail put-event-selectors --trail-name=one "
     "--advanced-event-selectors='[{\"FieldSelectors\":[{\"Equals\":[\"Management\"],"
     "\"Field\":\"eventCategory\"}]}]' --region=eu-west-1"},
};

static void what_was_there_before_the_attacker_is_put_back(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        CLEANUP(checklist) struct checklist list = {0};
        open_case(state);
        call(owner, texts[i].api, texts[i].before, "one");
        call(attacker, texts[i].api, texts[i].after, "one");
        load(&list);
        const struct checklist_item *item = next_of(&list, texts[i].word, NULL);
        assert_non_null(item);
        assert_string_equal(item->command, texts[i].command);
        assert_int_equal(checklist_by(item), CHECKLIST_BY_SCRIPT);
        close_case(state);
    }
}

/* --- hostile names --- */

static const char *const hostile[] = {
    "$(touch pwned)",    "`touch pwned`",    "\\\"; touch pwned; \\\"",     "x\\u0027; touch pwned; \\u0027",
    "\\ntouch pwned\\n", "--profile=evil",   "\\u001b]0;pwned\\u0007",      "a]|[0] && touch pwned",
    "%s%n${IFS}",        "~~~~~~ <img src>", "\\u202e$(touch pwned)\\u202c"};

static int run_in_folder(const char *command)
{
    CLEANUP(buf) struct buf line = {0};
    buf_fmt(&line, "cd %s && %s", tiny_folder, command);
    int status = system(buf_text(&line)); /* NOLINT(cert-env33-c): a test, of its own folder */
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void write_script(const struct checklist *list)
{
    CLEANUP(buf) struct buf out = {0}, path = {0};
    struct err err;
    assert_true(checklist_sh(list, &out, &err));
    for (size_t i = 0; i < out.len; i++)
        if ((unsigned char)out.bytes[i] < ' ' && out.bytes[i] != '\n')
            fail_msg("control character in the script");
    buf_fmt(&path, "%s/list.sh", tiny_folder);
    FILE *file = fopen(buf_text(&path), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(out.bytes, 1, out.len, file), out.len);
    fclose(file);
}

static void a_name_of_any_kind_of_thing_is_a_word_of_the_script_and_no_more(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
        CLEANUP(checklist) struct checklist list = {0};
        open_case(state);
        for (const struct pair *pair = pairs; pair->open_api; pair++)
            call(attacker, pair->open_api, pair->open_json, hostile[i]);
        load(&list);
        write_script(&list);
        if (run_in_folder("bash list.sh >shown 2>&1 && [ ! -e pwned ] && [ -s shown ]") != 0)
            fail_msg("the script does more than to show with the name %s", hostile[i]);
        if (run_in_folder("command -v shellcheck >found") == 0 &&
            run_in_folder("shellcheck list.sh >&2") != 0)
            fail_msg("shellcheck has something against the name %s", hostile[i]);
        run_in_folder("rm -f list.sh shown found pwned list.log");
        close_case(state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_gives_items_that_tell_all),
        cmocka_unit_test(what_the_owner_undid_is_reversed_with_who_and_when),
        cmocka_unit_test(what_was_there_before_the_attacker_is_put_back),
        cmocka_unit_test(a_name_of_any_kind_of_thing_is_a_word_of_the_script_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
