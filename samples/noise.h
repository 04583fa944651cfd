// SPDX-License-Identifier: GPL-3.0-or-later
//
// A day in the life of the company, actor by actor. Each function below emits what one kind of actor does on
// the day that begins at `day_s`; noise_day() runs them all and then delivers what is due. Streams are named
// by actor and day, so an attack added to a scenario changes no noise.
#ifndef SAMPLES_NOISE_H
#define SAMPLES_NOISE_H

#include "samples/world.h"

#include <stdint.h>

// First and last day of the logs, 69 days; and about how many events the noise has at scale 1.
extern const int64_t noise_first_day_s, noise_last_day_s;
enum { NOISE_EVENTS = 75000 };

void noise_day(struct world *world, int64_t day_s);

// noise_services.c: what nobody at the company does by hand
void noise_trail(struct world *world, int64_t day_s);
void noise_config(struct world *world, int64_t day_s);
void noise_advisor(struct world *world, int64_t day_s);
void noise_scaling(struct world *world, int64_t day_s);

// noise_servers.c: instances, functions and pods with roles
void noise_servers(struct world *world, int64_t day_s);
void noise_functions(struct world *world, int64_t day_s);
void noise_pods(struct world *world, int64_t day_s);

// noise_ci.c: builds, and the nightly audit of the second account
void noise_builds(struct world *world, int64_t day_s);
void noise_audit(struct world *world, int64_t day_s);

// noise_keys.c: IAM users with long-lived keys
void noise_scripts(struct world *world, int64_t day_s);
void noise_developers(struct world *world, int64_t day_s);
void noise_dormant(struct world *world, int64_t day_s);

// noise_console.c: people in the console, and those who mistype their password
void noise_admins(struct world *world, int64_t day_s);
void noise_console_users(struct world *world, int64_t day_s);
void noise_failed_logins(struct world *world, int64_t day_s);

#endif
