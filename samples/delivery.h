// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delivers records the way CloudTrail does: gzip files of {"Records":[…]} in the S3 layout, named by a
// delivery time on a 5-minute grid up to 10 minutes after the event, records out of order at times, about 1 %
// delivered a second time in a later file. Records wait in memory until delivery_flush(). Account and region
// texts are borrowed until then.
#ifndef SAMPLES_DELIVERY_H
#define SAMPLES_DELIVERY_H

#include "samples/rng.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct waiting;
struct libdeflate_compressor;

struct delivery_slot {
    const char *account;
    const char *region;
    int64_t file_s;
};

struct delivery {
    const char *root; // the folder that gets AWSLogs/
    bool prompt;      // no lag and no second copies: the event time alone names the file
    struct rng rng;
    struct libdeflate_compressor *compressor;
    struct waiting *waiting;
    size_t waiting_count, waiting_size;
    int64_t files, records, duplicates;
    int64_t json_bytes, gzip_bytes;
};

// The folder must exist. The delivery is caller-owned; delivery_done() writes what still waits.
void delivery_init(struct delivery *delivery, const char *root);
void delivery_done(struct delivery *delivery);

// Queue one record (copied) for the file its event time leads to; now and then for a later file as well.
void delivery_add(struct delivery *delivery, struct delivery_slot event, const char *json, size_t len);
// Queue one record for exactly this file.
void delivery_put(struct delivery *delivery, struct delivery_slot slot, const char *json, size_t len);
// Write the files named earlier than `until_s`. A file that cannot be written ends the program.
void delivery_flush(struct delivery *delivery, int64_t until_s);

#endif
