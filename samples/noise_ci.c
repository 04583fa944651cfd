// SPDX-License-Identifier: GPL-3.0-or-later
// The build runner at its daily work.
#include "samples/noise.h"

#include "samples/calls.h"
#include "samples/clock.h"

static const char *const plan_reads[] = {
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeRouteTables",
    "ec2:DescribeInternetGateways",
    "ec2:DescribeNetworkAcls",
    "iam:GetRole",
    "iam:ListAttachedRolePolicies",
    "lambda:GetFunction20150331v2",
    "rds:DescribeDBSubnetGroups",
    "rds:DescribeDBInstances",
    "elasticloadbalancing:DescribeTargetGroups",
};

static void state_file(struct actor *actor, bool store)
{
    struct object state = {"fernhollow-app-config", "terraform/network.tfstate", 48211, NULL};
    if (store)
        s3_put(actor, &state);
    else
        s3_get(actor, &state);
}

// Change something: a rule for the company's own networks, a tag, new code for the function.
static void apply(struct actor *actor)
{
    static const char *const ranges[] = {"10.20.0.0/16", "198.51.100.0/25", "198.51.100.128/25"};
    static const int ports[] = {443, 5432, 8443, 6379};
    const struct group *group = &actor->world->groups[rng_below(&actor->rng, WORLD_GROUPS)];
    int port = ports[rng_below(&actor->rng, 4)];
    actor->region = world_regions[group->region];
    if (rng_chance(&actor->rng, 40))
        ec2_authorize_ingress(actor, group->id, port, port, ranges[rng_below(&actor->rng, 3)]);
    else if (rng_chance(&actor->rng, 30))
        ec2_revoke_ingress(actor, group->id, port, ranges[rng_below(&actor->rng, 3)]);
    ec2_create_tags(actor, group->id, actor_text(actor, "net-%d", rng_below(&actor->rng, 40)));
    actor->region = world_regions[REGION_EAST];
    actor_call(
        actor,
        &(struct call){
            .api = "lambda:UpdateFunctionCode20150331v2",
            .request = actor_text(actor,
                                  "{'functionName':'thumbnailer','s3Bucket':'fernhollow-app-config',"
                                  "'s3Key':'builds/%s.zip','publish':true,'dryRun':false}",
                                  actor->who.session),
            .response = actor_text(actor,
                                   "{'functionName':'thumbnailer','functionArn':'arn:aws:lambda:us-east-1:"
                                   "%s:function:thumbnailer','runtime':'nodejs12.x','codeSize':%d}",
                                   actor->account, rng_between(&actor->rng, 90000, 99000)),
        });
    state_file(actor, true);
}

static void build(struct actor *actor, int number)
{
    actor_as_user(actor, USER_CI);
    sts_caller_identity(actor);
    sts_assume(actor, ROLE_CI, actor_text(actor, "build-%d", number));
    state_file(actor, false);
    for (size_t i = 0; i < sizeof plan_reads / sizeof *plan_reads; i++)
        actor_read(actor, plan_reads[i]);
    if (rng_chance(&actor->rng, 5))
        api_denied(actor, "iam:CreateRole", "iam:CreateRole");
    else if (rng_chance(&actor->rng, 35))
        apply(actor);
}

void noise_builds(struct world *world, int64_t day_s)
{
    struct actor actor = actor_start(world, "builds", day_s);
    int builds = actor_times(&actor, clock_is_workday(day_s) ? 8 : 1);
    int64_t day = (day_s - noise_first_day_s) / CLOCK_DAY_S;
    for (int i = 0; i < builds; i++) {
        actor.now_s = day_s + rng_between(&actor.rng, 8 * CLOCK_HOUR_S, 18 * CLOCK_HOUR_S);
        build(&actor, 4100 + (int)day * 9 + i);
    }
}

// Every night the audit job crosses over to the second account.
void noise_audit(struct world *world, int64_t day_s)
{
    static const char *const reads[] = {"ec2:DescribeInstances",   "ec2:DescribeVolumes",
                                        "rds:DescribeDBInstances", "iam:ListUsers",
                                        "iam:ListRoles",           "iam:GetAccountSummary"};
    struct actor actor = actor_start(world, "audit", day_s + 4 * CLOCK_HOUR_S + 1250);
    actor_as_user(&actor, USER_CI);
    sts_assume(&actor, ROLE_LAB_AUDIT, "inventory-audit");
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++)
        actor_read(&actor, reads[i]);
    s3_list_buckets(&actor, false);
}
