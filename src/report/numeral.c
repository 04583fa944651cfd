// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/numeral.h"

#include "src/base/attr.h"

#include <ctype.h>
#include <string.h>

enum { ACCOUNT_DIGITS = 12, DIGITS_MAX = 18 };

static const char *const lengths[] = {"second", "minute", "hour", "day", "week", "month", "year"};
static const char *const bytes[] = {"B", "kB", "KB", "MB", "GB", "TB", "PB"};
static const char *const before[] = {"version",  "ATT&CK",    "port",    "ports",    "schema",   "January",
                                     "February", "March",     "April",   "May",      "June",     "July",
                                     "August",   "September", "October", "November", "December", "ISO"};

struct word {
    const char *at;
    size_t len;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* The word from at, without the marks around it. */
static struct word word_at(const char *at)
{
    static const char times[] = "×";
    const char *end = at;
    while (*end && !is_space(*end))
        end++;
    while (at < end && strchr("([{\"'+", *at))
        at++;
    if (strncmp(at, times, strlen(times)) == 0)
        at += strlen(times);
    while (end > at && strchr(")]}.,;:!?\"'", end[-1]))
        end--;
    return (struct word){at, (size_t)(end - at)};
}

static bool is_one_of(struct word word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == word.len && memcmp(words[i], word.at, word.len) == 0)
            return true;
    return false;
}

static bool is_length(struct word word)
{
    if (word.len > 1 && word.at[word.len - 1] == 's')
        word.len--;
    return is_one_of(word, lengths, ARRAY_LEN(lengths));
}

static struct word word_after(struct word word)
{
    const char *at = word.at + word.len;
    while (*at && is_space(*at))
        at++;
    return word_at(at);
}

static struct word word_before(const char *text, struct word word)
{
    const char *end = word.at, *at;
    while (end > text && !is_space(end[-1]))
        end--;
    while (end > text && is_space(end[-1]))
        end--;
    for (at = end; at > text && !is_space(at[-1]);)
        at--;
    return at < end ? word_at(at) : (struct word){at, 0};
}

/* "1,234" or "1234" to its value; -1: no such word. */
static int64_t value_of(struct word word)
{
    int64_t value = 0;
    size_t group = 0, commas = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == ',') {
            if (i == 0 || group > 3 || (commas && group != 3))
                return -1;
            commas++;
            group = 0;
            continue;
        }
        if (!isdigit((unsigned char)word.at[i]))
            return -1;
        value = value * 10 + (word.at[i] - '0');
        group++;
    }
    return commas && group != 3 ? -1 : value;
}

static bool is_fraction(struct word word)
{
    size_t points = 0;
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] == '.')
            points++;
        else if (!isdigit((unsigned char)word.at[i]))
            return false;
    return points <= 1;
}

static bool is_count(const char *text, struct word word, struct numeral *ret)
{
    if (word.len == 0 || word.len > DIGITS_MAX || !isdigit((unsigned char)*word.at))
        return false;
    struct word after = word_after(word);
    if (is_fraction(word) && is_one_of(after, bytes, ARRAY_LEN(bytes))) {
        *ret = (struct numeral){word.at, (size_t)(after.at + after.len - word.at), -1};
        return true;
    }
    int64_t value = value_of(word);
    if (value < 0 || is_length(after) || is_one_of(word_before(text, word), before, ARRAY_LEN(before)) ||
        (word.len == ACCOUNT_DIGITS && !memchr(word.at, ',', word.len)))
        return false;
    *ret = (struct numeral){word.at, word.len, value};
    return true;
}

bool numeral_next(const char *text, const char *from, struct numeral *ret)
{
    for (const char *at = from; *at;) {
        while (is_space(*at))
            at++;
        if (is_count(text, word_at(at), ret))
            return true;
        while (*at && !is_space(*at))
            at++;
    }
    return false;
}
