// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * attest: what can be said about a digest or log file after checking it. The order is from best to worst.
 *
 * "Valid" is kept for what a signature by a key from AWS vouches for, itself or through its digest. Without
 * keys the best there is is "consistent": the hashes agree, whoever wrote them.
 */
#ifndef TRAILCASE_INGEST_ATTEST_H
#define TRAILCASE_INGEST_ATTEST_H

enum attest {
    ATTEST_VALID,
    ATTEST_CONSISTENT, /* its hash is the one recorded for it; no signature was checked */
    ATTEST_MOVED,      /* its hash is recorded, for another name */
    ATTEST_UNCHECKED,  /* nothing here can tell */
    ATTEST_UNATTESTED, /* a log file that no digest speaks of, at a time no digest covers */
    ATTEST_EXTRA,      /* a log file that no digest names, at a time digests cover */
    ATTEST_MISSING,    /* named, but not in the case */
    ATTEST_INVALID,
    ATTEST__COUNT
};

#endif
