// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sniff: what content is, told from its bytes and never from its name. Recognition by the first bytes
 * of a file is one table in sniff.c, that by the first object found in it is the table of envelope.c.
 */
#ifndef TRAILCASE_INGEST_SNIFF_H
#define TRAILCASE_INGEST_SNIFF_H

#include "src/base/attr.h"

enum sniff_kind {
    SNIFF_BLANK,   /* nothing but white space so far */
    SNIFF_GZIP,    /* to be decompressed */
    SNIFF_ARCHIVE, /* an archive, or compressed by what is no gzip: to be unpacked */
    SNIFF_UTF16,   /* text to be made UTF-8 first */
    SNIFF_JSON,    /* to be split */
    SNIFF_TABLE,   /* rows of events, to be cut */
    SNIFF_FOREIGN, /* something that is not read: the reason names it */
};

struct sniff {
    enum sniff_kind kind;
    size_t skip;        /* bytes before the content: a byte order mark */
    const char *reason; /* static text; for SNIFF_FOREIGN */
};

/* Look at the first bytes of a file or of what was compressed in it. */
struct sniff sniff_head(const char *bytes, size_t len);

enum sniff_object {
    SNIFF_RECORD,   /* a CloudTrail record, as far as its members tell */
    SNIFF_ENVELOPE, /* something that carries records: *ret_text is its name */
    SNIFF_DIGEST,   /* a digest file of CloudTrail: kept for integrity */
    SNIFF_OTHER,    /* some other JSON object */
    SNIFF_BROKEN,   /* no telling: it cannot be read to its end */
    SNIFF_REFUSED,  /* a known thing that holds no CloudTrail record: *ret_text names it */
};

enum sniff_object sniff_object(const char *text, size_t len, const char **ret_text);

#endif
