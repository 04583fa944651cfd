// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * session: the temporary credentials, or the console sign-in, a record was made with.
 *
 * The key joins all records of one session: the sign-in session's ARN where there is one; else principal and
 * creationDate ("role:AROA…:deploy@2020-04-01T12:00:00Z"), which is the moment the credentials were issued;
 * else the temporary key id. A successful ConsoleLogin starts the session "principal@eventTime": the calls
 * made from it carry that moment as their creationDate. Long-lived keys without creationDate have no session.
 *
 * The kind is read from one record; records of one session may say more or less, and the case keeps the most
 * telling (see queries/ingest/session_add.sql). Strings are borrowed or live in the arena. Any thread.
 */
#ifndef TRAILCASE_MODEL_SESSION_H
#define TRAILCASE_MODEL_SESSION_H

#include "src/model/principal.h"

enum session_kind {
    SESSION_TOKEN,     /* temporary keys of a user or of root */
    SESSION_ROLE,      /* an assumed role */
    SESSION_FEDERATED, /* GetFederationToken, SAML, web identity */
    SESSION_CONSOLE,   /* the web console */
    SESSION_SERVICE,   /* a role that a service assumed for itself */
    SESSION_INSTANCE,  /* an EC2 instance profile */
    SESSION__COUNT
};

struct session {
    const char *key; /* NULL: none */
    const char *name;
    enum session_kind kind;
    int64_t created_s; /* ISOTIME_NONE when not said */
    int mfa;           /* 1, 0, or -1 when not said */
    const char *source_identity;
};

struct session_input {
    const struct json *identity;   /* userIdentity */
    const struct json *additional; /* additionalEventData */
    const struct principal *principal;
    const char *access_key; /* NULL when the record has none */
    int64_t time_s;
    bool console; /* made in the web console */
    bool login;   /* a successful ConsoleLogin */
};

/* "token", "role", "federated", "console", "service", "instance": the words of session.kind in the case. */
const char *session_kind_name(enum session_kind kind);

void session_of(const struct session_input *in, struct arena *arena, struct session *ret);

#endif
