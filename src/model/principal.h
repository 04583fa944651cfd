// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * principal: who a record's userIdentity names.
 *
 * The key is built from ids before names, because names are used again after a delete and ids are not:
 *
 *   user:AIDA…  role:AROA…  root:<account>  svc:<service>  fed:<account>:<name>  acct:<account>:<principal
 * id> dir:<account>:<name>  idc:<store>/<user id>  saml:<principal id>  web:<principal id>  anonymous
 *   hidden:<account>:<address>  unknown:<account>:<principal id or name>
 *
 * `hidden:` is nobody: a sign-in under a user name that does not exist, which CloudTrail masks (a password
 * may have been typed there). Such failures have no identity to share; what they can be told apart by is the
 * address they came from, so that is in the key.
 *
 * Strings are borrowed from the record's tree or live in the arena. Pure functions, any thread.
 */
#ifndef TRAILCASE_MODEL_PRINCIPAL_H
#define TRAILCASE_MODEL_PRINCIPAL_H

#include "src/base/json.h"

struct principal {
    const char *key; /* NULL: the record names nobody */
    const char *type;
    const char *name;         /* set whenever key is */
    const char *arn;          /* of a role: the role's, with its path, never the session's */
    const char *account;      /* the account of the identity */
    const char *session_name; /* of a role or federated user: what follows the id */
};

/* address: the record's sourceIPAddress, or NULL. */
void principal_of(const struct json *identity, const char *address, struct arena *arena,
                  struct principal *ret);

/* What follows the last `separator`; the whole text when it has none. */
const char *principal_tail(const char *text, char separator);

#endif
