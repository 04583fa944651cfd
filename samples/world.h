// SPDX-License-Identifier: GPL-3.0-or-later
//
// The invented company: two accounts, its people, keys, roles, servers and security groups, and where its
// events go. Ids are made once from named streams, so every scenario shares one inventory. World owns all
// texts it hands out.
#ifndef SAMPLES_WORLD_H
#define SAMPLES_WORLD_H

#include "samples/arena.h"
#include "samples/delivery.h"
#include "samples/truth.h"

#include <stdint.h>

enum { ACCOUNT_MAIN, ACCOUNT_LAB, ACCOUNT__COUNT };
enum { REGION_EAST, REGION_WEST, REGION_IRELAND, REGION__COUNT };
enum { WORLD_GROUPS = 115, WORLD_SERVERS = 12 };

enum user_id {
    // The first eight are the users whose keys leak in the model case, the last two of these in daily use.
    USER_STRONG,
    USER_FORMER,
    USER_REPORTS,
    USER_IMAGING,
    USER_QA,
    USER_CONTRACTOR,
    USER_ASSETS,
    USER_DEVELOPER,
    USER__LEAKED,
    USER_CI = USER__LEAKED,
    USER_BACKUP,
    USER_METRICS,
    USER_MFA,
    USER_CONSOLE,
    USER_LAB_ETL,
    USER__COUNT
};

enum role_id {
    ROLE_CI,
    ROLE_ADMIN,
    ROLE_SUPPORT,
    ROLE_SCALING,
    ROLE_CONFIG,
    ROLE_ADVISOR,
    ROLE_WEB,
    ROLE_WORKER,
    ROLE_PODS,
    ROLE_THUMBNAILS,
    ROLE_LAB_ACCESS,
    ROLE_LAB_AUDIT,
    ROLE_LAB_ETL,
    ROLE_LAB_CONFIG,
    ROLE_BACKDOOR, // made by the attacker of the scenario `role`
    ROLE__COUNT
};

struct user {
    const char *account, *name, *id, *key;
    const char *ip, *agent; // where and with what its owner uses the key
};

struct role {
    const char *account, *path, *name, *id;
};

struct group {
    const char *id, *vpc;
    int region;
};

struct server {
    const char *id, *ip, *volume;
    int region, role;
};

// While a trail is stopped its account's calls happen, but nothing is written of them.
struct silence {
    const char *account;     // NULL: none
    int64_t objects_from_s;  // from when on calls on objects are left out; 0: as all others
    int64_t from_s, until_s; // the calls that stop and start it are still written
};

struct world {
    struct arena keep; // the inventory
    struct arena day;  // what one actor makes up in one day
    double scale;
    struct delivery delivery;
    struct truth truth;
    struct silence silence;
    struct user users[USER__COUNT];
    struct role roles[ROLE__COUNT];
    struct group groups[WORLD_GROUPS];
    struct server servers[WORLD_SERVERS];
};

extern const char *const world_accounts[ACCOUNT__COUNT];
extern const char *const world_regions[REGION__COUNT];
extern const char world_image[]; // the machine image all servers are built from

// The world is caller-owned; `root` must outlive it.
void world_init(struct world *world, const char *root, double scale);
void world_done(struct world *world);

// Text owned by the day arena.
const char *world_role_arn(struct world *world, enum role_id role);

#endif
