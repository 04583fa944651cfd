// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/enrich/range_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *label(const struct ranges *ranges, const char *address)
{
    unsigned char ip[ADDRESS_BYTES];
    assert_true(address_ip(address, ip));
    const struct range *range = ranges_find(ranges, ip);
    return !range ? "none" : range->label ? range->label : "";
}

static size_t read_list(struct ranges *ranges, const char *text)
{
    size_t odd;
    range_text_list(ranges, text, strlen(text), &odd);
    ranges_sort(ranges);
    return odd;
}

static void read_published(struct ranges *ranges, const char *json)
{
    struct err err;
    if (!range_text_published(ranges, json, strlen(json), "test", &err))
        fail_msg("%s", err.text);
    ranges_sort(ranges);
}

static void the_narrowest_range_wins_whatever_the_order(void **state)
{
    (void)state;
    CLEANUP(ranges) struct ranges ranges = {0};
    read_list(&ranges,
              "10.1.2.0/24 c\n10.0.0.0/8 a\n10.1.0.0/16 b\n10.1.2.3 d\n10.1.2.200/30 e\n0.0.0.0/0 all\n");
    assert_string_equal(label(&ranges, "10.1.2.3"), "d");
    assert_string_equal(label(&ranges, "10.1.2.2"), "c");
    assert_string_equal(label(&ranges, "10.1.2.203"), "e");
    assert_string_equal(label(&ranges, "10.1.2.204"), "c");
    assert_string_equal(label(&ranges, "10.1.3.0"), "b");
    assert_string_equal(label(&ranges, "10.2.0.0"), "a");
    assert_string_equal(label(&ranges, "11.0.0.0"), "all");
    assert_string_equal(label(&ranges, "9.255.255.255"), "all");
    assert_string_equal(label(&ranges, "2001:db8::1"), "none");
}

static void an_empty_set_holds_nothing(void **state)
{
    (void)state;
    CLEANUP(ranges) struct ranges ranges = {0};
    ranges_sort(&ranges);
    assert_string_equal(label(&ranges, "10.0.0.1"), "none");
}

/* Against looking at every range, on ranges that nest, touch and overlap. */
static void every_address_gets_what_a_plain_search_finds(void **state)
{
    (void)state;
    CLEANUP(ranges) struct ranges ranges = {0};
    unsigned seed = 7;
    for (int i = 0; i < 300; i++) {
        struct range range = {0};
        seed = seed * 1103515245u + 12345u;
        unsigned length = 1 + (seed >> 16) % 8, start = ((seed >> 8) % 256) & ~0u << (8 - length);
        range.first[15] = (unsigned char)start;
        range.last[15] = (unsigned char)(start | 0xffu >> length);
        range.label = "x";
        ranges_add(&ranges, &range);
    }
    ranges_sort(&ranges);
    for (unsigned i = 0; i < 256; i++) {
        unsigned char ip[ADDRESS_BYTES] = {[15] = (unsigned char)i};
        const struct range *best = NULL;
        for (size_t n = 0; n < ranges.count; n++) {
            const struct range *range = &ranges.items[n];
            bool holds = range->first[15] <= i && i <= range->last[15];
            if (holds && (!best || range->last[15] - range->first[15] < best->last[15] - best->first[15]))
                best = range;
        }
        assert_ptr_equal(ranges_find(&ranges, ip), best);
    }
}

static void spans_and_ipv6_are_ranges_too(void **state)
{
    (void)state;
    CLEANUP(ranges) struct ranges ranges = {0};
    read_list(&ranges, "203.0.113.5-203.0.113.9 span\n2001:db8:1::/48 six\n2001:db8:1:2::/64 inner\n");
    assert_string_equal(label(&ranges, "203.0.113.9"), "span");
    assert_string_equal(label(&ranges, "203.0.113.10"), "none");
    assert_string_equal(label(&ranges, "2001:db8:1:2:ffff::"), "inner");
    assert_string_equal(label(&ranges, "2001:db8:1:3::"), "six");
}

static void a_list_is_read_in_the_forms_people_have(void **state)
{
    (void)state;
    CLEANUP(ranges) struct ranges ranges = {0};
    size_t odd = read_list(&ranges, "network,remark\r\n"
                                    "# Tor\n"
                                    "ExitNode 0011BBCC\n"
                                    "ExitAddress 203.0.113.7 2020-04-01 12:00:00\n"
                                    "\"198.51.100.0/24\",\"London office\"\r\n"
                                    "\n"
                                    "192.0.2.1 # a remark with 192.0.2.2 in it\n"
                                    "not an address\n"
                                    "10.0.0.0/33\n"
                                    "010.0.0.1\n");
    assert_int_equal(odd, 4);
    assert_int_equal(ranges.count, 3);
    assert_string_equal(label(&ranges, "203.0.113.7"), "2020-04-01 12:00:00");
    assert_string_equal(label(&ranges, "198.51.100.200"), "London office");
    assert_string_equal(label(&ranges, "192.0.2.1"), "");
    assert_string_equal(label(&ranges, "192.0.2.2"), "none");
}

static void ranges_of_aws_name_service_and_region(void **state)
{
    (void)state;
    CLEANUP(ranges) struct ranges ranges = {0};
    read_published(&ranges, "{\"syncToken\":\"1\",\"prefixes\":["
                            "{\"ip_prefix\":\"3.0.0.0/15\",\"region\":\"us-east-1\",\"service\":\"EC2\"},"
                            "{\"ip_prefix\":\"3.0.0.0/15\",\"region\":\"us-east-1\",\"service\":\"AMAZON\"},"
                            "{\"ip_prefix\":\"3.2.0.0/15\",\"region\":\"eu-west-1\",\"service\":\"AMAZON\"}],"
                            "\"ipv6_prefixes\":[{\"ipv6_prefix\":\"2600:1f00::/"
                            "24\",\"region\":\"GLOBAL\",\"service\":\"CLOUDFRONT\"}]}");
    assert_string_equal(label(&ranges, "3.1.2.3"), "AWS EC2 us-east-1");
    assert_string_equal(label(&ranges, "3.2.2.3"), "AWS eu-west-1");
    assert_string_equal(label(&ranges, "2600:1f00:1::"), "AWS CLOUDFRONT GLOBAL");
    assert_int_equal(ranges.count, 3);
}

static void ranges_of_google_and_azure_are_known(void **state)
{
    (void)state;
    CLEANUP(ranges) struct ranges google = {0}, azure = {0};
    read_published(&google,
                   "{\"prefixes\":[{\"ipv4Prefix\":\"34.1.208.0/20\",\"service\":\"Google Cloud\",\"scope\":"
                   "\"africa-south1\"},{\"ipv6Prefix\":\"2600:1900::/35\"}]}");
    assert_string_equal(label(&google, "34.1.209.1"), "Google Cloud africa-south1");
    assert_string_equal(label(&google, "2600:1900::1"), "Google");
    read_published(
        &azure,
        "{\"cloud\":\"Public\",\"values\":["
        "{\"name\":\"AzureCloud\",\"properties\":{\"addressPrefixes\":[\"20.0.0.0/11\",\"20.1.0.0/16\"]}},"
        "{\"name\":\"AzureCloud.eastus\",\"properties\":{\"addressPrefixes\":[\"20.1.0.0/16\"]}},"
        "{\"name\":\"Storage.EastUS\",\"properties\":{\"addressPrefixes\":[\"20.2.0.0/16\"]}}]}");
    assert_string_equal(label(&azure, "20.3.0.1"), "Azure");
    assert_string_equal(label(&azure, "20.1.0.1"), "Azure eastus");
    assert_string_equal(label(&azure, "20.2.0.1"), "Azure Storage.EastUS");
}

static void other_json_is_refused_with_what_would_do(void **state)
{
    (void)state;
    static const char *const texts[] = {"{}", "[]", "nothing", "", "{\"prefixes\":[{\"ip_prefix\":\"x\"}]}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        CLEANUP(ranges) struct ranges ranges = {0};
        struct err err;
        assert_false(range_text_published(&ranges, texts[i], strlen(texts[i]), "x.json", &err));
        assert_non_null(strstr(err.text, "ip-ranges.json"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_narrowest_range_wins_whatever_the_order),
        cmocka_unit_test(an_empty_set_holds_nothing),
        cmocka_unit_test(every_address_gets_what_a_plain_search_finds),
        cmocka_unit_test(spans_and_ipv6_are_ranges_too),
        cmocka_unit_test(a_list_is_read_in_the_forms_people_have),
        cmocka_unit_test(ranges_of_aws_name_service_and_region),
        cmocka_unit_test(ranges_of_google_and_azure_are_known),
        cmocka_unit_test(other_json_is_refused_with_what_would_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
