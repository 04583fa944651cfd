// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/agent.h"

#include "src/enrich/agents.h"
#include "tests/unit/tiny_case.h"

struct expected {
    const char *value, *class, *client, *version, *system;
    bool attack;
};

/* Agents as CloudTrail has them, one at least for each kind of client. */
static const struct expected known[] = {
    {"aws-cli/1.18.33 Python/3.5.1 Linux/3.10.0-1062.el7.x86_64 botocore/1.15.33", "cli", "AWS CLI 1",
     "1.18.33", "Enterprise Linux 7", false},
    {"[aws-cli/2.2.16 Python/3.8.8 Darwin/20.5.0 exe/x86_64 prompt/off command/s3.sync]", "cli", "AWS CLI 2",
     "2.2.16", "macOS", false},
    {"aws-cli/2.17.32 md/awscrt#0.21.2 ua/2.0 os/windows#10 md/arch#amd64 lang/python#3.11.9", "cli",
     "AWS CLI 2", "2.17.32", "Windows", false},
    {"aws-cli/1.16.266 Python/3.7.5 Linux/5.3.0-kali2-amd64 botocore/1.13.2", "cli", "AWS CLI 1", "1.16.266",
     "Kali", true},
    {"Boto3/1.9.89 Python/2.7.12 Linux/4.18.0-parrot10-amd64 Botocore/1.12.89", "sdk", "boto3", "1.9.89",
     "Parrot", true},
    {"Boto3/1.7.48 Python/3.6.5 Linux/4.17.2-pentoo Botocore/1.10.48", "sdk", "boto3", "1.7.48", "Pentoo",
     true},
    {"Boto3/1.26.165 Python/3.10.6 Linux/5.19.0-46-generic Botocore/1.29.165", "sdk", "boto3", "1.26.165",
     "Ubuntu", false},
    {"Boto/2.49.0 Python/2.7.12 Linux/4.4.0-1102-aws", "sdk", "boto 2", "2.49.0", "Linux", false},
    {"Botocore/1.12.2 Python/3.7", "sdk", "botocore", "1.12.2", NULL, false},
    {"aws-sdk-java/1.11.720 Linux/4.14.165-131.185.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/25.232-b09", "sdk",
     "SDK for Java 1", "1.11.720", "Amazon Linux", false},
    {"aws-sdk-java/2.17.100 Linux/5.4 OpenJDK", "sdk", "SDK for Java 2", "2.17.100", "Linux", false},
    {"aws-sdk-go/1.25.48 (go1.12.17; linux; amd64)", "sdk", "SDK for Go 1", "1.25.48", "Linux", false},
    {"aws-sdk-go-v2/1.17.0 os/linux lang/go/1.18.10 md/GOOS/linux api/sts/1.16.19", "sdk", "SDK for Go 2",
     "1.17.0", "Linux", false},
    {"aws-sdk-nodejs/2.585.0 linux/v12.14.1 exec-env/AWS_Lambda_nodejs12.x callback", "sdk",
     "SDK for JavaScript 2", "2.585.0", "AWS Lambda", false},
    {"aws-sdk-js/3.100.0 os/linux/5.10 lang/js md/nodejs/16.13.0", "sdk", "SDK for JavaScript 3", "3.100.0",
     "Linux", false},
    {"aws-sdk-ruby3/3.109.1 ruby/2.7.0 x86_64-linux", "sdk", "SDK for Ruby 3", "3.109.1", "Linux", false},
    {"aws-sdk-php/3.133.20 GuzzleHttp/6.5.2 curl/7.61.1 PHP/7.2.27", "sdk", "SDK for PHP", "3.133.20", NULL,
     false},
    {"aws-sdk-dotnet-coreclr/3.3.104.17 .NET_Core/3.1 OS/Microsoft_Windows_10.0", "sdk", "SDK for .NET", NULL,
     "Windows", false},
    {"aws-sdk-rust/1.3.0 os/linux lang/rust/1.76.0", "sdk", "SDK for Rust", "1.3.0", "Linux", false},
    {"aws-sdk-cpp/1.7.200 Linux/4.15.0 x86_64 GCC/7.4.0", "sdk", "SDK for C++", "1.7.200", "Linux", false},
    {"aws-sdk-go/1.28.9 (go1.13.6; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.20", "iac", "Terraform",
     "0.12.20", "Linux", false},
    {"cloudformation.amazonaws.com", "iac", "CloudFormation", NULL, NULL, false},
    {"console.amazonaws.com", "console", "AWS console", NULL, NULL, false},
    {"signin.amazonaws.com", "console", "Sign-in", NULL, NULL, false},
    {"console.ec2.amazonaws.com", "console", "EC2 console", NULL, NULL, false},
    {"[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.1002 Linux/5.4.129-72.229.amzn2int.x86_64]", "console",
     "S3 console", "0.4", "AWS", false},
    {"RDS Console, aws-internal/3 aws-sdk-java/1.11.975 Linux/5.4.247-168.349.amzn2int.x86_64", "console",
     "RDS console", NULL, "AWS", false},
    {"aws-internal/3 aws-sdk-java/1.11.699 Linux/4.9.184-0.1.ac.235.83.329.metal1.x86_64", "internal",
     "AWS Internal", NULL, "AWS", false},
    {"AWS Internal", "internal", "AWS Internal", NULL, NULL, false},
    {"Coral/Jakarta", "internal", "AWS Internal", NULL, NULL, false},
    {"delivery.logs.amazonaws.com", "service", "delivery.logs", NULL, NULL, false},
    {"ec2.amazonaws.com.cn", "service", "ec2", NULL, NULL, false},
    {"aws-sdk-go/1.41.4 (go1.18.3; linux; amd64) amazon-ssm-agent/", "tool", "SSM Agent", NULL, "Linux",
     false},
    {"aws-sdk-go/1.25.48 (go1.12.17; linux; amd64) Telegraf/1.13.2", "tool", "Telegraf", "1.13.2", "Linux",
     false},
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:72.0) Gecko/20100101 Firefox/72.0", "browser", "Firefox",
     "72.0", "Windows", false},
    {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/92.0.4515.107 Safari/537.36",
     "browser", "Chrome", "92.0.4515.107", "macOS", false},
    {"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0 Safari/537.36 "
     "Edg/92.0.902.55",
     "browser", "Edge", "92.0.902.55", "Windows", false},
    {"Mozilla/5.0 (iPhone; CPU iPhone OS 14_6 like Mac OS X) Version/14.1.1 Mobile/15E148 Safari/604.1",
     "browser", "Safari", "14.1.1", "iOS", false},
    {"[stratus-red-team_0362e208-cc47-4ba7-9c39-195518d6e937]", "attack", "Stratus Red Team", NULL, NULL,
     true},
    {"[S3 Browser 9.5.5 https://s3browser.com]", "attack", "S3 Browser", "9.5.5", NULL, true},
    {"S3 Browser/11.4.5 (https://s3browser.com)", "attack", "S3 Browser", "11.4.5", NULL, true},
    {"TruffleHog", "attack", "TruffleHog", NULL, NULL, true},
    {"Boto3/1.26 Python/3.9 Linux/5.10 Botocore/1.29 Scout Suite 5.12.0", "attack", "ScoutSuite", "5.12.0",
     "Linux", true},
    {"curl/7.68.0", "other", "curl", "7.68.0", NULL, false},
    {"Frobnicator/3.1-beta (somewhere)", "other", "Frobnicator", "3.1-beta", NULL, false},
    {"(no name)", "other", "(no name)", NULL, NULL, false},
    {"", "other", "", NULL, NULL, false},
    {"[", "other", "", NULL, NULL, false},
};

static void assert_text(const char *value, const char *told, const char *wanted)
{
    if ((told == NULL) != (wanted == NULL) || (told && strcmp(told, wanted) != 0))
        fail_msg("\"%s\" is told as \"%s\", not \"%s\"", value, told ? told : "nothing",
                 wanted ? wanted : "nothing");
}

static void agents_are_told_apart(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    const struct agent_rules *rules = agent_rules_load(&arena);
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        struct agent agent;
        agent_parse(rules, known[i].value, &arena, &agent);
        assert_text(known[i].value, agent.class, known[i].class);
        assert_text(known[i].value, agent.client, known[i].client);
        assert_text(known[i].value, agent.version, known[i].version);
        assert_text(known[i].value, agent.system, known[i].system);
        assert_int_equal(agent.attack, known[i].attack);
    }
}

static void letters_compare_without_regard_to_case(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    struct agent agent;
    agent_parse(agent_rules_load(&arena), "BOTO3/1.9 PYTHON/3 LINUX/4-KALI", &arena, &agent);
    assert_string_equal(agent.client, "boto3");
    assert_string_equal(agent.system, "Kali");
}

static void a_long_name_ends_between_characters(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf value = {0};
    struct agent agent;
    for (int i = 0; i < 1000; i++)
        buf_str(&value, "…");
    agent_parse(agent_rules_load(&arena), buf_text(&value), &arena, &agent);
    assert_true(strlen(agent.client) > 0 && strlen(agent.client) <= 60);
    assert_int_equal(strlen(agent.client) % 3, 0);
}

/* As a case of an older version is, or one told by other rules. */
static void agents_are_told_anew_when_the_rules_change(void **state)
{
    (void)state;
    struct err err;
    tiny_open();
    tiny_sql("INSERT INTO agent (value) VALUES ('aws-cli/2.1 Windows/10'), ('ec2.amazonaws.com')");
    assert_true(agents_refresh(tiny_db, &err));
    assert_int_equal(tiny_int("SELECT count(*) FROM agent WHERE client IN ('AWS CLI 2', 'ec2')"), 2);
    tiny_sql("UPDATE agent SET client = 'x'");
    assert_true(agents_refresh(tiny_db, &err));
    assert_int_equal(tiny_int("SELECT count(*) FROM agent WHERE client = 'x'"), 2);
    tiny_sql("UPDATE meta SET value = 'others' WHERE name = 'agent_rules'");
    assert_true(agents_refresh(tiny_db, &err));
    assert_int_equal(tiny_int("SELECT count(*) FROM agent WHERE client = 'x'"), 0);
    tiny_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agents_are_told_apart),
        cmocka_unit_test(letters_compare_without_regard_to_case),
        cmocka_unit_test(a_long_name_ends_between_characters),
        cmocka_unit_test(agents_are_told_anew_when_the_rules_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
