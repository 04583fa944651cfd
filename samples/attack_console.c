// SPDX-License-Identifier: GPL-3.0-or-later
// The attack of the scenario `console`: a guessed password, a federation token, and files held to ransom.
#include "samples/attack.h"

#include "samples/calls.h"
#include "samples/clock.h"

static const char first_address[] = "203.0.113.140";
static const char second_address[] = "192.0.2.201";
static const char browser[] = "Mozilla/5.0 (X11; Linux x86_64; rv:74.0) Gecko/20100101 Firefox/74.0";
static const char first_agent[] = "aws-cli/1.18.31 Python/3.7.7 Windows/10 botocore/1.15.31";
static const char second_agent[] = "Boto3/1.12.22 Python/3.8.2 Linux/5.3.0-42-generic Botocore/1.15.22";
static const char bucket[] = "fernhollow-reports", log_bucket[] = "fernhollow-logs";
static const char federated[] = "backup-sync";

enum { GUESSES = 64, TOKEN_S = 36 * CLOCK_HOUR_S, OBJECTS = 900, ENCRYPTED = 520, LOGS_DELETED = 48 };

static int64_t at(int day, int hour, int minute)
{
    return clock_at((struct clock_date){2020, 3, day, hour, minute, 6});
}

static void persist(struct actor *actor, const char *kind, const char *value)
{
    truth_persistence(&actor->world->truth, kind, value, actor->event_id);
}

static struct actor attacker(struct world *world, const char *address, const char *agent, int64_t time_s)
{
    struct actor actor = actor_start(world, "attacker", time_s);
    actor_as_user(&actor, USER_CONSOLE);
    actor.ip = address;
    actor.agent = agent;
    actor.hostile = true;
    return actor;
}

// Passwords for names that exist and for some that do not, until one of helen.ortiz's is right.
static struct actor guess(struct world *world)
{
    static const enum user_id tried[] = {USER_STRONG, USER_MFA, USER_CONSOLE};
    struct actor actor = attacker(world, first_address, browser, at(20, 22, 51));
    for (int i = 0; i < GUESSES; i++) {
        actor.now_s += rng_between(&actor.rng, 20, 95);
        if (i % 4 == 3) {
            actor.who = (struct identity){.kind = IDENTITY_HIDDEN, .account = actor.account};
            console_login(&actor, false, "No username found in supplied account");
            continue;
        }
        actor_as_user(&actor, tried[i % 4]);
        actor.ip = first_address;
        actor.agent = browser;
        console_login(&actor, false, "Failed authentication");
    }
    actor = attacker(world, first_address, browser, actor.now_s + 71);
    actor.rng = rng_stream("signed-in", actor.now_s);
    console_login(&actor, false, NULL);
    return actor;
}

// A look at the pages, then a key for the user itself, to go on without the console.
static const char *make_key(struct actor *actor)
{
    static const char *const reads[] = {"iam:GetAccountSummary", "iam:ListUsers",
                                        "iam:ListRoles",         "cloudtrail:DescribeTrails",
                                        "ec2:DescribeInstances", "rds:DescribeDBInstances"};
    actor->agent = "console.amazonaws.com";
    actor->pace_s = 60;
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
        if (i % 2 == 0)
            actor_new_key(actor);
        actor_read(actor, reads[i]);
    }
    const char *key = arena_text(&actor->world->keep, "%s", iam_create_access_key(actor, actor->who.name));
    persist(actor, "key", key);
    return key;
}

static void look_around(struct world *world, const char *key)
{
    struct actor actor = attacker(world, first_address, first_agent, at(21, 14, 2));
    actor.who.key = key;
    actor.pace_s = 30;
    sts_caller_identity(&actor);
    s3_list_buckets(&actor, false);
    actor_read(&actor, "iam:GetAccountAuthorizationDetails");
    actor_read(&actor, "cloudtrail:DescribeTrails");
    s3_list_objects(&actor, bucket, 225668);
    ec2_denied(&actor, "DescribeReservedInstances", NULL);
}

// A token that lives on when the key and the password are gone.
static struct actor federate(struct world *world, const char *key)
{
    struct actor actor = attacker(world, second_address, second_agent, at(22, 22, 47));
    actor.who.key = key;
    sts_caller_identity(&actor);
    sts_federation_token(&actor, federated, TOKEN_S);
    persist(&actor, "federation-token", actor.who.key);
    return actor;
}

// The company sees the new key on Monday morning, disables it and resets the password.
static void answer(struct world *world, const char *key)
{
    struct actor admin = actor_start(world, "admin-answer", at(23, 8, 12));
    admin.ip = "198.51.100.133";
    sts_saml(&admin, ROLE_ADMIN, "a.keller@fernhollow.example");
    admin.agent = "console.amazonaws.com";
    admin.now_s += 40;
    iam_disable_access_key(&admin, world->users[USER_CONSOLE].name, key);
    iam_reset_login(&admin, world->users[USER_CONSOLE].name);
}

static const char *report(struct actor *actor, int number)
{
    return actor_text(actor, "quarterly/2019/%d.parquet", number);
}

static void read_all(struct actor *actor)
{
    actor->pace_s = 4;
    for (int page = 0; page < 3; page++)
        s3_list_objects(actor, bucket, 225668);
    for (int i = 0; i < OBJECTS; i++) {
        int bytes = rng_between(&actor->rng, 200000, 4000000);
        s3_get(actor, &(struct object){bucket, report(actor, i), bytes, NULL});
    }
}

static const char *hold_to_ransom(struct actor *actor)
{
    for (int i = 0; i < ENCRYPTED; i++)
        s3_encrypt(actor, &(struct object){bucket, report(actor, i), 0, NULL});
    s3_set(actor, "s3:PutBucketLifecycle", bucket,
           actor_text(actor,
                      "'lifecycle':'','LifecycleConfiguration':{'xmlns':'http://s3.amazonaws.com/doc/"
                      "2006-03-01/','Rule':{'ID':'seven-days','Status':'Enabled','Filter':{'Prefix':''},"
                      "'Expiration':{'Days':7}}}"));
    s3_put(actor, &(struct object){bucket, "RESTORE-YOUR-FILES.txt", 1187, NULL});
    return arena_text(&actor->world->keep, "%s", actor->event_id);
}

static void delete_logs(struct actor *actor)
{
    s3_set(actor, "s3:PutBucketVersioning", log_bucket,
           actor_text(actor,
                      "'versioning':'','VersioningConfiguration':{'xmlns':'http://s3.amazonaws.com/doc/"
                      "2006-03-01/','Status':'Suspended'}"));
    for (int i = 0; i < LOGS_DELETED; i++) {
        int64_t file_s = at(20, 22, 54) + i * 2 * CLOCK_HOUR_S;
        const char *folder = clock_folder(actor->arena, file_s), *stamp = clock_stamp(actor->arena, file_s);
        const char *name = rng_alnum(&actor->rng, actor->arena, 16);
        const char *key =
            actor_text(actor, "AWSLogs/%s/CloudTrail/us-east-1/%s/%s_CloudTrail_us-east-1_%s_%s.json.gz",
                       actor->account, folder, actor->account, stamp, name);
        s3_delete(actor, &(struct object){log_bucket, key, 0, NULL});
    }
}

// The log files of those days, then calls on objects no longer logged while the rest is encrypted, then the
// trail itself. From then on nothing is written until it is made anew.
static void cover_up(struct actor *actor)
{
    struct world *world = actor->world;
    struct silence *silence = &world->silence;
    delete_logs(actor);
    trail_select(actor, false);
    *silence = (struct silence){.account = world_accounts[ACCOUNT_MAIN],
                                .objects_from_s = actor->now_s,
                                .from_s = at(24, 3, 5),
                                .until_s = at(24, 8, 40)};
    actor->now_s++;
    for (int i = ENCRYPTED; i < OBJECTS; i++)
        s3_encrypt(actor, &(struct object){bucket, report(actor, i), 0, NULL});
    actor->pace_s = 0;
    actor->now_s = silence->from_s;
    trail_delete(actor);
    truth_fact(&world->truth, "objects_not_logged", "{'account':'%s','from':'%s','until':'%s'}",
               silence->account, clock_iso(&world->day, silence->objects_from_s),
               clock_iso(&world->day, silence->until_s));
    truth_fact(&world->truth, "logging_stopped", "{'account':'%s','from':'%s','until':'%s'}",
               silence->account, clock_iso(&world->day, silence->from_s),
               clock_iso(&world->day, silence->until_s));
}

static void make_trail_anew(struct world *world)
{
    struct actor admin = actor_start(world, "admin-trail", world->silence.until_s);
    actor_as_role(&admin, ROLE_ADMIN, "a.keller@fernhollow.example");
    admin.ip = "198.51.100.133";
    admin.agent = "console.amazonaws.com";
    admin.pace_s = 0;
    trail_create(&admin);
    trail_select(&admin, true);
    trail_start(&admin);
}

void attack_console(struct world *world)
{
    struct actor signed_in = guess(world);
    const char *key = make_key(&signed_in);
    look_around(world, key);
    struct actor actor = federate(world, key);
    answer(world, key);
    actor.now_s = at(23, 22, 4);
    read_all(&actor);
    const char *lead = hold_to_ransom(&actor);
    cover_up(&actor);
    make_trail_anew(world);
    truth_fact(&world->truth, "lead_event", "'%s'", lead);
    truth_fact(&world->truth, "entry", "'console password guessed'");
    truth_fact(&world->truth, "failed_sign_ins", "%d", GUESSES);
    truth_fact(&world->truth, "objects_read", "%d", OBJECTS);
    truth_fact(&world->truth, "objects_encrypted", "%d", ENCRYPTED);
    truth_fact(&world->truth, "logs_deleted", "%d", LOGS_DELETED);
    arena_clear(&world->day);
}
