// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The main() of a fuzz target when it is not built for libFuzzer: runs every file of the target's corpus
 * once, as one TAP test each, so that `make check` keeps what fuzzing found. With arguments, runs those
 * files.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { INPUT_MAX_BYTES = 16 << 20 };

static int number;

static void replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = malloc(INPUT_MAX_BYTES);
    if (!file || !bytes) {
        printf("not ok %d - cannot read %s\n", ++number, path);
    } else {
        size_t len = fread(bytes, 1, INPUT_MAX_BYTES, file);
        /* A copy of the exact size lets AddressSanitizer see a read past the end. */
        unsigned char *input = malloc(len + !len);
        memcpy(input, bytes, len);
        LLVMFuzzerTestOneInput(input, len);
        free(input);
        printf("ok %d - %s\n", ++number, strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
    }
    if (file)
        fclose(file);
    free(bytes);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* tests/fuzz/fuzz_json reads tests/fuzz/corpus/json of the source folder. */
static void replay_corpus(const char *program)
{
    const char *top = getenv("TOP_SRCDIR");
    const char *name = strstr(program, "fuzz_");
    char folder[4096], path[8192];
    snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", top ? top : ".", name ? name + 5 : "");
    struct dirent **entries;
    int count = scandir(folder, &entries, is_visible, alphasort);
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        replay(path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    if (count <= 0)
        printf("not ok %d - no corpus in %s\n", ++number, folder);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    if (argc == 1)
        replay_corpus(argv[0]);
    printf("1..%d\n", number);
    return 0;
}
