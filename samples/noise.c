// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/noise.h"

#include "samples/clock.h"

// 2020-02-01 and 2020-04-09.
const int64_t noise_first_day_s = 18293LL * CLOCK_DAY_S;
const int64_t noise_last_day_s = 18361LL * CLOCK_DAY_S;

static void (*const actors[])(struct world *, int64_t) = {
    noise_trail,      noise_config,  noise_advisor, noise_scaling,       noise_servers,
    noise_functions,  noise_pods,    noise_builds,  noise_audit,         noise_scripts,
    noise_developers, noise_dormant, noise_admins,  noise_console_users, noise_failed_logins,
};

void noise_day(struct world *world, int64_t day_s)
{
    for (size_t i = 0; i < sizeof actors / sizeof *actors; i++) {
        actors[i](world, day_s);
        arena_clear(&world->day);
    }
    delivery_flush(&world->delivery, day_s + CLOCK_DAY_S);
}
