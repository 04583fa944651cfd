// SPDX-License-Identifier: GPL-3.0-or-later
//
// gen_load: write many events for measuring, of the shapes the sample cases use and in the mix of a busy
// account: about 40 % S3 data events by services, the rest management events, some large. Sessions, and with
// them keys and addresses, change every few thousand events. Every run gives the same bytes; memory stays
// flat.
#include "samples/calls.h"
#include "samples/clock.h"
#include "samples/noise.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SESSIONS = 32, SHIFT_EVENTS = 5000, FILE_S = 300 };

struct session {
    struct identity who;
    const char *ip, *agent;
};

struct load {
    struct world world;
    struct actor actor;
    struct session sessions[SESSIONS];
};

static const char *const buckets[] = {"fernhollow-logs", "fernhollow-assets", "fernhollow-reports"};

static void log_file(struct actor *actor)
{
    actor_as_service(actor, rng_chance(&actor->rng, 50) ? "delivery.logs" : "cloudtrail");
    const char *folder = clock_folder(actor->arena, actor->now_s),
               *stamp = clock_stamp(actor->arena, actor->now_s);
    const char *key =
        actor_text(actor, "AWSLogs/%s/vpcflowlogs/%s/%s/%s_vpcflowlogs_%s_fl-092be61d0c47fa385_%s_%s.log.gz",
                   actor->account, actor->region, folder, actor->account, actor->region, stamp,
                   rng_hex(&actor->rng, actor->arena, 8));
    s3_put(actor, &(struct object){buckets[0], key, rng_between(&actor->rng, 500, 90000), "vpce-ceb942a7"});
}

static void log_bucket(struct actor *actor)
{
    actor_as_service(actor, "cloudtrail");
    s3_bucket(actor, "s3:GetBucketAcl", buckets[0], "acl", NULL);
}

static void data_key(struct actor *actor)
{
    actor_as_service(actor, "cloudtrail");
    kms_data_key(actor, actor_text(actor, "arn:aws:s3:::%s/AWSLogs/%s/CloudTrail/%s/%s_%s.json.gz",
                                   buckets[0], actor->account, actor->region, actor->account,
                                   rng_alnum(&actor->rng, actor->arena, 16)));
}

static void object(struct actor *actor)
{
    const char *key = actor_text(actor, "jobs/%s/part-%d.json", clock_folder(actor->arena, actor->now_s),
                                 rng_below(&actor->rng, 4000));
    s3_get(actor, &(struct object){buckets[1 + rng_below(&actor->rng, 2)], key,
                                   rng_between(&actor->rng, 300, 90000), "vpce-1f83a6b2"});
}

// IAM logs in the first region only, so elsewhere the list begins behind its calls.
static void read_something(struct actor *actor)
{
    enum { IAM = 2 };
    static const char *const reads[] = {
        "iam:ListRoles",           "iam:GetRole",
        "ec2:DescribeInstances",   "ec2:DescribeVolumes",
        "rds:DescribeDBInstances", "ec2:DescribeSecurityGroups",
        "logs:DescribeLogGroups",  "monitoring:ListMetrics",
        "ec2:DescribeSubnets",     "lambda:ListFunctions20150331",
        "sts:GetCallerIdentity",   "ec2:DescribeVpcs",
        "cloudtrail:LookupEvents", "config:DescribeConfigRules",
        "ec2:DescribeAddresses",   "ec2:DescribeTags",
    };
    int first = strcmp(actor->region, world_regions[REGION_EAST]) == 0 ? 0 : IAM;
    actor_read(actor, reads[first + rng_below(&actor->rng, (int)(sizeof reads / sizeof *reads) - first)]);
}

static void describe_instance(struct actor *actor)
{
    ec2_describe_instance(actor, actor->world->servers[rng_below(&actor->rng, WORLD_SERVERS)].id);
}

static void refuse(struct actor *actor)
{
    api_denied(actor, "rds:DescribeDBSnapshots", "rds:DescribeDBSnapshots");
}

static void snapshot(struct actor *actor)
{
    ec2_create_snapshot(actor, actor->world->servers[rng_below(&actor->rng, WORLD_SERVERS)].volume);
}

static void open_port(struct actor *actor)
{
    const struct group *group = &actor->world->groups[rng_below(&actor->rng, WORLD_GROUPS)];
    ec2_authorize_ingress(actor, group->id, 443, 443, "10.20.0.0/16");
}

static void run(struct actor *actor)
{
    const struct group *group = &actor->world->groups[3];
    ec2_run(actor, &(struct launch){.image = world_image,
                                    .type = "m5.large",
                                    .group = group->id,
                                    .vpc = group->vpc,
                                    .name = "web",
                                    .scaling_group = "web-fleet"});
}

static void assume_for_server(struct actor *actor)
{
    const struct server *server = &actor->world->servers[rng_below(&actor->rng, WORLD_SERVERS)];
    sts_service_assume(actor, "ec2", server->role, server->id);
}

// Shares in percent; services make the calls of the first three themselves.
static const struct shape {
    int share;
    void (*call)(struct actor *actor);
} shapes[] = {
    {38, log_file},         {4, log_bucket}, {5, data_key}, {10, object},   {17, read_something},
    {8, describe_instance}, {3, refuse},     {4, snapshot}, {3, open_port}, {3, run},
    {5, assume_for_server},
};

static void new_shift(struct load *load)
{
    static const char *const agents[] = {
        "aws-sdk-java/1.11.720 Linux/4.14.165-131.185.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/25.242-b08 "
        "java/1.8.0_242",
        "Boto3/1.11.14 Python/3.8.1 Linux/4.14.154-128.181.amzn2.x86_64 Botocore/1.14.14",
        "aws-sdk-go/1.28.9 (go1.13.6; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.20 "
        "(+https://www.terraform.io)",
    };
    struct actor *actor = &load->actor;
    arena_clear(&load->world.day);
    for (int i = 0; i < SESSIONS; i++) {
        struct session *session = &load->sessions[i];
        if (i < USER_LAB_ETL) {
            const struct user *user = &load->world.users[i];
            actor_as_user(actor, (enum user_id)i);
            *session = (struct session){actor->who, user->ip, user->agent};
        } else {
            actor_as_role(actor, (enum role_id)(i % (ROLE_THUMBNAILS + 1)), actor_resource(actor, "i"));
            int net = rng_below(&actor->rng, 2048), host = rng_between(&actor->rng, 4, 254);
            const char *ip = actor_text(actor, "10.%d.%d.%d", 20 + net / 256, net % 256, host);
            *session = (struct session){actor->who, ip, agents[i % 3]};
        }
    }
}

static void emit(struct load *load)
{
    struct actor *actor = &load->actor;
    const struct session *session = &load->sessions[rng_below(&actor->rng, SESSIONS)];
    actor->who = session->who;
    actor->account = session->who.account;
    actor->ip = session->ip;
    actor->agent = session->agent;
    int roll = rng_below(&actor->rng, 100);
    const struct shape *shape = shapes;
    while (roll >= shape->share)
        roll -= shape++->share;
    shape->call(actor);
}

// File i holds the events of the i-th five minutes; the regions take turns.
static void write_load(struct load *load, int64_t events, int64_t files)
{
    int64_t done = 0, shift = 0;
    new_shift(load);
    for (int64_t i = 0; i < files; i++) {
        int64_t upto = events * (i + 1) / files, begin_s = noise_first_day_s + i * FILE_S;
        load->actor.region = world_regions[i % REGION__COUNT];
        for (int64_t left = upto - done; done < upto; done++) {
            load->actor.now_s = begin_s + 1 + (FILE_S - 1) * (left - (upto - done)) / left;
            emit(load);
        }
        if (done / SHIFT_EVENTS != shift) {
            shift = done / SHIFT_EVENTS;
            delivery_flush(&load->world.delivery, begin_s + FILE_S + 1);
            new_shift(load);
        }
    }
    delivery_flush(&load->world.delivery, INT64_MAX);
}

static int usage(void)
{
    fputs("usage: gen_load [--events N] [--per-file N | --files N] OUTDIR\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    int64_t events = 400000, per_file = 100, files = 0;
    const struct {
        const char *name;
        int64_t *value;
    } options[] = {{"--events", &events}, {"--per-file", &per_file}, {"--files", &files}};
    int arg = 1;
    for (; arg + 1 < argc; arg += 2)
        for (size_t i = 0; i < sizeof options / sizeof *options; i++)
            if (strcmp(argv[arg], options[i].name) == 0)
                *options[i].value = strtoll(argv[arg + 1], NULL, 10);
    if (arg + 1 != argc || argv[arg][0] == '-' || events < 1 || per_file < 1 || files < 0 || files > events)
        return usage();
    if (mkdir(argv[arg], 0777) != 0) {
        fprintf(stderr, "gen_load: cannot create %s: %s; remove it or choose another folder\n", argv[arg],
                strerror(errno));
        return 1;
    }
    static struct load load;
    world_init(&load.world, argv[arg], 1);
    load.world.delivery.prompt = true;
    load.actor = actor_start(&load.world, "load", noise_first_day_s);
    load.actor.pace_s = 0;
    write_load(&load, events, files > 0 ? files : (events + per_file - 1) / per_file);
    const struct delivery *delivery = &load.world.delivery;
    printf("%lld events, %lld files, %lld bytes of JSON, %lld of gzip\n", (long long)delivery->records,
           (long long)delivery->files, (long long)delivery->json_bytes, (long long)delivery->gzip_bytes);
    world_done(&load.world);
    return 0;
}
