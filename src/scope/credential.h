// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * credential: what the attacker acted with, one entry for each thing that could be taken away: a long-lived
 * key, a session (whatever number of temporary keys it used), a temporary key without session, or, where a
 * call carried none of them, the principal.
 *
 * Lives in the arena given. Texts hold names as logged.
 */
#ifndef TRAILCASE_SCOPE_CREDENTIAL_H
#define TRAILCASE_SCOPE_CREDENTIAL_H

#include "src/scope/facts.h"
#include "src/scope/phrase.h"

enum { RECENT_DAYS = 30, CREDENTIALS_PASSING_MAX = 40 };

/* What others did with it: neither attributed nor undecided. */
struct other_use {
    int64_t events;
    int64_t first_s, last_s, before_s; /* before_s: last before the attacker's first; ISOTIME_NONE */
    int64_t recent;                    /* in the RECENT_DAYS before the attacker's first use */
    int64_t during, after;             /* between the attacker's first and last use, and later */
    struct words from;                 /* addresses, busiest first, a few */
};

/* The call that it came from, when the case has it. */
struct origin {
    int64_t event_id; /* 0: not in the case */
    int64_t time_s;
    const char *api, *principal, *key, *address;
    bool is_plausible;  /* only time joins the two */
    bool is_attributed; /* it is a call of the attacker */
    bool of_maker;      /* no call is known that issued it, but one that made its user or role */
    bool by_attacker;   /* so the credential was the attacker's from its start, by this call or another */
};

struct credential {
    enum fact_dim dim; /* FACT_KEY, FACT_SESSION or FACT_PRINCIPAL */
    int64_t id;
    const struct fact_name *name, *principal;
    bool long_lived;
    struct pick attributed, undecided;
    const char *text;  /* "AKIA…WXYZ (ci-deploy)" */
    const char *full;  /* "access key AKIA… of user ci-deploy", the id whole */
    const char *query; /* filter: "key:AKIA…" */
    struct other_use others;
    struct origin origin;
    bool idle; /* nobody else used it in the RECENT_DAYS before, and the logs reach back that far */
};

struct credentials {
    const struct credential *items; /* those worth a claim by first use, then the rest by first use */
    size_t count;
    size_t claimed;   /* how many come first and are worth a claim each: all lasting ones, some others */
    struct pick rest; /* the attributed calls with those behind them */
};

bool credentials_load(struct credentials *ret, const struct facts *facts, struct arena *arena,
                      struct err *err) WARN_UNUSED;

struct event_ids {
    const int64_t *ids;
    size_t count;
};

/* The latest events of others with it in a window, both ends in; some. */
bool credential_others(const struct credential *credential, const struct facts *facts,
                       const int64_t window_s[2], struct arena *arena, struct event_ids *ret,
                       struct err *err) WARN_UNUSED;

#endif
