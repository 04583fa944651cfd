// SPDX-License-Identifier: GPL-3.0-or-later
// Admins and IAM users in the console, mistyped passwords included.
#include "samples/noise.h"

#include "samples/calls.h"
#include "samples/clock.h"

static const char s3_console[] =
    "S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.705 Linux/4.9.184-0.1.ac.235.83.329."
    "metal1.x86_64 OpenJDK_64-Bit_Server_VM/25.232-b09 java/1.8.0_232";

// What one console page asks for, and as what it introduces itself.
struct page {
    const char *agent;
    const char *reads[7];
};

static const struct page pages[] = {
    {"console.ec2.amazonaws.com",
     {"ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:DescribeVolumes", "ec2:DescribeTags",
      "ec2:DescribeSecurityGroups", "ec2:DescribeAddresses"}},
    {"console.ec2.amazonaws.com",
     {"ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeRouteTables", "ec2:DescribeNetworkAcls"}},
    {"console.amazonaws.com",
     {"iam:ListUsers", "iam:ListRoles", "iam:GetAccountSummary", "iam:ListGroups", "iam:ListAccountAliases"}},
    {"AWS CloudWatch Console",
     {"monitoring:DescribeAlarms", "monitoring:ListDashboards", "logs:DescribeLogGroups"}},
    {"console.amazonaws.com", {"rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:DescribeEvents"}},
    {"console.amazonaws.com",
     {"cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:LookupEvents"}},
};

static void s3_page(struct actor *actor)
{
    static const char *const buckets[] = {"fernhollow-assets", "fernhollow-reports", "fernhollow-app-config"};
    const char *bucket = buckets[rng_below(&actor->rng, 3)];
    actor->agent = s3_console;
    s3_list_buckets(actor, false);
    s3_bucket(actor, "s3:GetBucketAcl", bucket, "acl", NULL);
    s3_bucket(actor, "s3:GetBucketPolicy", bucket, "policy", "NoSuchBucketPolicy");
    s3_bucket(actor, "s3:GetBucketWebsite", bucket, "website", "NoSuchWebsiteConfiguration");
    s3_bucket(actor, "s3:GetBucketPublicAccessBlock", bucket, "publicAccessBlock",
              "NoSuchPublicAccessBlockConfiguration");
}

// Each page works with a temporary key of its own; all share the creation date of the sign-in.
static void browse(struct actor *actor, int views)
{
    const int count = sizeof pages / sizeof *pages;
    actor->pace_s = 4;
    for (int i = 0; i < views; i++) {
        int choice = rng_below(&actor->rng, count + 1);
        actor->now_s += rng_between(&actor->rng, 20, 400);
        if (rng_chance(&actor->rng, 60))
            actor_new_key(actor);
        if (choice == count) {
            s3_page(actor);
            continue;
        }
        actor->agent = pages[choice].agent;
        for (const char *const *read = pages[choice].reads; *read; read++)
            actor_read(actor, *read);
    }
}

// An admin opens a port for a company network by hand, and closes it when the work is done.
static void open_for_an_hour(struct actor *actor)
{
    const struct group *group = &actor->world->groups[rng_below(&actor->rng, WORLD_GROUPS)];
    const char *region = actor->region, *range = actor_text(actor, "%s/32", actor->ip);
    actor->region = world_regions[group->region];
    actor->agent = "console.ec2.amazonaws.com";
    ec2_authorize_ingress(actor, group->id, 22, 22, range);
    actor->now_s += rng_between(&actor->rng, 600, 3000);
    if (rng_chance(&actor->rng, 80))
        ec2_revoke_ingress(actor, group->id, 22, range);
    actor->region = region;
}

static const struct admin {
    const char *name, *ip, *browser, *region;
    enum role_id role;
} admins[] = {
    {"a.keller@fernhollow.example", "198.51.100.133",
     "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_3) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/80.0.3987.87 "
     "Safari/537.36",
     "us-east-1", ROLE_ADMIN},
    {"d.osei@fernhollow.example", "198.51.100.139",
     "Mozilla/5.0 (X11; Linux x86_64; rv:73.0) Gecko/20100101 Firefox/73.0", "eu-west-1", ROLE_ADMIN},
    {"m.ruiz@fernhollow.example", "198.51.100.146",
     "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/80.0.3987.106 "
     "Safari/537.36",
     "us-west-2", ROLE_SUPPORT},
};

static void admin_session(struct actor *actor, const struct admin *admin)
{
    actor->account = world_accounts[ACCOUNT_MAIN];
    actor->region = admin->region;
    actor->ip = admin->ip;
    sts_saml(actor, admin->role, admin->name);
    actor->agent = admin->browser;
    console_login(actor, false, NULL);
    browse(actor, 6);
    if (admin->role == ROLE_ADMIN && rng_chance(&actor->rng, 12))
        open_for_an_hour(actor);
    if (admin->role == ROLE_ADMIN && rng_chance(&actor->rng, 15)) {
        actor->agent = admin->browser;
        console_switch_role(actor, ROLE_LAB_ACCESS, "lab");
        browse(actor, 2);
    }
}

void noise_admins(struct world *world, int64_t day_s)
{
    for (size_t i = 0; i < sizeof admins / sizeof *admins; i++) {
        struct actor actor = actor_start(world, admins[i].name, day_s);
        bool on_call = (size_t)(day_s / CLOCK_DAY_S) % 7 == i;
        int sessions = clock_is_workday(day_s) ? 2 : on_call;
        for (int n = actor_times(&actor, sessions); n > 0; n--) {
            actor.now_s = day_s + rng_between(&actor.rng, 8 * CLOCK_HOUR_S, 16 * CLOCK_HOUR_S);
            admin_session(&actor, &admins[i]);
        }
    }
}

static void user_session(struct actor *actor, enum user_id user, bool mfa, const char *browser)
{
    actor_as_user(actor, user);
    actor->agent = browser;
    if (rng_chance(&actor->rng, 15)) {
        console_login(actor, mfa, "Failed authentication");
        actor->now_s += rng_between(&actor->rng, 8, 40);
    }
    console_login(actor, mfa, NULL);
    browse(actor, 5);
}

void noise_console_users(struct world *world, int64_t day_s)
{
    if (!clock_is_workday(day_s))
        return;
    struct actor strong = actor_start(world, "console-strong", day_s + 8 * CLOCK_HOUR_S);
    strong.now_s += rng_below(&strong.rng, 4 * CLOCK_HOUR_S);
    for (int n = actor_times(&strong, 1); n > 0; n--)
        user_session(&strong, USER_STRONG, true,
                     "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.14; rv:73.0) Gecko/20100101 Firefox/73.0");
    struct actor helen = actor_start(world, "console-helen", day_s + 9 * CLOCK_HOUR_S);
    helen.now_s += rng_below(&helen.rng, 6 * CLOCK_HOUR_S);
    for (int n = actor_times(&helen, 1); n > 0; n--)
        user_session(&helen, USER_CONSOLE, false, world->users[USER_CONSOLE].agent);
}

// Names nobody has, at times a password typed into the wrong field.
void noise_failed_logins(struct world *world, int64_t day_s)
{
    struct actor actor = actor_start(world, "failed-logins", day_s + 8 * CLOCK_HOUR_S);
    if (!clock_is_workday(day_s) || !rng_chance(&actor.rng, 40))
        return;
    actor.now_s += rng_below(&actor.rng, 9 * CLOCK_HOUR_S);
    actor.who = (struct identity){.kind = IDENTITY_HIDDEN, .account = actor.account};
    actor.ip = actor_text(&actor, "198.51.100.%d", rng_between(&actor.rng, 129, 240));
    actor.agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:72.0) Gecko/20100101 Firefox/72.0";
    console_login(&actor, false, "No username found in supplied account");
}
