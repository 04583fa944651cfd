// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/split.h"

#include "src/base/isotime.h"
#include "src/base/json_stop.h"

#include <string.h>

enum { KEEP_CARRY = 1 << 20, LIST_DEPTH_MOST = 3, STAMP_MOST = 40 };

static const char over_limit[] = "a value of more than 16 MiB; CloudTrail writes records of at most 1 MiB";
static const char not_json[] = "not JSON";
static const char not_object[] = "an element of the list that is no JSON object";
static const char cut_record[] = "cut off: the file ends inside this record";
static const char cut_list[] = "cut off: the file ends inside the list of records";
static const char broken_string[] = "damaged: a line break inside a string";

void split_init(struct split *split, split_sink_fn sink, void *arg)
{
    *split = (struct split){.sink = sink, .arg = arg};
}

void split_done(struct split *split)
{
    buf_done(&split->carry);
}

void split_clear(struct split *split)
{
    struct buf carry = split->carry;
    if (carry.cap > KEEP_CARRY)
        buf_done(&carry);
    else
        buf_clear(&carry);
    split_init(split, split->sink, split->arg);
    split->carry = carry;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

enum stop { STOP_END, STOP_CLOSED, STOP_LIST, STOP_DAMAGED };

/*
 * Go on inside a value until it closes. An array that opens inside an object of the outermost level, or one
 * level further down, stops too: it may be the Records.
 */
static enum stop scan(struct split *split, const char **at, const char *end)
{
    static const unsigned char structural[256] = {['"'] = 1, ['{'] = 2, ['['] = 2, ['}'] = 3, [']'] = 3};
    const char *p = *at;
    while (p < end) {
        if (split->in_string) {
            if (split->escaped) {
                split->escaped = false;
                p++;
                continue;
            }
            p = json_string_stop(p, end);
            if (p == end)
                break;
            char c = *p++;
            split->escaped = c == '\\';
            split->in_string = c == '\\';
            *at = p;
            if (c == '\n')
                return STOP_DAMAGED;
            if (c == '"' && !split->depth)
                return STOP_CLOSED;
            continue;
        }
        while (p < end && !structural[(unsigned char)*p])
            p++;
        if (p == end)
            break;
        unsigned char kind = structural[(unsigned char)*p++];
        *at = p;
        if (kind == 1)
            split->in_string = true;
        else if (kind == 3 && --split->depth == 0)
            return STOP_CLOSED;
        else if (kind == 2 && ++split->depth <= LIST_DEPTH_MOST && p[-1] == '[' && split->depth > 1 &&
                 !split->in_list)
            return STOP_LIST;
    }
    *at = end;
    return STOP_END;
}

static bool reject(struct split *split, const char *text, int64_t length, const char *reason)
{
    struct split_piece piece = {.text = text, .length = length, .reason = reason};
    piece.len = length > SPLIT_EXCERPT_MOST ? SPLIT_EXCERPT_MOST : (size_t)length;
    piece.offset = split->value_at;
    return split->sink(split->arg, &piece);
}

static void value_opens(struct split *split, char first, int64_t offset)
{
    split->state = SPLIT_VALUE;
    split->depth = first == '"' ? 0 : 1;
    split->in_string = first == '"';
    split->escaped = false;
    split->over = false;
    split->value_at = offset;
    buf_clear(&split->carry);
}

/* What surrounds the value goes on. */
static void value_closes(struct split *split)
{
    split->state = split->in_list ? SPLIT_LIST : SPLIT_TOP;
    buf_clear(&split->carry);
}

/* Hand over the value that ended before `end`; its part in this piece begins at `from`. */
static bool value_done(struct split *split, const char *from, const char *end, const char *reason)
{
    int64_t length = split->offset + (end - split->piece) - split->value_at;
    if (split->carry.len && !split->over)
        buf_append(&split->carry, from, (size_t)(end - from));
    const char *text = split->carry.len ? split->carry.bytes : from;
    if (split->over || length > SPLIT_RECORD_MOST)
        reason = over_limit;
    else if (!reason && *text != '{' && !(split->of_rows && *text == '['))
        reason = not_object;
    struct split_piece piece = {
        .text = text, .len = (size_t)length, .offset = split->value_at, .length = length};
    bool go_on = reason ? reject(split, text, length, reason) : split->sink(split->arg, &piece);
    value_closes(split);
    return go_on;
}

/* Keep the part of an unfinished value that lies in this piece. */
static void value_carry(struct split *split, const char *from, const char *end)
{
    size_t len = (size_t)(end - from);
    if (split->over)
        return;
    if (split->carry.len + len > SPLIT_RECORD_MOST) {
        split->over = true;
        if (split->carry.len < SPLIT_EXCERPT_MOST)
            buf_append(&split->carry, from, SPLIT_EXCERPT_MOST);
        return;
    }
    buf_append(&split->carry, from, len);
}

/* The bytes before `at`, without white space, backwards; from earlier pieces where this one begins. */
static size_t look_behind(const struct split *split, const char *at, char out[SPLIT_RECENT])
{
    size_t count = 0;
    while (count < SPLIT_RECENT && at > split->piece)
        if (!is_space(*--at))
            out[count++] = *at;
    for (size_t i = 0; count < SPLIT_RECENT && i < split->recent_len; i++)
        out[count++] = split->recent[i];
    return count;
}

/* The lists that records come in: name of the member, backwards, and how deep its bracket is. */
static const struct list {
    const char *name, *backwards;
    unsigned depth;
    bool of_rows; /* elements are arrays */
} lists[] = {
    {"Records", ":\"sdroceR\"", 2, false},
    {"lookup-events", ":\"stnevE\"", 2, false},
    {"CloudWatch Logs", ":\"stnevEgol\"", 2, false},
    {"CloudWatch Logs", ":\"stneve\"", 2, false},
    {"Lake", ":\"swoRtluseRyreuQ\"", 2, true},
    {"results", ":\"stluser\"", 2, true},
    {"SQS", ":\"segasseM\"", 2, false},
    {"Elastic", ":\"stih\"", 3, false},
    {"GuardDuty", ":\"sgnidniF\"", 2, false},
    {"Security Hub", ":\"sgnidnif\"", 2, false},
};

/* Which of the lists is it that opened at bracket? NULL: none of them. */
static const struct list *find_list(const struct split *split, const char *bracket)
{
    char behind[SPLIT_RECENT];
    size_t len = look_behind(split, bracket, behind);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        size_t want = strlen(lists[i].backwards);
        if (lists[i].depth == split->depth && len > want && memcmp(behind, lists[i].backwards, want) == 0 &&
            (behind[want] == '{' || behind[want] == ','))
            return &lists[i];
    }
    return NULL;
}

/* The next piece may have to look behind its beginning. */
static void keep_recent(struct split *split, const char *end)
{
    char behind[SPLIT_RECENT];
    split->recent_len = look_behind(split, end, behind);
    memcpy(split->recent, behind, split->recent_len);
}

/* An object of the outermost level is closed. */
static void name_objects(struct split *split)
{
    static const char one[] = "record", many[] = "lines";
    if (!split->container)
        split->container = one;
    else if (strcmp(split->container, one) == 0)
        split->container = many;
}

/* list: which member of an object it is; NULL for an array that stands by itself. */
static void list_opens(struct split *split, const struct list *list)
{
    split->state = SPLIT_LIST;
    split->in_list = true;
    split->in_envelope = list != NULL;
    split->of_rows = list && list->of_rows;
    split->list_depth = list ? list->depth - 1 : 0;
    split->container = split->container ? split->container : list ? list->name : "array";
    buf_clear(&split->carry);
}

static void list_closes(struct split *split)
{
    split->state = split->in_envelope ? SPLIT_TAIL : SPLIT_TOP;
    split->in_list = split->of_rows = false;
    split->depth = split->list_depth;
    split->in_string = split->escaped = false;
}

/* Brackets can no longer be trusted: take every object that follows for itself. */
static bool value_damaged(struct split *split, const char *from, const char *end)
{
    if (!split->in_list)
        name_objects(split);
    split->in_list = false;
    split->damaged = true;
    return value_done(split, from, end, broken_string);
}

static void junk_opens(struct split *split, int64_t offset)
{
    value_opens(split, 0, offset);
    split->state = SPLIT_JUNK;
}

/* Each of these moves *at on by at least one byte and returns false when the sink wants no more. */
typedef bool (*feed_fn)(struct split *split, const char **from, const char **at, const char *end);

static int64_t offset_of(const struct split *split, const char *at)
{
    return split->offset + (at - split->piece);
}

/* Between values there may be a record separator, and the mark of each file that was put behind another. */
static bool is_between(char c)
{
    return is_space(c) || (c && strchr("\x1E\xEF\xBB\xBF", c));
}

static bool feed_top(struct split *split, const char **from, const char **at, const char *end UNUSED)
{
    char c = **at;
    *from = *at;
    if (c == '{')
        value_opens(split, c, offset_of(split, *at));
    else if (c == '[')
        list_opens(split, NULL);
    else if (!is_between(c) && !(split->damaged && c && strchr(",]}", c)))
        junk_opens(split, offset_of(split, *at));
    ++*at;
    return true;
}

static bool feed_list(struct split *split, const char **from, const char **at, const char *end UNUSED)
{
    char c = **at;
    *from = *at;
    if (c == '{' || c == '[' || c == '"')
        value_opens(split, c, offset_of(split, *at));
    else if (c == ']')
        list_closes(split);
    else if (c != ',' && !is_space(c))
        junk_opens(split, offset_of(split, *at));
    ++*at;
    return true;
}

static bool feed_value(struct split *split, const char **from, const char **at, const char *end)
{
    enum stop stop = scan(split, at, end);
    if (stop == STOP_END)
        return true;
    if (stop == STOP_DAMAGED)
        return value_damaged(split, *from, *at);
    if (stop == STOP_LIST) {
        const struct list *list = find_list(split, *at - 1);
        if (list)
            list_opens(split, list);
        return true;
    }
    if (!split->in_list)
        name_objects(split);
    return value_done(split, *from, *at, NULL);
}

static bool feed_tail(struct split *split, const char **from UNUSED, const char **at, const char *end)
{
    enum stop stop = scan(split, at, end);
    const struct list *list = stop == STOP_LIST ? find_list(split, *at - 1) : NULL;
    if (list)
        list_opens(split, list);
    else if (stop == STOP_CLOSED || stop == STOP_DAMAGED)
        split->state = SPLIT_TOP;
    split->damaged |= stop == STOP_DAMAGED;
    return true;
}

size_t split_stamp(const char *text, size_t len)
{
    int64_t time_s;
    const char *blank = memchr(text, ' ', len < STAMP_MOST ? len : STAMP_MOST);
    size_t stamp = blank ? (size_t)(blank - text) : 0;
    return stamp && memchr(text, 'T', stamp) && isotime_parse(text, stamp, &time_s) ? stamp + 1 : 0;
}

/* Is all of the junk so far a time stamp? */
static bool is_stamp(const struct split *split, const char *from, const char *at)
{
    char stamp[STAMP_MOST];
    size_t carried = split->carry.len, len = (size_t)(at - from);
    if (split->over || carried + len >= sizeof stamp)
        return false;
    memcpy(stamp, buf_text(&split->carry), carried);
    memcpy(stamp + carried, from, len);
    return split_stamp(stamp, carried + len) == carried + len && carried + len;
}

/* In a list junk ends with the element, elsewhere with the line. */
static bool feed_junk(struct split *split, const char **from, const char **at, const char *end)
{
    while (*at < end && **at != '\n' && (split->in_list || **at != '{') &&
           !(split->in_list && (**at == ',' || **at == ']')))
        ++*at;
    if (*at == end)
        return true;
    if (**at == '{' && !is_stamp(split, *from, *at)) {
        ++*at;
        return true;
    }
    if (**at == '{') {
        *from = *at;
        value_opens(split, '{', offset_of(split, (*at)++));
        return true;
    }
    return value_done(split, *from, *at, split->in_list ? not_object : not_json);
}

static const feed_fn feeders[] = {
    [SPLIT_TOP] = feed_top,   [SPLIT_LIST] = feed_list, [SPLIT_VALUE] = feed_value,
    [SPLIT_TAIL] = feed_tail, [SPLIT_JUNK] = feed_junk,
};

bool split_feed(struct split *split, const char *bytes, size_t len)
{
    const char *at = bytes, *end = bytes + len, *from = bytes;
    split->piece = bytes;
    while (at < end)
        if (!feeders[split->state](split, &from, &at, end))
            return false;
    if (split->state == SPLIT_VALUE || split->state == SPLIT_JUNK)
        value_carry(split, from, end);
    keep_recent(split, end);
    split->offset += (int64_t)len;
    return true;
}

void split_end(struct split *split, const char *why)
{
    static const char nothing[] = "";
    split->piece = nothing;
    if (split->state == SPLIT_VALUE) {
        value_done(split, nothing, nothing, why ? why : cut_record);
    } else if (split->state == SPLIT_JUNK) {
        value_done(split, nothing, nothing, why ? why : not_json);
    } else if (why || split->state == SPLIT_LIST || split->state == SPLIT_TAIL) {
        split->value_at = split->offset;
        reject(split, nothing, 0, why ? why : cut_list);
    }
}
