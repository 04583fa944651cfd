// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/world.h"

#include "samples/rng.h"

#include <string.h>

#define MAIN_ID      "111122223333"
#define LAB_ID       "444455556666"
#define SLR(service) "/aws-service-role/" service ".amazonaws.com/"

const char *const world_accounts[ACCOUNT__COUNT] = {MAIN_ID, LAB_ID};
const char *const world_regions[REGION__COUNT] = {"us-east-1", "us-west-2", "eu-west-1"};
const char world_image[] = "ami-0c2f6e1d9b7a40835";

static const struct user user_table[USER__COUNT] = {
    [USER_STRONG] = {MAIN_ID, "oskar.lind", .ip = "198.51.100.143",
                     .agent = "aws-cli/1.16.309 Python/3.7.3 Darwin/18.7.0 botocore/1.13.45"},
    [USER_FORMER] = {MAIN_ID, "mirela.stan", .ip = "198.51.100.151",
                     .agent = "aws-cli/1.17.2 Python/2.7.16 Darwin/19.2.0 botocore/1.14.2"},
    [USER_REPORTS] = {MAIN_ID, "legacy-reports", .ip = "198.51.100.21",
                      .agent = "Boto/2.49.0 Python/2.7.12 Linux/4.4.0-1102-aws"},
    [USER_IMAGING] = {MAIN_ID, "imaging-poc", .ip = "198.51.100.36",
                      .agent = "Boto3/1.9.201 Python/3.6.8 Linux/4.15.0-72-generic Botocore/1.12.201"},
    [USER_QA] = {MAIN_ID, "qa-runner", .ip = "198.51.100.37",
                 .agent = "aws-sdk-java/1.11.693 Linux/4.15.0-74-generic OpenJDK_64-Bit_Server_VM/25.232-b09 "
                          "java/1.8.0_232"},
    [USER_CONTRACTOR] = {MAIN_ID, "jonah.weiss", .ip = "198.51.100.172",
                         .agent = "aws-cli/1.16.300 Python/3.6.0 Windows/10 botocore/1.13.36"},
    [USER_ASSETS] = {MAIN_ID, "asset-sync", .ip = "198.51.100.22",
                     .agent = "Boto3/1.11.9 Python/3.7.6 Linux/4.19.0-8-amd64 Botocore/1.14.9"},
    [USER_DEVELOPER] = {MAIN_ID, "priya.nair", .ip = "198.51.100.164",
                        .agent = "aws-cli/1.18.5 Python/3.7.6 Darwin/19.3.0 botocore/1.15.5"},
    [USER_CI] = {MAIN_ID, "ci-runner", .ip = "198.51.100.40",
                 .agent =
                     "aws-sdk-go/1.28.9 (go1.13.6; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.20 "
                     "(+https://www.terraform.io)"},
    [USER_BACKUP] = {MAIN_ID, "backup-nightly", .ip = "198.51.100.24",
                     .agent = "aws-cli/1.14.44 Python/3.6.9 Linux/4.15.0-76-generic botocore/1.8.48"},
    [USER_METRICS] = {MAIN_ID, "metrics-poller", .ip = "198.51.100.25",
                      .agent = "aws-sdk-go/1.25.48 (go1.12.17; linux; amd64) Telegraf/1.13.2"},
    [USER_MFA] = {MAIN_ID, "tomasz.wrona", .ip = "198.51.100.188",
                  .agent = "aws-cli/2.0.0 Python/3.7.4 Linux/5.3.0-29-generic botocore/2.0.0dev4"},
    [USER_CONSOLE] = {MAIN_ID, "helen.ortiz", .ip = "198.51.100.197",
                      .agent =
                          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:72.0) Gecko/20100101 Firefox/72.0"},
    [USER_LAB_ETL] = {LAB_ID, "lab-etl", .ip = "198.51.100.52",
                      .agent = "Boto3/1.11.0 Python/3.8.1 Linux/5.4.0-14-generic Botocore/1.14.0"},
};

static const struct role role_table[ROLE__COUNT] = {
    [ROLE_CI] = {MAIN_ID, "/", "ci-deploy"},
    [ROLE_ADMIN] = {MAIN_ID, "/aws-reserved/sso.amazonaws.com/",
                    "AWSReservedSSO_PlatformAdmin_4be1f0c2a97d6635"},
    [ROLE_SUPPORT] = {MAIN_ID, "/", "saml-support"},
    [ROLE_SCALING] = {MAIN_ID, SLR("autoscaling"), "AWSServiceRoleForAutoScaling"},
    [ROLE_CONFIG] = {MAIN_ID, SLR("config"), "AWSServiceRoleForConfig"},
    [ROLE_ADVISOR] = {MAIN_ID, SLR("trustedadvisor"), "AWSServiceRoleForTrustedAdvisor"},
    [ROLE_WEB] = {MAIN_ID, "/", "web-instance"},
    [ROLE_WORKER] = {MAIN_ID, "/", "worker-instance"},
    [ROLE_PODS] = {MAIN_ID, "/eks/", "quote-api"},
    [ROLE_THUMBNAILS] = {MAIN_ID, "/service-role/", "thumbnailer"},
    [ROLE_LAB_ACCESS] = {LAB_ID, "/", "OrganizationAccountAccessRole"},
    [ROLE_LAB_AUDIT] = {LAB_ID, "/", "inventory-audit"},
    [ROLE_LAB_ETL] = {LAB_ID, "/", "etl-instance"},
    [ROLE_LAB_CONFIG] = {LAB_ID, SLR("config"), "AWSServiceRoleForConfig"},
    [ROLE_BACKDOOR] = {MAIN_ID, "/service-role/", "log-forwarder"},
};

static void make_people(struct world *world)
{
    struct rng rng = rng_stream("people", 0);
    memcpy(world->users, user_table, sizeof user_table);
    memcpy(world->roles, role_table, sizeof role_table);
    for (int i = 0; i < USER__COUNT; i++) {
        struct user *user = &world->users[i];
        user->id = rng_aws_id(&rng, &world->keep, "AIDA", user->account);
        user->key = rng_aws_id(&rng, &world->keep, "AKIA", user->account);
    }
    for (int i = 0; i < ROLE__COUNT; i++)
        world->roles[i].id = rng_aws_id(&rng, &world->keep, "AROA", world->roles[i].account);
}

// 70 groups in the first region, 28 and 17 in the others, four networks in each.
static void make_groups(struct world *world)
{
    static const int last_of_region[REGION__COUNT] = {70, 98, WORLD_GROUPS};
    struct rng rng = rng_stream("groups", 0);
    const char *networks[REGION__COUNT][4];
    for (int region = 0; region < REGION__COUNT; region++)
        for (int i = 0; i < 4; i++)
            networks[region][i] = rng_resource(&rng, &world->keep, "vpc");
    for (int i = 0, region = 0; i < WORLD_GROUPS; i++) {
        region += i == last_of_region[region];
        world->groups[i] = (struct group){rng_resource(&rng, &world->keep, "sg"),
                                          networks[region][rng_below(&rng, 4)], region};
    }
}

static void make_servers(struct world *world)
{
    struct rng rng = rng_stream("servers", 0);
    for (int i = 0; i < WORLD_SERVERS; i++)
        world->servers[i] = (struct server){
            .id = rng_resource(&rng, &world->keep, "i"),
            .ip = arena_text(&world->keep, "10.20.%d.%d", i % 3, 11 + rng_below(&rng, 200)),
            .volume = rng_resource(&rng, &world->keep, "vol"),
            .region = i < 7    ? REGION_EAST
                      : i < 10 ? REGION_WEST
                               : REGION_IRELAND,
            .role = i % 2 == 0 ? ROLE_WEB : ROLE_WORKER,
        };
}

void world_init(struct world *world, const char *root, double scale)
{
    *world = (struct world){.scale = scale};
    delivery_init(&world->delivery, root);
    make_people(world);
    make_groups(world);
    make_servers(world);
}

void world_done(struct world *world)
{
    delivery_done(&world->delivery);
    truth_done(&world->truth);
    arena_done(&world->day);
    arena_done(&world->keep);
}

const char *world_role_arn(struct world *world, enum role_id id)
{
    const struct role *role = &world->roles[id];
    return arena_text(&world->day, "arn:aws:iam::%s:role%s%s", role->account, role->path, role->name);
}
