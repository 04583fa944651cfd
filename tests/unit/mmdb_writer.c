// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/mmdb_writer.h"

#include "src/base/alloc.h"
#include "src/base/json.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A child of a node: 0 nothing, above 0 a node, below 0 the value at -(child + 1) of the data. */
enum { TYPE_TEXT = 2, TYPE_UINT16 = 5, TYPE_UINT32 = 6, TYPE_MAP = 7, TYPE_UINT64 = 9, TYPE_ARRAY = 11 };
enum { V4_IN_V6_BITS = 96, SEPARATOR_BYTES = 16 };

static int64_t new_node(struct mmdb_writer *writer, int64_t both)
{
    writer->nodes = alloc_resize(writer->nodes, writer->node_count + 1, sizeof *writer->nodes);
    writer->nodes[writer->node_count][0] = writer->nodes[writer->node_count][1] = both;
    return (int64_t)writer->node_count++;
}

void mmdb_writer_init(struct mmdb_writer *writer, const char *type, bool v6)
{
    *writer = (struct mmdb_writer){.type = type, .v6 = v6};
    new_node(writer, 0);
}

static void put_control(struct buf *out, unsigned type, size_t size)
{
    unsigned low = size < 29 ? (unsigned)size : 29;
    assert(size < 29 + 256);
    buf_char(out, (char)((type <= 7 ? type << 5 : 0) | low));
    if (type > 7)
        buf_char(out, (char)(type - 7));
    if (low == 29)
        buf_char(out, (char)(size - 29));
}

static void put_text(struct buf *out, const char *text)
{
    put_control(out, TYPE_TEXT, strlen(text));
    buf_str(out, text);
}

static void put_number(struct buf *out, unsigned type, size_t bytes, uint64_t number)
{
    put_control(out, type, bytes);
    while (bytes--)
        buf_char(out, (char)(number >> (8 * bytes)));
}

static void put_value(struct buf *out, const struct json *value)
{
    if (json_type(value) == JSON_STRING) {
        put_text(out, json_str(value));
        return;
    }
    if (json_type(value) == JSON_NUMBER) {
        put_number(out, TYPE_UINT32, 4, (uint64_t)json_number(value, 0));
        return;
    }
    assert(json_type(value) == JSON_OBJECT);
    put_control(out, TYPE_MAP, json_count(value));
    for (const struct json *member = json_first(value); member; member = json_next(member)) {
        put_text(out, json_name(member));
        put_value(out, member);
    }
}

static unsigned read_prefix(const struct mmdb_writer *writer, const char *prefix, unsigned char bits[16])
{
    char text[64];
    const char *slash = strchr(prefix, '/');
    assert(slash && slash - prefix < (long)sizeof text);
    snprintf(text, sizeof text, "%.*s", (int)(slash - prefix), prefix);
    unsigned length = (unsigned)strtoul(slash + 1, NULL, 10);
    memset(bits, 0, 16);
    if (inet_pton(AF_INET6, text, bits) == 1)
        return length;
    bool is_v4 = inet_pton(AF_INET, text, bits + (writer->v6 ? 12 : 0)) == 1;
    assert(is_v4);
    (void)is_v4;
    return length + (writer->v6 ? V4_IN_V6_BITS : 0);
}

void mmdb_writer_add(struct mmdb_writer *writer, const char *prefix, const char *json)
{
    CLEANUP(arena) struct arena arena = {0};
    unsigned char bits[16];
    unsigned length = read_prefix(writer, prefix, bits);
    int64_t value = -(int64_t)writer->data.len - 1, node = 0;
    put_value(&writer->data, json_parse(&arena, json, strcspn(json, "\n"), NULL));
    for (unsigned i = 0; i < length; i++) {
        unsigned side = bits[i / 8] >> (7 - i % 8) & 1;
        int64_t child = writer->nodes[node][side];
        if (i + 1 == length) {
            writer->nodes[node][side] = value;
        } else if (child <= 0) {
            child = new_node(writer, child);
            writer->nodes[node][side] = child;
        }
        node = child;
    }
}

static void put_record(const struct mmdb_writer *writer, struct buf *out, int64_t child)
{
    uint64_t record = child == 0  ? writer->node_count
                      : child > 0 ? (uint64_t)child
                                  : writer->node_count + SEPARATOR_BYTES + (uint64_t) - (child + 1);
    for (int shift = 16; shift >= 0; shift -= 8)
        buf_char(out, (char)(record >> shift));
}

static void put_metadata(const struct mmdb_writer *writer, struct buf *out)
{
    const struct {
        const char *name;
        unsigned type, bytes;
        uint64_t number;
    } numbers[] = {{"binary_format_major_version", TYPE_UINT16, 2, 2},
                   {"binary_format_minor_version", TYPE_UINT16, 2, 0},
                   {"build_epoch", TYPE_UINT64, 8, 1600000000},
                   {"ip_version", TYPE_UINT16, 2, writer->v6 ? 6 : 4},
                   {"node_count", TYPE_UINT32, 4, writer->node_count},
                   {"record_size", TYPE_UINT16, 2, 24}};
    buf_str(out, "\xab\xcd\xefMaxMind.com");
    put_control(out, TYPE_MAP, ARRAY_LEN(numbers) + 3);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        put_text(out, numbers[i].name);
        put_number(out, numbers[i].type, numbers[i].bytes, numbers[i].number);
    }
    put_text(out, "database_type");
    put_text(out, writer->type);
    put_text(out, "languages");
    put_control(out, TYPE_ARRAY, 1);
    put_text(out, "en");
    put_text(out, "description");
    put_control(out, TYPE_MAP, 0);
}

void mmdb_writer_finish(struct mmdb_writer *writer, struct buf *out)
{
    for (size_t i = 0; i < writer->node_count; i++) {
        put_record(writer, out, writer->nodes[i][0]);
        put_record(writer, out, writer->nodes[i][1]);
    }
    buf_repeat(out, '\0', SEPARATOR_BYTES);
    buf_append(out, writer->data.bytes, writer->data.len);
    put_metadata(writer, out);
}

void mmdb_writer_done(struct mmdb_writer *writer)
{
    free(writer->nodes);
    buf_done(&writer->data);
    *writer = (struct mmdb_writer){0};
}
