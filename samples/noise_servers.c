// SPDX-License-Identifier: GPL-3.0-or-later
// Servers, functions and pods that call AWS with roles.
#include "samples/noise.h"

#include "samples/calls.h"
#include "samples/clock.h"

static const char server_agent[] =
    "aws-sdk-java/1.11.720 Linux/4.14.165-131.185.amzn2.x86_64 "
    "OpenJDK_64-Bit_Server_VM/25.242-b08 java/1.8.0_242 vendor/Oracle_Corporation";
static const char nat_address[] = "198.18.10.5";

// Fetch configuration and store results through the network's S3 endpoint.
static void work(struct actor *actor, const char *bucket, int objects)
{
    for (int i = 0; i < objects; i++) {
        const char *folder = clock_folder(actor->arena, actor->now_s);
        const char *name = rng_hex(&actor->rng, actor->arena, 24);
        struct object object = {bucket, actor_text(actor, "jobs/%s/%s.json", folder, name),
                                rng_between(&actor->rng, 300, 60000), "vpce-1f83a6b2"};
        if (i % 3 == 0)
            s3_get(actor, &object);
        else
            s3_put(actor, &object);
    }
}

static void server_shift(struct world *world, const struct server *server, int64_t time_s)
{
    struct actor actor = actor_start(world, server->id, time_s);
    actor.region = world_regions[server->region];
    for (int n = actor_times(&actor, 1); n > 0; n--) {
        sts_service_assume(&actor, "ec2", server->role, server->id);
        actor.ip = server->ip;
        actor.agent = server_agent;
        actor.pace_s = 25;
        work(&actor, server->role == ROLE_WEB ? "fernhollow-app-config" : "fernhollow-reports", 4);
    }
}

void noise_servers(struct world *world, int64_t day_s)
{
    for (int shift = 0; shift < 3; shift++) {
        for (int i = 0; i < WORLD_SERVERS; i++)
            server_shift(world, &world->servers[i],
                         day_s + shift * 8 * CLOCK_HOUR_S + 3620 + world->servers[i].region * 900);
        struct actor lab = actor_start(world, "lab-server", day_s + shift * 8 * CLOCK_HOUR_S + 4200);
        lab.account = world_accounts[ACCOUNT_LAB];
        for (int n = actor_times(&lab, 1); n > 0; n--) {
            sts_service_assume(&lab, "ec2", ROLE_LAB_ETL, "i-07c9d15be26fa4830");
            lab.ip = "10.60.1.24";
            lab.agent = server_agent;
            work(&lab, "fernhollow-lab-data", 9);
        }
    }
}

void noise_functions(struct world *world, int64_t day_s)
{
    for (int hour = 0; hour < 24; hour += 2) {
        struct actor actor = actor_start(world, "functions", day_s + hour * CLOCK_HOUR_S + 200);
        for (int n = actor_times(&actor, 1); n > 0; n--) {
            sts_service_assume(&actor, "lambda", ROLE_THUMBNAILS, "thumbnailer");
            actor.ip = "198.18.11.9";
            actor.agent = "aws-sdk-nodejs/2.585.0 linux/v12.14.1 exec-env/AWS_Lambda_nodejs12.x callback";
            const char *stream = actor_text(&actor, "%s/[$LATEST]%s", clock_folder(actor.arena, actor.now_s),
                                            rng_hex(&actor.rng, actor.arena, 32));
            actor_call(
                &actor,
                &(struct call){
                    .api = "logs:CreateLogStream",
                    .request = actor_text(
                        &actor, "{'logGroupName':'/aws/lambda/thumbnailer','logStreamName':'%s'}", stream),
                });
            work(&actor, "fernhollow-assets", 2);
        }
    }
}

void noise_pods(struct world *world, int64_t day_s)
{
    for (int hour = 0; hour < 24; hour++) {
        struct actor actor = actor_start(world, "pods", day_s + hour * CLOCK_HOUR_S + 160);
        actor.region = world_regions[REGION_WEST];
        for (int n = actor_times(&actor, 1); n > 0; n--) {
            actor.account = world_accounts[ACCOUNT_MAIN];
            actor.ip = nat_address;
            actor.agent = "Boto3/1.11.14 Python/3.8.1 Linux/4.14.154-128.181.amzn2.x86_64 Botocore/1.14.14";
            sts_web_identity(&actor, ROLE_PODS, "system:serviceaccount:prod:quote-api");
            work(&actor, "fernhollow-app-config", 1);
        }
    }
}
