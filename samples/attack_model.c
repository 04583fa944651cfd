// SPDX-License-Identifier: GPL-3.0-or-later
// The attack of the scenario `model`: eight leaked keys, one of them strong.
#include "samples/attack.h"

#include "samples/calls.h"
#include "samples/clock.h"

static const char first_address[] = "203.0.113.77";
static const char second_address[] = "192.0.2.146";
static const char agent[] = "aws-cli/1.18.33 Python/3.5.1 Linux/3.10.0-1062.el7.x86_64 botocore/1.15.33";
static const char anywhere[] = "0.0.0.0/0";

enum { RULES = 344 };

// What a leaked key is tried for. What its user may not do is denied.
struct probe {
    enum user_id user;
    const char *address;
    int day, hour, minute; // of April 2020
    int regions;
    bool buckets, instances, databases; // the user's rights
    bool list_users, roles;             // also tried
};

static const struct probe probes[] = {
    {USER_FORMER, first_address, 7, 3, 12, 3, .buckets = true, .instances = true, .list_users = true,
     .roles = true},
    {USER_CONTRACTOR, first_address, 7, 3, 19, 3, .instances = true, .databases = true, .roles = true},
    {USER_QA, first_address, 7, 3, 27, 2, .buckets = true, .list_users = true},
    {USER_IMAGING, first_address, 7, 3, 34, 2, .buckets = true},
    {USER_REPORTS, first_address, 7, 3, 58, 3, .buckets = true, .databases = true, .roles = true},
    {USER_ASSETS, second_address, 7, 14, 21, 2, .buckets = true, .list_users = true},
    {USER_DEVELOPER, second_address, 7, 14, 29, 3, .instances = true, .databases = true, .list_users = true,
     .roles = true},
    {USER_STRONG, second_address, 7, 14, 41, 3, .buckets = true, .instances = true, .databases = true,
     .roles = true},
    {USER_ASSETS, first_address, 7, 22, 40, 1, .buckets = true, .roles = true},
    {USER_FORMER, second_address, 8, 0, 47, 1, .buckets = true, .instances = true},
};

static struct actor attacker(struct world *world, enum user_id user, const char *address, int64_t time_s)
{
    struct actor actor = actor_start(world, "attacker", time_s);
    actor_as_user(&actor, user);
    actor.ip = address;
    actor.agent = agent;
    actor.hostile = true;
    actor.pace_s = 9;
    return actor;
}

static void try_roles(struct actor *actor)
{
    sts_assume_denied(actor, world_role_arn(actor->world, ROLE_CI));
    sts_assume_denied(actor, actor_text(actor, "arn:aws:iam::%s:role/admin", actor->account));
    sts_assume_denied(actor, world_role_arn(actor->world, ROLE_LAB_ACCESS));
}

static void try_key(struct world *world, const struct probe *probe)
{
    struct clock_date date = {2020, 4, probe->day, probe->hour, probe->minute, 9};
    struct actor actor = attacker(world, probe->user, probe->address, clock_at(date));
    sts_caller_identity(&actor);
    s3_list_buckets(&actor, !probe->buckets);
    for (int region = 0; region < probe->regions; region++) {
        actor.region = world_regions[region];
        if (probe->instances)
            ec2_describe(&actor, "DescribeInstances", "instancesSet");
        else
            ec2_denied(&actor, "DescribeInstances", actor_text(&actor, "{'instancesSet':{},'filterSet':{}}"));
        if (probe->databases)
            actor_read(&actor, "rds:DescribeDBInstances");
        else
            api_denied(&actor, "rds:DescribeDBInstances", "rds:DescribeDBInstances");
    }
    if (probe->list_users)
        api_denied(&actor, "iam:ListUsers", "iam:ListUsers");
    if (probe->roles)
        try_roles(&actor);
}

// Three passes over all groups; the last one stops one group short.
static int open_groups(struct actor *actor)
{
    static const int ports[][2] = {{0, 65535}, {5432, 5432}, {1253, 1253}};
    int rules = 0;
    actor->pace_s = 2;
    for (int pass = 0; pass < 3; pass++) {
        for (int i = 0; i < WORLD_GROUPS && rules < RULES; i++, rules++) {
            const struct group *group = &actor->world->groups[i];
            actor->region = world_regions[group->region];
            ec2_authorize_ingress(actor, group->id, ports[pass][0], ports[pass][1], anywhere);
        }
    }
    actor->pace_s = 9;
    return rules;
}

static void take_over(struct world *world)
{
    struct clock_date date = {2020, 4, 8, 1, 2, 31};
    struct actor actor = attacker(world, USER_STRONG, second_address, clock_at(date));
    for (int region = 0; region < REGION__COUNT; region++) {
        actor.region = world_regions[region];
        ec2_describe(&actor, "DescribeSecurityGroups", "securityGroupSet");
    }
    int rules = open_groups(&actor);
    actor.region = world_regions[REGION_EAST];
    ec2_describe(&actor, "DescribeInstances", "instancesSet");
    const char *key_pair = "srv-key-02";
    actor.now_s += 74;
    ec2_create_key_pair(&actor, key_pair);
    const char *lead = actor.event_id;
    actor.now_s += 41;
    const char *instance = ec2_run(&actor, &(struct launch){.image = world_image,
                                                            .type = "t2.medium",
                                                            .key_name = key_pair,
                                                            .group = world->groups[0].id,
                                                            .vpc = world->groups[0].vpc});
    truth_fact(&world->truth, "security_group_rules", "%d", rules);
    truth_fact(&world->truth, "security_groups", "%d", WORLD_GROUPS);
    truth_fact(&world->truth, "key_pair", "'%s'", key_pair);
    truth_fact(&world->truth, "instance", "'%s'", instance);
    truth_fact(&world->truth, "lead_event", "'%s'", lead);
}

void attack_model(struct world *world)
{
    for (int user = 0; user < USER__LEAKED; user++)
        truth_watch(&world->truth, world->users[user].key, world->users[user].name);
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
        try_key(world, &probes[i]);
    take_over(world);
    truth_fact(&world->truth, "roles_assumed", "0");
    arena_clear(&world->day);
}
