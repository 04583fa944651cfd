// SPDX-License-Identifier: GPL-3.0-or-later
/* Items from what was not logged and from what was read: the gap of a trail that the attacker stopped,
 * objects. */
#include "src/scope/checklist.h"

#include "src/model/filetype.h"
#include "src/scope/trailwindow.h"

#include <string.h>
#include <strings.h>

enum { NAMES_SHOWN = 12 };

/* --- what a trail did not log --- */

static bool is_attributed(const struct checklist *list, int64_t event_id)
{
    const struct pick *all = &list->questions.facts.attributed;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->event_id == event_id)
            return true;
    return false;
}

static const char *commands_by_region(struct checklist *list, const struct recipe_values *gap, bool is_closed)
{
    const struct facts *facts = &list->questions.facts;
    CLEANUP(buf) struct buf out = {0};
    const char *command =
        is_closed ? "aws cloudtrail lookup-events --start-time={part} --end-time={text} --output=json"
                  : "aws cloudtrail lookup-events --start-time={part} --output=json";
    for (size_t i = 0; i < facts->names[FACT_REGION].count; i++) {
        struct recipe_values values = *gap;
        values.region = facts->names[FACT_REGION].items[i].value;
        if (!values.region || !*values.region)
            continue;
        size_t start = out.len;
        buf_str(&out, out.len ? "\n" : "");
        if (!recipe_commands(&out, command, &values, true, list->now))
            buf_cut(&out, start);
    }
    return out.len ? arena_str(&list->arena, buf_text(&out)) : NULL;
}

static void add_gap(struct checklist *list, const struct trailwindow *window)
{
    char from[ISOTIME_SIZE], to[ISOTIME_SIZE];
    CLEANUP(buf) struct buf why = {0};
    bool is_closed = window->to_s != ISOTIME_NONE;
    struct checklist_item like = {.events = &window->opened_by, .event_count = 1};
    struct recipe_values values = {.name = window->trail,
                                   .part = isotime_format(window->from_s, from),
                                   .text = is_closed ? isotime_format(window->to_s, to) : "today",
                                   .account = window->account};
    buf_fmt(&why, "%s at ", window->api);
    phrase_time(&why, window->from_s);
    buf_fmt(&why, " left out %s", window->excluded);
    checklist_text(list, &like.why, buf_text(&why));
    size_t at = list->count;
    checklist_add_all(list, "trail-gap", &values, &like);
    for (; at < list->count; at++)
        if (list->items[at].recipe->phase == PHASE_PRESERVE)
            list->items[at].command = commands_by_region(list, &values, is_closed);
}

static bool add_gaps(struct checklist *list, struct err *err)
{
    struct trailwindow *windows;
    size_t count;
    if (!trailwindow_load(list->db, &list->arena, &windows, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_attributed(list, windows[i].opened_by))
            add_gap(list, &windows[i]);
    return true;
}

/* --- objects that were read --- */

/* Words in names of what often holds passwords or keys. */
static const char *const telling[] = {"id_rsa", "kubeconfig", "credential", "secret",
                                      "passw",  "token",      "backup"};

static bool is_telling(const char *key)
{
    for (size_t i = 0; i < ARRAY_LEN(telling); i++)
        if (strcasestr(key, telling[i]))
            return true;
    return filetype_telling(key, strlen(key)) != NULL;
}

struct bucket {
    const char *name, *account;
    int64_t calls, bytes;
    struct words keys;
    struct pick events;
};

static void add_object(struct checklist *list, const struct bucket *bucket, const struct fact *fact,
                       const char *key)
{
    CLEANUP(buf) struct buf why = {0};
    struct checklist_item like = {.events = &fact->event_id, .event_count = 1};
    struct recipe_values values = {.name = bucket->name, .part = key, .account = bucket->account};
    buf_fmt(&why, "GetObject by %s at ", fact_name(&list->questions.facts, fact, FACT_PRINCIPAL)->label);
    phrase_time(&why, fact->time_s);
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, "object-secret", &values, &like);
}

static void add_bucket(struct checklist *list, const struct bucket *bucket)
{
    CLEANUP(buf) struct buf why = {0};
    struct checklist_item like = {.event_count = bucket->events.count};
    struct recipe_values values = {.name = bucket->name, .account = bucket->account};
    int64_t *events = arena_alloc(&list->arena, bucket->events.count * sizeof *events);
    for (size_t i = 0; i < bucket->events.count; i++)
        events[i] = bucket->events.items[i]->event_id;
    like.events = events;
    phrase_count(&why, bucket->calls, "object was read", "reads of objects");
    if (bucket->bytes > 0) {
        buf_str(&why, ", ");
        phrase_bytes(&why, bucket->bytes);
    }
    buf_str(&why, ": ");
    phrase_words(&why, &bucket->keys, NAMES_SHOWN);
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, "objects-read", &values, &like);
}

static struct bucket *bucket_of(struct bucket *buckets, size_t *count, const char *name, struct arena *arena)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(buckets[i].name, name) == 0)
            return &buckets[i];
    buckets[*count] = (struct bucket){.name = arena_str(arena, name)};
    return &buckets[(*count)++];
}

static bool read_object(struct checklist *list, const struct fact *fact, struct bucket *buckets,
                        size_t *count, struct err *err)
{
    const struct facts *facts = &list->questions.facts;
    CLEANUP(arena) struct arena arena = {0};
    const struct json *record;
    if (!facts_record(facts, fact->event_id, &arena, &record, err))
        return false;
    const struct json *request = json_get(record, "requestParameters");
    const char *name = json_text(request, "bucketName"), *key = json_text(request, "key");
    if (!name)
        return true;
    struct bucket *bucket = bucket_of(buckets, count, name, &list->arena);
    bucket->account = fact_name(facts, fact, FACT_ACCOUNT)->value;
    bucket->calls++;
    bucket->bytes +=
        (int64_t)json_number(json_get(json_get(record, "additionalEventData"), "bytesTransferredOut"), 0);
    pick_add(&bucket->events, &list->arena, fact);
    if (key)
        words_add(&bucket->keys, &list->arena, key);
    if (key && is_telling(key))
        add_object(list, bucket, fact, key);
    return true;
}

static bool add_objects(struct checklist *list, struct err *err)
{
    const struct facts *facts = &list->questions.facts;
    const struct pick *all = &facts->attributed;
    struct bucket *buckets = arena_alloc(&list->arena, (all->count + 1) * sizeof *buckets);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const char *api = fact_name(facts, all->items[i], FACT_API)->label;
        if (api && strcmp(api, "GetObject") == 0 && all->items[i]->outcome == FACT_SUCCESS &&
            !all->items[i]->echo && !read_object(list, all->items[i], buckets, &count, err))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        add_bucket(list, &buckets[i]);
    return true;
}

bool checklist_add_evidence(struct checklist *list, struct err *err)
{
    return add_gaps(list, err) && add_objects(list, err);
}
