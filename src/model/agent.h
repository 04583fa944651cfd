// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * agent: which program a userAgent names: what class of client it is, its name and version, and the system
 * it runs on.
 *
 * Told by the tables of queries/agents, embedded: clients.csv and systems.csv. A pattern is held against the
 * whole agent without the brackets that S3 puts around it; `*` stands for any text, letters compare without
 * regard to case, the first row that matches decides. A client named with a `*` takes what the first `*` of
 * its pattern stood for. The version is what follows the word in its column. What no row knows is of class
 * "other" under its first word. An agent is what the caller says of itself: it may be a lie.
 *
 * Rules are read into the caller's arena and may then be read by several threads.
 */
#ifndef TRAILCASE_MODEL_AGENT_H
#define TRAILCASE_MODEL_AGENT_H

#include "src/base/arena.h"

enum { AGENT_RULES_ID_SIZE = 65 };

struct agent_rules;

struct agent {
    const char *class;  /* "attack", "browser", "cli", "console", "iac", "internal", "sdk", "service", "tool",
                           "other" */
    const char *client; /* "AWS CLI 2"; of a service its name */
    const char *version; /* NULL when it is not told, as system */
    const char *system;  /* "Linux", "Kali" */
    bool attack;         /* a tool, or a system, made for attacks */
};

const struct agent_rules *agent_rules_load(struct arena *arena);

/* What stands for this content of the tables: another one when they change. */
const char *agent_rules_id(char out[AGENT_RULES_ID_SIZE]);

/* Tell what value is; texts go into the arena or belong to the rules. */
void agent_parse(const struct agent_rules *rules, const char *value, struct arena *arena, struct agent *ret);

#endif
