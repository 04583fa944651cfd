// SPDX-License-Identifier: GPL-3.0-or-later
/* Advice for after, computed: whom nobody needs, how little is enough, from where, and with MFA. */
#include "src/scope/checklist_owner.h"

#include "src/base/jsonw.h"

#include <string.h>

enum { IDLE_DAYS = 30, CALLS_SHOWN = 6 };

static bool say_sign_in(struct checklist *list, const struct credential *c, struct buf *out, struct err *err)
{
    struct stmt *row;
    if (!db_stmt(list->db, QUERY_CHECKLIST_LAST_SIGN_IN, &row, err))
        return false;
    stmt_int(row, ":principal_id", c->attributed.items[0]->ids[FACT_PRINCIPAL]);
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ERR)
        return false;
    int64_t last_s = end == STMT_ROW ? stmt_get_time(row, 0) : ISOTIME_NONE;
    buf_fmt(out, "; %s ", c->principal->label);
    if (last_s == ISOTIME_NONE) {
        buf_str(out,
                "does not sign in to the console in these logs: look whether it is a person all the same");
    } else {
        buf_str(out, "signed in to the console last at ");
        phrase_time(out, last_s);
    }
    return true;
}

static bool add_unused(struct checklist *list, const struct credential *c, struct err *err)
{
    CLEANUP(buf) struct buf why = {0};
    struct recipe_values values = {.name = c->principal->label, .account = c->principal->extra};
    struct checklist_item like = {0};
    buf_fmt(&why, "%s: ", c->full);
    if (c->others.before_s == ISOTIME_NONE) {
        buf_str(&why, "no use by anybody else in these logs");
    } else {
        buf_str(&why, "last use by anybody else ");
        phrase_length(&why, pick_first_s(&c->attributed) - c->others.before_s);
        buf_str(&why, " before the attacker's first");
    }
    if (!say_sign_in(list, c, &why, err))
        return false;
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, "user-unused", &values, &like);
    return true;
}

static void say_beyond(struct checklist *list, const struct owner_rights *rights, struct checklist_item *like)
{
    CLEANUP(buf) struct buf out = {0};
    int64_t calls = 0;
    if (rights->beyond.count == 0)
        return;
    for (size_t i = 0; i < rights->beyond.count; i++)
        calls += rights->beyond.counts[i];
    buf_str(&out, "the attacker made ");
    phrase_count(&out, calls, "call", "calls");
    buf_str(&out, " with rights that the owner is not seen to use: ");
    phrase_words(&out, &rights->beyond, CALLS_SHOWN);
    checklist_text(list, &like->why, buf_text(&out));
}

static bool add_least(struct checklist *list, const struct credential *c, struct err *err)
{
    struct owner_rights rights;
    bool is_user = credential_is_type(c, "IAMUser");
    CLEANUP(buf) struct buf why = {0};
    struct checklist_item like = {0};
    if (!owner_rights_load(&rights, list, c->attributed.items[0]->ids[FACT_PRINCIPAL], err))
        return false;
    if (!rights.policy || !(is_user || credential_is_type(c, "AssumedRole")))
        return true;
    struct recipe_values values = credential_values(c);
    values.text = rights.policy;
    buf_str(&why, "the owner's own ");
    phrase_count(&why, rights.calls, "call that succeeded", "calls that succeeded");
    buf_fmt(&why, " in these logs need no more: %s", rights.policy);
    checklist_text(list, &like.why, buf_text(&why));
    say_beyond(list, &rights, &like);
    checklist_add_all(list, is_user ? "least-privilege-user" : "least-privilege-role", &values, &like);
    return true;
}

static const char *addresses_policy(const struct words *from, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    jsonw_kstr(&w, "Version", "2012-10-17");
    jsonw_karray(&w, "Statement");
    jsonw_object(&w);
    jsonw_kstr(&w, "Effect", "Deny");
    jsonw_kstr(&w, "Action", "*");
    jsonw_kstr(&w, "Resource", "*");
    jsonw_kobject(&w, "Condition");
    jsonw_kobject(&w, "NotIpAddress");
    jsonw_karray(&w, "aws:SourceIp");
    for (size_t i = 0; i < from->count; i++)
        jsonw_str(&w, from->items[i]);
    jsonw_end(&w);
    jsonw_end(&w);
    jsonw_kobject(&w, "Bool");
    jsonw_kstr(&w, "aws:ViaAWSService", "false");
    for (int i = 0; i < 5; i++)
        jsonw_end(&w);
    return arena_str(arena, buf_text(&out));
}

static bool add_addresses(struct checklist *list, const struct credential *c, struct err *err)
{
    struct owner_use use;
    struct words from = {0};
    if (!owner_use_load(&use, list, FACT_PRINCIPAL, c->attributed.items[0]->ids[FACT_PRINCIPAL], INT64_MIN,
                        err))
        return false;
    for (size_t i = 0; i < use.from.count; i++)
        if (use.from.items[i][strspn(use.from.items[i], "0123456789abcdef.:")] == '\0')
            words_add(&from, &list->arena, use.from.items[i]);
    if (from.count == 0 || from.count > OWNER_ADDRESSES_MAX)
        return true;
    CLEANUP(buf) struct buf why = {0};
    struct checklist_item like = {0};
    struct recipe_values values = {.name = c->principal->label,
                                   .text = addresses_policy(&from, &list->arena),
                                   .account = c->principal->extra};
    buf_fmt(&why, "%s: ", c->full);
    phrase_count(&why, use.events, "call", "calls");
    buf_str(&why, " of the owner, all from ");
    phrase_words(&why, &from, 6);
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, "mfa-source", &values, &like);
    return true;
}

/* Signed in to the console, and not asked for more than a password. */
static void add_mfa(struct checklist *list, const struct credential *c)
{
    struct recipe_values values = credential_values(c);
    struct checklist_item like = {0};
    if (c->dim != FACT_SESSION || !c->name->type || strcmp(c->name->type, "console") != 0 ||
        !c->name->extra || strcmp(c->name->extra, "no") != 0 || !credential_is_type(c, "IAMUser"))
        return;
    checklist_say_use(list, &like, c);
    checklist_text(list, &like.why, "the attacker signed in with the password alone, without MFA");
    checklist_add_all(list, "mfa-required", &values, &like);
}

/* Has anybody but the attacker been this user in the IDLE_DAYS before, with whatever credential? */
static bool is_unused(struct checklist *list, const struct credential *c, bool *ret, struct err *err)
{
    struct owner_use use = {0};
    int64_t principal_id = c->attributed.items[0]->ids[FACT_PRINCIPAL];
    int64_t from_s = pick_first_s(&c->attributed) - (int64_t)IDLE_DAYS * DAY_S;
    bool may_be = credential_is_type(c, "IAMUser") && from_s >= list->questions.facts.first_s;
    if (may_be && !owner_use_load(&use, list, FACT_PRINCIPAL, principal_id, from_s, err))
        return false;
    *ret = may_be && use.events == 0;
    return true;
}

static bool advise(struct checklist *list, const struct credential *c, struct err *err)
{
    bool unused;
    if (!is_unused(list, c, &unused, err))
        return false;
    if (unused)
        return add_unused(list, c, err);
    return add_least(list, c, err) && (!c->long_lived || add_addresses(list, c, err));
}

/* Whom the attacker made goes away as a whole. */
static bool is_owners(const struct checklist *list, const struct credential *c)
{
    const char *name = c->principal->label, *account = c->principal->extra;
    return name && !checklist_has_made(list, RESIDUE_USER, name, account) &&
           !checklist_has_made(list, RESIDUE_ROLE, name, account);
}

/* The one to speak of for its principal: the first long-lived, else the first. */
static bool stands_for_all(const struct checklist *list, size_t at)
{
    const struct credential *items = list->credentials.items;
    for (size_t i = 0; i < list->credentials.count; i++)
        if (i != at && items[i].attributed.count && items[i].principal == items[at].principal &&
            (items[i].long_lived > items[at].long_lived ||
             (items[i].long_lived == items[at].long_lived && i < at)))
            return false;
    return true;
}

bool checklist_add_hardening(struct checklist *list, struct err *err)
{
    for (size_t i = 0; i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        if (c->attributed.count == 0 || !is_owners(list, c))
            continue;
        add_mfa(list, c);
        if (stands_for_all(list, i) && !advise(list, c, err))
            return false;
    }
    return checklist_add_keys(list, err) && checklist_add_logs(list, err);
}
