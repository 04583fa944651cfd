// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/near.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { WORD_MAX = 31 };

static bool same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

size_t near_distance(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b);
    size_t d[WORD_MAX + 1][WORD_MAX + 1];
    if (a_len > WORD_MAX || b_len > WORD_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= b_len; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        d[i][0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t replaced = d[i - 1][j - 1] + !same(a[i - 1], b[j - 1]);
            d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1, replaced);
            bool swapped = i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]);
            if (swapped && d[i - 2][j - 2] + 1 < d[i][j])
                d[i][j] = d[i - 2][j - 2] + 1;
        }
    }
    return d[a_len][b_len];
}

/* How far off a word may be. The first letters of a candidate are always near it. */
static size_t reach(const char *word)
{
    size_t len = strlen(word);
    return len < 3 ? 0 : len < 6 ? 1 : len / 3;
}

void near_offer(struct near *near, const char *candidate)
{
    size_t distance = near_distance(near->word, candidate), len = strlen(near->word);
    if (len >= 2 && strncasecmp(near->word, candidate, len) == 0)
        distance = 0;
    if (distance > reach(near->word))
        return;
    if (!near->best || distance < near->distance) {
        near->best = candidate;
        near->distance = distance;
    }
}
