// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_name_gives_the_id_of_the_standard(void **state)
{
    (void)state;
    /* The name space for domain names, and the example of RFC 9562. */
    static const unsigned char dns[UUID_BYTES] = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
                                                  0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    char text[UUID_TEXT_SIZE];
    assert_string_equal(uuid_of_name(dns, "www.example.com", strlen("www.example.com"), text),
                        "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_gives_the_id_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
