// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes as a digest document, as a file name and as a public key: no crash, and a digest without a
 * problem has all that its signed text is made of.
 */
#include "src/ingest/digest.h"
#include "src/ingest/signature.h"
#include "src/model/s3name.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void try_digest(const char *text, size_t len)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf signed_text = {0};
    struct digest digest;
    struct s3name name;
    digest_parse(&digest, &arena, text, len);
    if (!digest.problem)
        digest_signed_text(&digest, "00", &signed_text);
    for (size_t i = 0; i < digest.log_count; i++)
        if (!digest.logs[i].object || !digest.logs[i].hash)
            __builtin_trap();
    if (digest.object && s3name_parse(digest.object, &name) && strlen(name.account) != 12)
        __builtin_trap();
}

static void try_key(const char *text)
{
    CLEANUP(buf) struct buf der = {0};
    CLEANUP(buf) struct buf hex = {0};
    if (signature_from_base64(text, &der) && der.len)
        signature_key_free(signature_key_new(der.bytes, der.len));
    if (!signature_from_hex(text, &hex) && strlen(text) < 2 * hex.len)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(buf) struct buf text = {0};
    struct s3name name;
    buf_append(&text, bytes, len);
    try_digest(buf_text(&text), len);
    try_key(buf_text(&text));
    if (s3name_parse(buf_text(&text), &name) && s3name_base_len(buf_text(&text)) > len)
        __builtin_trap();
    return 0;
}
