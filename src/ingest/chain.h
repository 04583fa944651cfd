// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * chain: the digests of a case, joined to chains and each judged.
 *
 * A chain is what one trail wrote in one account and region; digests of late files (backfill) form chains of
 * their own. Each digest names the one before it, with its hash and its signature. So a digest is checked by
 * its successor, and the newest only by a signature kept apart (keyring.h). A digest found twice with the
 * same content is one link.
 *
 * Everything lives in the arena of the set. One thread at a time.
 */
#ifndef TRAILCASE_INGEST_CHAIN_H
#define TRAILCASE_INGEST_CHAIN_H

#include "src/base/sha256.h"
#include "src/ingest/attest.h"
#include "src/ingest/digest.h"
#include "src/ingest/keyring.h"

struct link {
    struct digest digest;
    int64_t source_id;
    const char *path;
    const char *account, *region, *trail, *home_region; /* "" when its name does not say */
    bool backfill;
    int64_t tail_bytes; /* behind the compressed stream */
    char hash[SHA256_HEX_SIZE];
    const struct link *previous;     /* the one it names, if in the case */
    const struct link *successor;    /* one that records this content for it */
    const struct link *contradictor; /* one that records another content under this name */
    enum attest status;
    const char *reason; /* NULL when there is nothing to add */
};

/* A time without digests inside a chain. */
struct chain_gap {
    int64_t from_s, to_s;
    const char *missing; /* object key of the digest that is named but not there; NULL: none is named */
    bool restart;        /* the chain begins anew behind it */
};

struct chain {
    const struct link *links;
    size_t count;
    const struct link **order; /* usable links by time */
    size_t usable;
    struct chain_gap *gaps;
    size_t gap_count;
    bool open_start; /* its first digest names one from before the case */
};

struct chain_set {
    struct arena arena;
    struct link *links; /* chain by chain, by time */
    size_t link_count;
    struct chain *chains;
    size_t chain_count;
};

void chain_set_done(struct chain_set *set);
CLEANUP_DEFINE(chain_set, struct chain_set, chain_set_done);

/* Read every digest of a case, link and judge. The ring may hold no keys. */
bool chain_set_load(struct chain_set *set, struct db *db, const struct keyring *ring,
                    struct err *err) WARN_UNUSED;

#endif
