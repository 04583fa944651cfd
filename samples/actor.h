// SPDX-License-Identifier: GPL-3.0-or-later
//
// Someone at work: an identity at an address with an agent, and a cursor in time. actor_call() writes one
// CloudTrail record at the cursor, in the field order and with the omissions of early 2020, and counts it in
// the truth. Texts put into an actor or a call are borrowed until the call returns.
#ifndef SAMPLES_ACTOR_H
#define SAMPLES_ACTOR_H

#include "samples/identity.h"
#include "samples/rng.h"
#include "samples/world.h"

#include <stdbool.h>
#include <stdint.h>

struct actor {
    struct world *world;
    struct arena *arena; // the world's day arena
    struct rng rng;
    struct identity who;
    const char *account; // whose trail gets the record
    const char *region, *ip, *agent;
    int64_t now_s;
    int pace_s; // longest pause before a call
    bool hostile;
    const char *event_id; // of the latest call
};

// All members but `api` may be left out. JSON members become null or are omitted as CloudTrail does.
struct call {
    const char *api; // "ec2:DescribeInstances"
    const char *error, *message;
    const char *request, *response;
    const char *extra;     // additionalEventData
    const char *resources; // array
    const char *type;      // eventType, AwsApiCall if left out
    const char *request_id, *shared_id, *endpoint;
    const char *recipient; // account, if not the actor's own
    int bytes_out;         // of an object that was read
};

// An actor with its own stream for this day; no identity yet.
struct actor actor_start(struct world *world, const char *name, int64_t time_s);
// Let some time go by, at most `pace_s`.
void actor_pause(struct actor *actor);
// Record the call at the cursor.
void actor_call_now(struct actor *actor, const struct call *call);
// Pause, then call.
void actor_call(struct actor *actor, const struct call *call);
// actor_call() for a plain read without parameters worth telling.
void actor_read(struct actor *actor, const char *api);

// Identities.
void actor_as_user(struct actor *actor, enum user_id user);
void actor_as_service(struct actor *actor, const char *service);
void actor_as_role(struct actor *actor, enum role_id role, const char *session);
// New temporary credentials of the present user or role, from now on.
void actor_new_session(struct actor *actor, bool mfa);
void actor_new_key(struct actor *actor);

// JSON or text owned by the day arena.
const char *actor_text(struct actor *actor, const char *fmt, ...);
const char *actor_uuid(struct actor *actor);
const char *actor_resource(struct actor *actor, const char *prefix);
// n, scaled as the user asked.
int actor_times(struct actor *actor, int n);

#endif
