// SPDX-License-Identifier: GPL-3.0-or-later
// The attack of the scenario `role`: a web server gives away its role, and what that role may do leads on.
#include "samples/attack.h"

#include "samples/calls.h"
#include "samples/clock.h"

static const char first_address[] = "203.0.113.24";
static const char second_address[] = "192.0.2.58";
static const char function_address[] = "198.18.11.74"; // where the attacker's function comes from
static const char first_agent[] = "aws-cli/1.18.27 Python/3.8.2 Linux/5.4.0-kali4-amd64 botocore/1.15.27";
static const char second_agent[] = "Boto3/1.12.31 Python/3.8.2 Windows/10 Botocore/1.15.31";
static const char function_agent[] = "Boto3/1.11.17 Python/3.8.2 Linux/4.14.138-114.102.amzn2.x86_64 "
                                     "exec-env/AWS_Lambda_python3.8 Botocore/1.14.17";
static const char browser[] =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/80.0.3987.149 Safari/537.36";
static const char administrator[] = "arn:aws:iam::aws:policy/AdministratorAccess";
static const char chain[] = "deploy-7f3a"; // the session name in both accounts
static const char user[] = "svc-monitoring";
static const char function[] = "log-forwarder";

// What of the new user the rest of the story needs.
struct planted {
    const char *id, *key;
    const char *lead; // the event a scope starts at
};

static int64_t at(int day, int hour, int minute)
{
    return clock_at((struct clock_date){2020, 3, day, hour, minute, 17});
}

static void persist(struct actor *actor, const char *kind, const char *value)
{
    truth_persistence(&actor->world->truth, kind, value, actor->event_id);
}

// The server fetches its credentials and works; a second set, given out by the old metadata service, is read
// by somebody through the web application and used elsewhere. Both belong to one session.
static struct actor steal(struct world *world, int64_t time_s)
{
    const struct server *server = &world->servers[0];
    struct actor owner = actor_start(world, "robbed-server", time_s);
    sts_service_assume(&owner, "ec2", server->role, server->id);
    struct actor thief = owner;
    owner.ip = server->ip;
    owner.agent = "aws-sdk-java/1.11.720 Linux/4.14.165-131.185.amzn2.x86_64 "
                  "OpenJDK_64-Bit_Server_VM/25.242-b08 java/1.8.0_242 vendor/Oracle_Corporation";
    owner.pace_s = 500;
    for (int i = 0; i < 5; i++)
        s3_get(&owner, &(struct object){"fernhollow-app-config", actor_text(&owner, "env/web-%d.yml", i),
                                        2210, "vpce-1f83a6b2"});
    thief.rng = rng_stream("thief", time_s);
    sts_service_assume(&thief, "ec2", server->role, server->id);
    thief.who.delivery = "1.0";
    thief.now_s += 192;
    thief.ip = first_address;
    thief.agent = first_agent;
    thief.pace_s = 14;
    thief.hostile = true;
    return thief;
}

// What a web server may do: read its configuration, and assume the role that deploys it.
static void look_around(struct actor *thief)
{
    sts_caller_identity(thief);
    s3_list_buckets(thief, true);
    api_denied(thief, "iam:ListRoles", "iam:ListRoles");
    ec2_denied(thief, "DescribeInstances", actor_text(thief, "{'instancesSet':{},'filterSet':{}}"));
    sts_assume_denied(thief, actor_text(thief, "arn:aws:iam::%s:role/admin", thief->account));
    s3_list_objects(thief, "fernhollow-app-config", 18211);
    s3_get(thief, &(struct object){"fernhollow-app-config", "env/web-0.yml", 2210, NULL});
    s3_get(thief, &(struct object){"fernhollow-app-config", "terraform/network.tfstate", 48211, NULL});
    sts_assume(thief, ROLE_CI, chain);
    sts_caller_identity(thief);
    s3_list_buckets(thief, false);
    static const char *const reads[] = {"iam:ListUsers", "iam:ListRoles", "lambda:ListFunctions20150331",
                                        "rds:DescribeDBInstances", "cloudtrail:DescribeTrails"};
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++)
        actor_read(thief, reads[i]);
    for (int region = 0; region < REGION__COUNT; region++) {
        thief->region = world_regions[region];
        ec2_describe(thief, "DescribeInstances", "instancesSet");
    }
    thief->region = world_regions[REGION_EAST];
}

static struct planted plant(struct actor *thief)
{
    struct planted planted = {0};
    iam_create_role(thief, ROLE_BACKDOOR);
    persist(thief, "role", thief->world->roles[ROLE_BACKDOOR].name);
    iam_attach_role_policy(thief, ROLE_BACKDOOR, administrator);
    persist(thief, "role-policy", thief->world->roles[ROLE_BACKDOOR].name);
    lambda_create(thief, function, ROLE_BACKDOOR);
    persist(thief, "function", function);
    lambda_open(thief, function);
    persist(thief, "function-permission", function);
    planted.id = arena_text(&thief->world->keep, "%s", iam_create_user(thief, user));
    persist(thief, "user", user);
    iam_attach_user_policy(thief, user, administrator);
    persist(thief, "policy", user);
    planted.lead = arena_text(&thief->world->keep, "%s", thief->event_id);
    iam_create_login(thief, user);
    persist(thief, "login", user);
    planted.key = arena_text(&thief->world->keep, "%s", iam_create_access_key(thief, user));
    persist(thief, "key", planted.key);
    return planted;
}

static const char *const secrets[] = {"lab/etl/warehouse", "lab/etl/sftp", "lab/vendor/api", "lab/notebook"};

// On to the second account, by the role its owner set up for administrators, and a key for a user there.
static void cross_over(struct actor *thief)
{
    struct world *world = thief->world;
    const struct user *etl = &world->users[USER_LAB_ETL];
    sts_assume(thief, ROLE_LAB_ACCESS, chain);
    sts_caller_identity(thief);
    s3_list_buckets(thief, false);
    ec2_describe(thief, "DescribeInstances", "instancesSet");
    actor_read(thief, "iam:ListUsers");
    actor_read(thief, "secretsmanager:ListSecrets");
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        actor_call(thief, &(struct call){.api = "secretsmanager:GetSecretValue",
                                         .request = actor_text(thief, "{'secretId':'%s'}", secrets[i])});
    const char *key = iam_create_access_key(thief, etl->name);
    persist(thief, "key", key);
    struct actor copy = actor_start(world, "lab-thief", at(28, 13, 58));
    actor_as_user(&copy, USER_LAB_ETL);
    copy.who.key = key;
    copy.ip = first_address;
    copy.agent = first_agent;
    copy.hostile = true;
    s3_list_objects(&copy, "fernhollow-lab-data", 90211);
    for (int i = 0; i < 60; i++) {
        int bytes = rng_between(&copy.rng, 90000, 9000000);
        s3_get(&copy, &(struct object){"fernhollow-lab-data", actor_text(&copy, "extract/part-%d.csv", i + 1),
                                       bytes, NULL});
    }
}

static struct actor as_planted(struct world *world, const struct planted *planted, int64_t time_s)
{
    struct actor actor = actor_start(world, "planted", time_s);
    actor.who = (struct identity){.kind = IDENTITY_USER,
                                  .account = world_accounts[ACCOUNT_MAIN],
                                  .id = planted->id,
                                  .name = user,
                                  .key = planted->key};
    actor.ip = second_address;
    actor.agent = second_agent;
    actor.pace_s = 20;
    actor.hostile = true;
    return actor;
}

// Signed in to the console with the new password; the page works with a temporary key.
static void sign_in(struct actor actor)
{
    actor.agent = browser;
    actor.now_s += 600;
    console_login(&actor, false, NULL);
    actor.agent = "console.amazonaws.com";
    static const char *const reads[] = {"iam:GetAccountSummary", "iam:ListUsers", "iam:ListRoles",
                                        "rds:DescribeDBInstances", "rds:DescribeDBSnapshots"};
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++)
        actor_read(&actor, reads[i]);
}

// Nothing of the main account is written from 00:58 to 04:36; what happens meanwhile is not in the logs.
static void go_dark(struct world *world, const struct planted *planted)
{
    struct actor actor = as_planted(world, planted, at(29, 0, 57));
    actor_read(&actor, "cloudtrail:DescribeTrails");
    actor.now_s = world->silence.from_s = at(29, 0, 58);
    world->silence.until_s = at(29, 4, 36);
    world->silence.account = world_accounts[ACCOUNT_MAIN];
    actor.pace_s = 0;
    trail_stop(&actor);
    actor.pace_s = 300;
    for (int i = 0; i < WORLD_SERVERS; i++)
        ec2_create_snapshot(&actor, world->servers[i].volume);
    actor.now_s = world->silence.until_s;
    actor.pace_s = 0;
    trail_start(&actor);
    truth_fact(&world->truth, "logging_stopped", "{'account':'%s','from':'%s','until':'%s'}",
               world->silence.account, clock_iso(&world->day, world->silence.from_s),
               clock_iso(&world->day, world->silence.until_s));
}

// An admin deletes the key that was found; the attacker's function makes another.
static void come_back(struct world *world, struct planted planted)
{
    struct actor admin = actor_start(world, "admin-cleanup", at(30, 9, 20));
    admin.ip = "198.51.100.133";
    sts_saml(&admin, ROLE_ADMIN, "a.keller@fernhollow.example");
    admin.agent = "console.amazonaws.com";
    admin.now_s += 40;
    iam_delete_access_key(&admin, user, planted.key);
    struct actor lambda = actor_start(world, "planted-function", at(30, 22, 14));
    sts_service_assume(&lambda, "lambda", ROLE_BACKDOOR, function);
    lambda.ip = function_address;
    lambda.agent = function_agent;
    lambda.hostile = true;
    sts_caller_identity(&lambda);
    actor_read(&lambda, "iam:ListAccessKeys");
    planted.key = iam_create_access_key(&lambda, user);
    persist(&lambda, "key", planted.key);
    struct actor actor = as_planted(world, &planted, at(30, 22, 31));
    sts_caller_identity(&actor);
    s3_list_objects(&actor, "fernhollow-reports", 41207);
    for (int i = 0; i < 40; i++) {
        int bytes = rng_between(&actor.rng, 300, 60000);
        s3_get(&actor,
               &(struct object){"fernhollow-reports", actor_text(&actor, "monthly/%d.json", i), bytes, NULL});
    }
}

void attack_role(struct world *world)
{
    struct actor first = steal(world, at(27, 23, 38));
    look_around(&first);
    struct actor second = steal(world, at(28, 12, 58));
    sts_caller_identity(&second);
    sts_assume(&second, ROLE_CI, chain);
    struct planted planted = plant(&second);
    cross_over(&second);
    struct actor actor = as_planted(world, &planted, at(28, 22, 10));
    sts_caller_identity(&actor);
    actor_read(&actor, "iam:ListUsers");
    sign_in(actor);
    go_dark(world, &planted);
    come_back(world, planted);
    truth_fact(&world->truth, "lead_event", "'%s'", planted.lead);
    truth_fact(&world->truth, "entry", "'instance credentials used off the instance'");
    truth_fact(&world->truth, "instance", "'%s'", world->servers[0].id);
    arena_clear(&world->day);
}
