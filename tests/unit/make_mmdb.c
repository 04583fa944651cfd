// SPDX-License-Identifier: GPL-3.0-or-later
/* make_mmdb TYPE <LINES >FILE: a database for tests from lines of "PREFIX JSON", wider ranges first. */
#include "tests/unit/mmdb_writer.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    char line[1024];
    struct mmdb_writer writer;
    CLEANUP(buf) struct buf out = {0};
    mmdb_writer_init(&writer, argc > 1 ? argv[1] : "test", true);
    while (fgets(line, sizeof line, stdin)) {
        char *json = strchr(line, ' ');
        if (!json)
            return 2;
        *json++ = '\0';
        mmdb_writer_add(&writer, line, json);
    }
    mmdb_writer_finish(&writer, &out);
    mmdb_writer_done(&writer);
    return fwrite(out.bytes, 1, out.len, stdout) == out.len ? 0 : 1;
}
