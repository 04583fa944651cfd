// SPDX-License-Identifier: GPL-3.0-or-later
// What AWS services do by themselves.
#include "samples/noise.h"

#include "samples/calls.h"
#include "samples/clock.h"

enum { CONFIG_RUNS = 4, ADVISOR_CHECKS = 14 };

// Every hour the trail and the flow logs put files into the log bucket, and the trail logs that as well.
void noise_trail(struct world *world, int64_t day_s)
{
    for (int hour = 0; hour < 24; hour++) {
        struct actor actor = actor_start(world, "trail", day_s + hour * CLOCK_HOUR_S + 130);
        for (int n = actor_times(&actor, 1); n > 0; n--) {
            const char *folder = clock_folder(actor.arena, actor.now_s),
                       *stamp = clock_stamp(actor.arena, actor.now_s);
            const char *name = rng_alnum(&actor.rng, actor.arena, 16);
            const char *key =
                actor_text(&actor, "AWSLogs/%s/CloudTrail/us-east-1/%s/%s_CloudTrail_us-east-1_%s_%s.json.gz",
                           actor.account, folder, actor.account, stamp, name);
            actor_as_service(&actor, "cloudtrail");
            s3_bucket(&actor, "s3:GetBucketAcl", "fernhollow-logs", "acl", NULL);
            kms_data_key(&actor, actor_text(&actor, "arn:aws:s3:::fernhollow-logs/%s", key));
            s3_put(&actor,
                   &(struct object){"fernhollow-logs", key, rng_between(&actor.rng, 900, 9000), NULL});
            key = actor_text(
                &actor, "AWSLogs/%s/vpcflowlogs/us-east-1/%s/%s_vpcflowlogs_us-east-1_fl-0%s_%s_%s.log.gz",
                actor.account, folder, actor.account, "92be61d0c47fa385", stamp,
                rng_hex(&actor.rng, actor.arena, 8));
            actor_as_service(&actor, "delivery.logs");
            s3_put(&actor, &(struct object){"fernhollow-logs", key, rng_between(&actor.rng, 3000, 90000),
                                            "vpce-ceb942a7"});
        }
    }
}

static const char *const config_reads[] = {
    "ec2:DescribeInstances",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVolumes",
    "ec2:DescribeVpcs",
    "rds:DescribeDBInstances",
    "ec2:DescribeNetworkAcls",
    "iam:ListUsers",
    "iam:ListRoles",
    "autoscaling:DescribeAutoScalingGroups",
};

static void config_run(struct actor *actor, enum role_id role)
{
    sts_service_assume(actor, "config", role, "AWSConfig-Describe");
    for (size_t i = 0; i < sizeof config_reads / sizeof *config_reads; i++)
        actor_read(actor, config_reads[i]);
}

void noise_config(struct world *world, int64_t day_s)
{
    for (int run = 0; run < CONFIG_RUNS; run++) {
        int64_t time_s = day_s + run * 6 * CLOCK_HOUR_S + 2430;
        for (int region = 0; region < REGION__COUNT; region++) {
            struct actor actor = actor_start(world, world_regions[region], time_s);
            actor.region = world_regions[region];
            for (int n = actor_times(&actor, 1); n > 0; n--)
                config_run(&actor, ROLE_CONFIG);
        }
        struct actor lab = actor_start(world, "lab-config", time_s + 400);
        lab.account = world_accounts[ACCOUNT_LAB];
        for (int n = actor_times(&lab, 1); n > 0; n--)
            config_run(&lab, ROLE_LAB_CONFIG);
    }
}

void noise_advisor(struct world *world, int64_t day_s)
{
    static const char *const reads[] = {"ec2:DescribeInstances",
                                        "ec2:DescribeSecurityGroups",
                                        "ec2:DescribeAddresses",
                                        "rds:DescribeDBInstances",
                                        "elasticloadbalancing:DescribeLoadBalancers",
                                        "iam:GetAccountPasswordPolicy",
                                        "cloudtrail:DescribeTrails"};
    struct actor actor = actor_start(world, "advisor", day_s + 5 * CLOCK_HOUR_S + 612);
    sts_service_assume(&actor, "trustedadvisor", ROLE_ADVISOR, "TrustedAdvisor_111122223333_check");
    for (int n = actor_times(&actor, ADVISOR_CHECKS); n > 0; n--)
        actor_read(&actor, reads[n % (int)(sizeof reads / sizeof *reads)]);
}

static void targets(struct actor *actor, const char *name, const char *instance)
{
    actor_call(actor,
               &(struct call){
                   .api = actor_text(actor, "elasticloadbalancing:%s", name),
                   .request = actor_text(actor,
                                         "{'targetGroupArn':'arn:aws:elasticloadbalancing:us-east-1:%s:"
                                         "targetgroup/web/8f2c61aa07d3e954','targets':[{'id':'%s'}]}",
                                         actor->account, instance),
               });
}

static void scale_out(struct actor *actor, const char **instances, int count)
{
    sts_service_assume(actor, "autoscaling", ROLE_SCALING, "AutoScaling");
    actor->ip = actor->agent = "autoscaling.amazonaws.com";
    for (int i = 0; i < count; i++) {
        instances[i] = ec2_run(actor, &(struct launch){.image = world_image,
                                                       .type = "m5.large",
                                                       .group = actor->world->groups[3].id,
                                                       .vpc = actor->world->groups[3].vpc,
                                                       .name = "web",
                                                       .scaling_group = "web-fleet"});
        ec2_describe_instance(actor, instances[i]);
        targets(actor, "RegisterTargets", instances[i]);
    }
}

static void scale_in(struct actor *actor, const char **instances, int count)
{
    sts_service_assume(actor, "autoscaling", ROLE_SCALING, "AutoScaling");
    actor->ip = actor->agent = "autoscaling.amazonaws.com";
    for (int i = 0; i < count; i++) {
        targets(actor, "DeregisterTargets", instances[i]);
        ec2_terminate(actor, instances[i]);
    }
}

// The web fleet grows in the morning and shrinks in the evening; at weekends it moves a little at noon.
void noise_scaling(struct world *world, int64_t day_s)
{
    bool workday = clock_is_workday(day_s);
    struct actor actor = actor_start(world, "scaling", day_s + (workday ? 6 : 11) * CLOCK_HOUR_S + 2900);
    for (int n = actor_times(&actor, 1); n > 0; n--) {
        const char *instances[4];
        int count = workday ? rng_between(&actor.rng, 2, 4) : rng_between(&actor.rng, 0, 1);
        if (count == 0)
            continue;
        actor.now_s = day_s + (workday ? 6 : 11) * CLOCK_HOUR_S + rng_between(&actor.rng, 2400, 3500);
        scale_out(&actor, instances, count);
        actor.now_s = day_s + (workday ? 18 : 15) * CLOCK_HOUR_S + rng_between(&actor.rng, 0, 3000);
        scale_in(&actor, instances, count);
    }
}
