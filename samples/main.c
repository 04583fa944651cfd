// SPDX-License-Identifier: GPL-3.0-or-later
//
// gen: write a sample case, logs in the S3 layout and the truth beside them. Every run gives the same bytes.
#include "samples/attack.h"
#include "samples/clock.h"
#include "samples/noise.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// All scenarios share the noise, and take as many days of it as they need.
static const struct scenario {
    const char *name;
    const char *about;
    void (*attack)(struct world *world);
    int first_day, last_day; // of the logs
} scenarios[] = {
    {"model", "eight leaked keys, two addresses, every security group opened", attack_model, 0, 68},
    {"role", "instance credentials used outside, a chain of roles, logging stopped", attack_role, 18, 60},
    {"console", "a guessed password, a federation token, files held to ransom", attack_console, 13, 54},
};

enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

static int usage(void)
{
    fputs("usage: gen [--events N] SCENARIO OUTDIR\n", stderr);
    for (int i = 0; i < SCENARIOS; i++)
        fprintf(stderr, "  %-8s %s\n", scenarios[i].name, scenarios[i].about);
    return 2;
}

static const struct scenario *find_scenario(const char *name)
{
    for (int i = 0; i < SCENARIOS; i++)
        if (strcmp(scenarios[i].name, name) == 0)
            return &scenarios[i];
    return NULL;
}

// A second run into the same folder would mix two sets of logs, so the folder for logs has to be new.
static bool make_folders(const char *outdir, const char *logs)
{
    if (mkdir(outdir, 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "gen: cannot create %s: %s\n", outdir, strerror(errno));
        return false;
    }
    if (mkdir(logs, 0777) != 0) {
        fprintf(stderr, "gen: cannot create %s: %s; remove it or choose another folder\n", logs,
                strerror(errno));
        return false;
    }
    return true;
}

static void write_case(const struct scenario *scenario, const char *logs, const char *truth, double scale)
{
    struct world world;
    world_init(&world, logs, scale);
    scenario->attack(&world);
    for (int day = scenario->first_day; day <= scenario->last_day; day++)
        noise_day(&world, noise_first_day_s + day * CLOCK_DAY_S);
    delivery_flush(&world.delivery, INT64_MAX);
    truth_write(&world.truth, &world.delivery, scenario->name, truth);
    world_done(&world);
}

int main(int argc, char **argv)
{
    double scale = 1;
    if (argc == 5 && strcmp(argv[1], "--events") == 0) {
        scale = strtod(argv[2], NULL) / NOISE_EVENTS;
        argv += 2;
        argc -= 2;
    }
    const struct scenario *scenario = argc == 3 ? find_scenario(argv[1]) : NULL;
    if (!scenario || !(scale > 0))
        return usage();
    struct arena arena = {0};
    const char *logs = arena_text(&arena, "%r/logs", argv[2]);
    bool made = make_folders(argv[2], logs);
    if (made)
        write_case(scenario, logs, arena_text(&arena, "%r/truth.json", argv[2]), scale);
    arena_done(&arena);
    return made ? 0 : 1;
}
