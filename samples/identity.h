// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who makes a call, and how CloudTrail of 2020 writes it as `userIdentity`. Texts are borrowed.
#ifndef SAMPLES_IDENTITY_H
#define SAMPLES_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>

struct text;

enum identity_kind {
    IDENTITY_USER,
    IDENTITY_ROLE,
    IDENTITY_SERVICE,
    IDENTITY_SAML,
    IDENTITY_WEB,
    IDENTITY_FEDERATED,
    IDENTITY_ACCOUNT, // a caller in another account, as the account it calls sees it
    IDENTITY_HIDDEN,  // a sign-in name that does not exist
};

struct identity {
    enum identity_kind kind;
    const char *account;
    const char *id;      // AIDA… or AROA…; for SAML, web and federated identities the whole principal id
    const char *path;    // of the role, "/" if it has none
    const char *name;    // user, role or federated name; subject of a SAML or web identity
    const char *session; // role session name
    const char *key;     // NULL: no accessKeyId, as at a console sign-in
    const char *invoked_by;              // service, or NULL
    const char *provider;                // identity provider of SAML and web identities
    const char *delivery;                // "1.0" or "2.0": how the metadata service gave the key out, or NULL
    const char *parent_id, *parent_name; // the IAM user that issued a federated identity
    int64_t created_s;                   // start of the session; 0 for a long-lived key
    bool mfa;
};

void identity_write(const struct identity *who, struct text *json);
// arn:aws:iam::…:user/… or arn:aws:sts::…:assumed-role/…/…, written raw.
void identity_arn(const struct identity *who, struct text *json);

#endif
