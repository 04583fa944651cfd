// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * issuance: what a successful call issued: temporary credentials, access keys, sign-ins, passwords, users and
 * roles, keys to hosts, tokens. Read from one record and nothing else; which of them was used where is worked
 * out over the whole case (src/scope/lineage.h).
 *
 * The one list of issuing calls is the table in issuance.c. Strings are borrowed from the record or live in
 * the arena given. Any thread.
 */
#ifndef TRAILCASE_MODEL_ISSUANCE_H
#define TRAILCASE_MODEL_ISSUANCE_H

#include "src/base/arena.h"
#include "src/base/json.h"

struct event;

struct issuance {
    const char *what;        /* as issuance.what in the case; NULL: the call issues nothing */
    const char *shared;      /* sharedEventID: the same in both records of one call; NULL when alone */
    const char *parent_kind; /* the credential it was called with: "key", "session" or "principal" */
    const char *parent;
    const char *issued;  /* access key id, principal key, or id of what it made; NULL when hidden */
    const char *session; /* the key of the session it opens, as session_of() spells it; NULL when not told */
    const char *role_arn, *session_name;
    const char *target; /* the user that a key or password is for, or the name of what was made */
    int64_t expires_s;  /* ISOTIME_NONE when not told */
    const char *source_identity, *sign_in;
};

/* The parts of the record that tell. */
struct issuance_input {
    const struct json *identity, *request, *response, *service_details;
    const char *shared;
};

/* Call number n that issues something; false when there are no more. */
bool issuance_call(size_t n, const char **ret_source, const char **ret_name);

/* Fill *ret; what is NULL when the event is no issuing call or did not succeed. */
void issuance_of(const struct issuance_input *in, const struct event *event, struct arena *arena,
                 struct issuance *ret);

/* A moment as responses spell it: "Jul 10, 2023, 6:18:41 PM", with or without the second comma, or ISO. */
bool issuance_time(const char *text, int64_t *ret_s) WARN_UNUSED;

#endif
