// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * envelope: what CloudTrail records travel in when they do not come as log files: the answers of AWS
 * commands, messages of queues and buses, exports of log stores. Everything known, and everything known to
 * hold no record, is one table in envelope.c; recognition is by members, never by names of files.
 *
 * A look at one JSON value at a time: envelope_find() tells what carries the content, envelope_open() hands
 * the content on as pieces, which may be envelopes again; whoever takes them keeps the count of levels. Lists
 * of the outermost level ("Events", "logEvents", "hits", …) are cut by the splitter already. Any thread.
 */
#ifndef TRAILCASE_INGEST_ENVELOPE_H
#define TRAILCASE_INGEST_ENVELOPE_H

#include "src/ingest/member.h"
#include "src/ingest/split.h"

enum {
    ENVELOPE_LEVELS_MOST = 8,
    ENVELOPE_BYTES_MOST = 48 << 20, /* the envelopes of a block may unfold to this much, all levels counted */
};

enum envelope_kind {
    ENVELOPE_NONE,    /* no envelope known here */
    ENVELOPE_CONTENT, /* carries something as JSON, or as a string that holds JSON */
    ENVELOPE_BASE64,  /* carries it as base64, mostly of gzip */
    ENVELOPE_PARTIAL, /* a flattened view of one event, see partial.h */
    ENVELOPE_FINDING, /* is itself a finding of a detector: kept as a lead */
    ENVELOPE_SKIPPED, /* speaks of the delivery itself and holds nothing */
    ENVELOPE_REFUSED, /* something else than events: reason names it */
};

struct envelope {
    enum envelope_kind kind;
    const char *name;   /* what it is called in source.container; static text */
    const char *reason; /* REFUSED, SKIPPED: why; static text */
    struct member carrier;
};

/* Look at one object or array of text. */
enum envelope_kind envelope_find(const char *text, size_t len, struct envelope *ret);

/*
 * Give the content of a CONTENT or BASE64 envelope to the sink, piece by piece; offsets are of no meaning.
 * NULL, or why not all of it could be given (static text).
 */
const char *envelope_open(const struct envelope *envelope, split_sink_fn sink, void *arg) WARN_UNUSED;

#endif
