// SPDX-License-Identifier: GPL-3.0-or-later
// Long-lived keys at work: developers, scripts, and keys that were forgotten.
#include "samples/noise.h"

#include "samples/calls.h"
#include "samples/clock.h"

static void sync_assets(struct world *world, int64_t time_s)
{
    struct actor actor = actor_start(world, "asset-sync", time_s);
    actor_as_user(&actor, USER_ASSETS);
    for (int n = actor_times(&actor, 3); n > 0; n--) {
        const char *key = actor_text(&actor, "img/%s.png", rng_hex(&actor.rng, actor.arena, 12));
        s3_put(&actor,
               &(struct object){"fernhollow-assets", key, rng_between(&actor.rng, 4000, 400000), NULL});
    }
}

static void poll_metrics(struct world *world, int64_t time_s)
{
    struct actor actor = actor_start(world, "metrics-poller", time_s);
    actor_as_user(&actor, USER_METRICS);
    for (int n = actor_times(&actor, 1); n > 0; n--) {
        actor_read(&actor, "monitoring:ListMetrics");
        actor_read(&actor, "rds:DescribeDBInstances");
    }
}

static void back_up(struct world *world, int64_t time_s)
{
    struct actor actor = actor_start(world, "backup-nightly", time_s);
    actor_as_user(&actor, USER_BACKUP);
    ec2_describe(&actor, "DescribeInstances", "instancesSet");
    for (int i = 0; i < WORLD_SERVERS; i++) {
        actor.region = world_regions[world->servers[i].region];
        ec2_create_snapshot(&actor, world->servers[i].volume);
        if (rng_chance(&actor.rng, 60))
            ec2_delete_snapshot(&actor, actor_resource(&actor, "snap"));
    }
}

static void lab_jobs(struct world *world, int64_t time_s)
{
    struct actor actor = actor_start(world, "lab-etl", time_s);
    actor_as_user(&actor, USER_LAB_ETL);
    s3_list_buckets(&actor, false);
    for (int n = actor_times(&actor, 14); n > 0; n--) {
        const char *key = actor_text(&actor, "extract/part-%d.csv", n);
        s3_get(&actor,
               &(struct object){"fernhollow-lab-data", key, rng_between(&actor.rng, 9000, 900000), NULL});
    }
}

void noise_scripts(struct world *world, int64_t day_s)
{
    for (int hour = 0; hour < 24; hour++) {
        sync_assets(world, day_s + hour * CLOCK_HOUR_S + 187);
        poll_metrics(world, day_s + hour * CLOCK_HOUR_S + 125);
        poll_metrics(world, day_s + hour * CLOCK_HOUR_S + 1925);
    }
    back_up(world, day_s + 2 * CLOCK_HOUR_S);
    lab_jobs(world, day_s + 3 * CLOCK_HOUR_S + 60);
}

// A few things one looks up at a shell prompt; now and then something one may not.
static void look_around(struct actor *actor, int calls)
{
    static const char *const reads[] = {"ec2:DescribeInstances",
                                        "ec2:DescribeSecurityGroups",
                                        "ec2:DescribeImages",
                                        "logs:DescribeLogGroups",
                                        "lambda:ListFunctions20150331",
                                        "rds:DescribeDBInstances",
                                        "autoscaling:DescribeAutoScalingGroups"};
    actor->pace_s = 90;
    for (int i = 0; i < calls; i++) {
        int roll = rng_below(&actor->rng, 100);
        if (roll < 4)
            api_denied(actor, "iam:ListAccessKeys", "iam:ListAccessKeys");
        else if (roll < 8)
            ec2_denied(actor, "DescribeReservedInstances", NULL);
        else if (roll < 25)
            s3_get(actor, &(struct object){"fernhollow-app-config",
                                           actor_text(actor, "env/dev-%d.yml", rng_below(&actor->rng, 9)),
                                           2210, NULL});
        else
            actor_read(actor, reads[roll % (int)(sizeof reads / sizeof *reads)]);
    }
}

void noise_developers(struct world *world, int64_t day_s)
{
    if (!clock_is_workday(day_s))
        return;
    for (int hour = 8; hour < 18; hour += 2) {
        struct actor actor = actor_start(world, "developer", day_s + hour * CLOCK_HOUR_S);
        actor.now_s += rng_below(&actor.rng, CLOCK_HOUR_S);
        actor_as_user(&actor, USER_DEVELOPER);
        look_around(&actor, actor_times(&actor, 6));
    }
    struct actor actor = actor_start(world, "mfa-user", day_s + 9 * CLOCK_HOUR_S);
    actor.now_s += rng_below(&actor.rng, 5 * CLOCK_HOUR_S);
    actor_as_user(&actor, USER_MFA);
    sts_session_token(&actor);
    look_around(&actor, actor_times(&actor, 14));
}

// Keys that were in use when the logs begin, and the last day each was. Afterwards their owners forgot them.
static const struct {
    enum user_id user;
    int last_day; // of the logs, from 0
} forgotten[] = {
    {USER_STRONG, 5},   {USER_FORMER, 12}, {USER_REPORTS, 30},
    {USER_IMAGING, 19}, {USER_QA, 33},     {USER_CONTRACTOR, 27},
};

void noise_dormant(struct world *world, int64_t day_s)
{
    int64_t day = (day_s - noise_first_day_s) / CLOCK_DAY_S;
    for (size_t i = 0; i < sizeof forgotten / sizeof *forgotten; i++) {
        struct actor actor =
            actor_start(world, world->users[forgotten[i].user].name, day_s + 9 * CLOCK_HOUR_S);
        bool last = day == forgotten[i].last_day;
        if (day > forgotten[i].last_day ||
            (!last && (!clock_is_workday(day_s) || rng_chance(&actor.rng, 50))))
            continue;
        actor.now_s += rng_below(&actor.rng, 6 * CLOCK_HOUR_S);
        actor_as_user(&actor, forgotten[i].user);
        look_around(&actor, 5);
    }
}
