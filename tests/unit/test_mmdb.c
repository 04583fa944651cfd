// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/enrich/mmdb.h"

#include "tests/unit/mmdb_writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* libmaxminddb 1.7 keeps a little memory of a file whose description is damaged; there is no way to give it
 * back. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libmaxminddb";
}

static char path[] = "/tmp/trailcase-mmdb-XXXXXX";

static void write_file(const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wbe");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

/* City and number in one file, in the shape of GeoLite2; IPv6, and IPv4 inside it. */
static void make(bool v6, struct buf *out)
{
    struct mmdb_writer writer;
    mmdb_writer_init(&writer, "Test-City", v6);
    mmdb_writer_add(&writer, "203.0.113.0/24",
                    "{\"country\":{\"iso_code\":\"NL\"},\"autonomous_system_number\":64500,"
                    "\"autonomous_system_organization\":\"Example Hosting\"}");
    mmdb_writer_add(&writer, "203.0.113.64/26",
                    "{\"country\":{\"iso_code\":\"DE\"},\"city\":{\"names\":{\"de\":\"Köln\",\"en\":"
                    "\"Cologne\"}}}");
    mmdb_writer_add(&writer, "198.51.100.7/32",
                    "{\"asn\":\"AS64501\",\"as_name\":\"Lite\",\"country\":\"FR\"}");
    mmdb_writer_add(&writer, "192.0.2.0/25",
                    "{\"asn\":\"64502\",\"country_code\":\"US\",\"country\":\"United States\"}");
    if (v6)
        mmdb_writer_add(&writer, "2001:db8:85a3::/48",
                        "{\"country\":{\"iso_code\":\"JP\"},\"city\":\"Osaka\"}");
    mmdb_writer_finish(&writer, out);
    mmdb_writer_done(&writer);
}

static struct mmdb *open_made(bool v6)
{
    CLEANUP(buf) struct buf bytes = {0};
    struct mmdb *mmdb;
    struct err err;
    make(v6, &bytes);
    write_file(bytes.bytes, bytes.len);
    if (!mmdb_open(&mmdb, path, &err))
        fail_msg("%s", err.text);
    return mmdb;
}

static struct arena arena;

static struct mmdb_entry find(struct mmdb *mmdb, const char *address)
{
    unsigned char ip[ADDRESS_BYTES];
    struct mmdb_entry entry;
    struct err err;
    assert_true(address_ip(address, ip));
    if (!mmdb_find(mmdb, ip, &arena, &entry, &err))
        fail_msg("%s", err.text);
    return entry;
}

static void the_longest_prefix_answers(void **state)
{
    (void)state;
    CLEANUP(mmdb) struct mmdb *mmdb = open_made(true);
    struct mmdb_entry wide = find(mmdb, "203.0.113.1"), narrow = find(mmdb, "203.0.113.65");
    assert_int_equal(wide.asn, 64500);
    assert_string_equal(wide.owner, "Example Hosting");
    assert_string_equal(wide.country, "NL");
    assert_null(wide.city);
    assert_string_equal(narrow.country, "DE");
    assert_string_equal(narrow.city, "Cologne");
    assert_int_equal(narrow.asn, 0);
    assert_string_equal(find(mmdb, "203.0.113.128").country, "NL");
}

static void each_makers_names_are_known(void **state)
{
    (void)state;
    CLEANUP(mmdb) struct mmdb *mmdb = open_made(true);
    struct mmdb_entry lite = find(mmdb, "198.51.100.7"), code = find(mmdb, "192.0.2.127");
    assert_int_equal(lite.asn, 64501);
    assert_string_equal(lite.owner, "Lite");
    assert_string_equal(lite.country, "FR");
    assert_int_equal(code.asn, 64502);
    assert_string_equal(code.country, "US");
}

static void ipv6_is_found_and_ipv4_in_either_spelling(void **state)
{
    (void)state;
    CLEANUP(mmdb) struct mmdb *mmdb = open_made(true);
    assert_string_equal(find(mmdb, "2001:db8:85a3::8a2e:370:7334").country, "JP");
    assert_string_equal(find(mmdb, "2001:db8:85a3::1").city, "Osaka");
    assert_null(find(mmdb, "2001:db8:85a4::1").country);
    assert_string_equal(find(mmdb, "::ffff:203.0.113.1").country, "NL");
}

static void what_is_not_there_is_no_error(void **state)
{
    (void)state;
    struct mmdb *mmdb = open_made(true);
    struct mmdb_entry nothing = find(mmdb, "8.8.8.8");
    assert_true(!nothing.asn && !nothing.owner && !nothing.country && !nothing.city);
    mmdb_close(mmdb);
    mmdb = open_made(false); /* IPv4 alone */
    assert_null(find(mmdb, "2001:db8:85a3::1").country);
    assert_string_equal(find(mmdb, "203.0.113.1").country, "NL");
    mmdb_close(mmdb);
}

/* Open what is there and ask it a few addresses; what counts is that it ends, without a crash. */
static bool survives(void)
{
    static const char *const addresses[] = {"203.0.113.1", "203.0.113.65", "192.0.2.1", "2001:db8:85a3::1",
                                            "::1"};
    struct mmdb *mmdb;
    struct err err;
    bool sound = mmdb_open(&mmdb, path, &err);
    if (!sound)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
        unsigned char ip[ADDRESS_BYTES];
        struct mmdb_entry entry;
        sound = address_ip(addresses[i], ip) && mmdb_find(mmdb, ip, &arena, &entry, &err) && sound;
    }
    mmdb_close(mmdb);
    arena_clear(&arena);
    return sound;
}

static void a_truncated_file_fails_cleanly_wherever_it_ends(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf bytes = {0};
    make(true, &bytes);
    write_file(bytes.bytes, bytes.len);
    assert_true(survives());
    for (size_t len = 0; len < bytes.len; len++) {
        write_file(bytes.bytes, len);
        assert_false(survives());
    }
}

/* Every byte of the file damaged in turn: sound or not, it ends. */
static void a_damaged_file_never_crashes(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf bytes = {0};
    make(true, &bytes);
    for (size_t i = 0; i < bytes.len; i++) {
        char was = bytes.bytes[i];
        bytes.bytes[i] = (char)(i % 2 ? 0xff : ~was);
        write_file(bytes.bytes, bytes.len);
        (void)survives();
        bytes.bytes[i] = was;
    }
}

/* A value that is a pointer to itself, and a node that is its own child. */
static void loops_end(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf bytes = {0};
    struct mmdb_writer writer;
    mmdb_writer_init(&writer, "Test-Loop", true);
    mmdb_writer_add(&writer, "203.0.113.0/24", "\"a text of some bytes\"");
    writer.data.bytes[0] = 0x20; /* pointer, two bytes: to offset 0 */
    writer.data.bytes[1] = 0x00;
    mmdb_writer_finish(&writer, &bytes);
    write_file(bytes.bytes, bytes.len);
    assert_false(survives());
    memset(bytes.bytes, 0, 6); /* both children of the first node are the first node */
    write_file(bytes.bytes, bytes.len);
    (void)survives();
    mmdb_writer_done(&writer);
}

static void what_is_no_database_says_so(void **state)
{
    (void)state;
    struct mmdb *mmdb;
    struct err err;
    write_file("not one", 7);
    assert_false(mmdb_open(&mmdb, path, &err));
    assert_non_null(strstr(err.text, "MaxMind's format"));
    assert_false(mmdb_open(&mmdb, "/tmp/trailcase-mmdb-none", &err));
    assert_non_null(strstr(err.text, "No such file"));
}

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    arena_done(&arena);
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_prefix_answers),
        cmocka_unit_test(each_makers_names_are_known),
        cmocka_unit_test(ipv6_is_found_and_ipv4_in_either_spelling),
        cmocka_unit_test(what_is_not_there_is_no_error),
        cmocka_unit_test(a_truncated_file_fails_cleanly_wherever_it_ends),
        cmocka_unit_test(a_damaged_file_never_crashes),
        cmocka_unit_test(loops_end),
        cmocka_unit_test(what_is_no_database_says_so),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
