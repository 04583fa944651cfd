// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/json.h"
#include "src/model/accesskey.h"
#include "src/model/address.h"
#include "src/redact/scrub.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct aliases aliases;
static struct scrub scrub;

static const char *const kept[] = {"aws", "root", "s3"};

static int fresh(void **state)
{
    (void)state;
    memset(aliases.cipher.key, 7, sizeof aliases.cipher.key);
    scrub = (struct scrub){.aliases = &aliases, .keep = kept, .keep_count = ARRAY_LEN(kept)};
    return 0;
}

static int forget(void **state)
{
    (void)state;
    aliases_done(&aliases);
    return 0;
}

static const char *text_of(struct buf *out, const char *text)
{
    buf_clear(out);
    scrub_text(&scrub, text, strlen(text), out);
    return buf_text(out);
}

static const char *value_of(struct buf *out, const char *text)
{
    buf_clear(out);
    scrub_value(&scrub, text, strlen(text), out);
    return buf_text(out);
}

/* --- addresses --- */

static unsigned common_bits(const unsigned char *a, const unsigned char *b)
{
    unsigned n = 0;
    while (n < CIPHER_ADDRESS_BYTES * 8 && !((a[n / 8] ^ b[n / 8]) & 0x80U >> (n % 8)))
        n++;
    return n;
}

static void random_address(unsigned char out[CIPHER_ADDRESS_BYTES], bool v4)
{
    for (size_t i = 0; i < CIPHER_ADDRESS_BYTES; i++)
        out[i] = (unsigned char)(rand() >> 7);
    if (v4)
        memcpy(out, (unsigned char[]){0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 12);
    else
        out[0] = (unsigned char)(0x20 | (out[0] & 0x1F));
}

static void addresses_keep_how_many_bits_they_share(void **state)
{
    (void)state;
    srand(1);
    for (int i = 0; i < 2000; i++) {
        unsigned char a[CIPHER_ADDRESS_BYTES], b[CIPHER_ADDRESS_BYTES], x[CIPHER_ADDRESS_BYTES],
            y[CIPHER_ADDRESS_BYTES];
        bool v4 = i % 2;
        random_address(a, v4);
        memcpy(b, a, sizeof b);
        unsigned from = v4 ? 96 : 3, bit = from + (unsigned)rand() % (128 - from);
        b[bit / 8] ^= (unsigned char)(0x80U >> (bit % 8));
        if (v4 && (a[12] == 0 || a[12] == 127 || a[12] >= 224 || b[12] == 0 || b[12] == 127 || b[12] >= 224))
            continue;
        cipher_address(&aliases.cipher, a, x);
        cipher_address(&aliases.cipher, b, y);
        assert_int_equal(common_bits(x, y), bit);
    }
}

static void private_ranges_stay_and_nothing_else_becomes_one(void **state)
{
    (void)state;
    static const struct {
        const char *in, *prefix;
    } cases[] = {
        {"10.1.2.3", "10."},           {"172.20.1.1", "172."}, {"192.168.7.7", "192.168."},
        {"100.64.9.9", "100."},        {"fe80::1", "fe"},      {"fd00::1", "fd"},
        {"127.0.0.1", "127.0.0.1"},    {"::1", "::1"},         {"169.254.169.254", "169.254.169.254"},
        {"255.255.255.255", "255.255"}};
    CLEANUP(buf) struct buf out = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_memory_equal(text_of(&out, cases[i].in), cases[i].prefix, strlen(cases[i].prefix));
    srand(2);
    for (int i = 0; i < 2000; i++) {
        unsigned char a[CIPHER_ADDRESS_BYTES], x[CIPHER_ADDRESS_BYTES];
        random_address(a, true);
        cipher_address(&aliases.cipher, a, x);
        assert_int_equal(a[12] == 10, x[12] == 10);
        assert_int_equal(a[12] == 172 && a[13] >> 4 == 1, x[12] == 172 && x[13] >> 4 == 1);
        assert_int_equal(a[12] == 192 && a[13] == 168, x[12] == 192 && x[13] == 168);
    }
}

static void networks_stay_networks(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0}, other = {0};
    assert_string_equal(text_of(&out, "0.0.0.0/0"), "0.0.0.0/0");
    assert_string_equal(text_of(&out, "::/0"), "::/0");
    assert_string_equal(text_of(&out, "10.0.0.0/8"), "10.0.0.0/8");
    const char *net = text_of(&out, "203.0.113.0/24"), *host = text_of(&other, "203.0.113.77");
    size_t shared = (size_t)(strrchr(host, '.') - host);
    assert_memory_equal(net, host, shared);
    assert_string_equal(net + shared, ".0/24");
    assert_string_not_equal(host, "203.0.113.77");
}

/* --- ids --- */

static void keys_keep_kind_length_and_tell_the_account_they_told(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf key = {0}, account = {0};
    char told[ACCESSKEY_ACCOUNT_SIZE];
    static const char value[] = "AKIARTX3GSDSZCCKRZMF"; /* of 111122223333 */
    assert_true(accesskey_account(value, told));
    text_of(&account, told);
    text_of(&key, value);
    assert_string_not_equal(buf_text(&key), value);
    assert_memory_equal(buf_text(&key), "AKIA", 4);
    assert_int_equal(key.len, strlen(value));
    assert_true(accesskey_account(buf_text(&key), told));
    assert_string_equal(told, buf_text(&account));
}

static void one_value_has_one_pseudonym_wherever_it_stands(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf name = {0}, out = {0}, expected = {0};
    value_of(&name, "alice");
    CLEANUP(buf) struct buf account = {0};
    text_of(&account, "111122223333");
    buf_fmt(&expected, "User: arn:aws:iam::%s:user/%s is not authorized", buf_text(&account),
            buf_text(&name));
    assert_string_equal(text_of(&out, "User: arn:aws:iam::111122223333:user/alice is not authorized"),
                        buf_text(&expected));
    buf_clear(&expected);
    buf_fmt(&expected, "(%s) user%%2F%s \\n%s malice", buf_text(&name), buf_text(&name), buf_text(&name));
    assert_string_equal(text_of(&out, "(alice) user%2Falice \\nalice malice"), buf_text(&expected));
}

static void what_aws_calls_so_stays(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0};
    static const char *const texts[] = {
        "arn:aws:iam::aws:policy/AdministratorAccess",
        "ec2.amazonaws.com",
        "AWS Internal",
        "2020-04-01T12:00:00Z",
        "aws-cli/1.18.33 Python/3.5.1",
        "00000000-0000-4000-8000-123456789012",
        "arn:aws:s3:::*",
        "tcp/5432",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_string_equal(text_of(&out, texts[i]), texts[i]);
    assert_string_equal(value_of(&out, "root"), "root");
    assert_string_equal(value_of(&out, "ec2.amazonaws.com"), "ec2.amazonaws.com");
}

static void a_name_around_an_account_is_one_name(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0}, again = {0};
    value_of(&out, "acme-111122223333-logs");
    assert_null(strstr(buf_text(&out), "acme"));
    text_of(&again, "s3://acme-111122223333-logs/x");
    assert_non_null(strstr(buf_text(&again), buf_text(&out)));
}

/* --- JSON --- */

static void json_keeps_its_form_and_loses_names_and_secrets(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0};
    CLEANUP(arena) struct arena arena = {0};
    static const char text[] =
        "{ \"eventName\": \"CreateUser\", \"awsRegion\": \"us-east-1\",\n"
        "  \"requestParameters\": {\"userName\": \"b\\u006fb\", \"sessionToken\": \"AQo\", "
        "\"count\": 1.50, \"owner\": 111122223333, \"note\": \"for bob\"}}";
    scrub_json(&scrub, text, strlen(text), &out);
    const struct json *json = json_parse(&arena, out.bytes, out.len, NULL);
    assert_non_null(json);
    const struct json *params = json_get(json, "requestParameters");
    assert_string_equal(json_text(json, "eventName"), "CreateUser");
    assert_string_equal(json_text(params, "sessionToken"), "(hidden)");
    const char *name = json_text(params, "userName");
    assert_string_not_equal(name, "bob");
    assert_non_null(strstr(json_text(params, "note"), name));
    assert_non_null(strstr(buf_text(&out), "1.50"));
    assert_null(strstr(buf_text(&out), "111122223333"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, forget)
    const struct CMUnitTest tests[] = {
        TEST(addresses_keep_how_many_bits_they_share),
        TEST(private_ranges_stay_and_nothing_else_becomes_one),
        TEST(networks_stay_networks),
        TEST(keys_keep_kind_length_and_tell_the_account_they_told),
        TEST(one_value_has_one_pseudonym_wherever_it_stands),
        TEST(what_aws_calls_so_stays),
        TEST(a_name_around_an_account_is_one_name),
        TEST(json_keeps_its_form_and_loses_names_and_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
