// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/verdict.h"

#include "src/base/alloc.h"
#include "src/model/event.h"

#include <stdlib.h>
#include <string.h>

enum { MEMO_SLOTS = 1 << 15, OF_CALL = 1U << KNOWN_NAME | 1U << KNOWN_SOURCE };

static void add(struct verdict *verdict, struct open_expr open)
{
    if (verdict->count == verdict->size) {
        verdict->size = 2 * verdict->size + 4;
        verdict->open = alloc_resize(verdict->open, verdict->size, sizeof *verdict->open);
    }
    verdict->open[verdict->count++] = open;
}

/* Which of `from` (NULL: all) may match, as far as the fields of `asked` tell. */
static void judge(struct verdicts *v, const int64_t *ids, const struct verdict *from, unsigned asked,
                  struct verdict *ret)
{
    struct known known;
    size_t count = from ? from->count : v->count;
    names_known(v->names, ids, asked, &known);
    ret->count = 0;
    ret->asked = 0;
    for (size_t i = 0; i < count; i++) {
        struct open_expr next = from ? from->open[i] : (struct open_expr){(uint32_t)i, false};
        if (!next.certain) {
            enum open_verdict verdict = evaluate_known(v->evaluator, v->exprs[next.index], &known);
            if (verdict == OPEN_NO)
                continue;
            next.certain = verdict == OPEN_YES;
            if (!next.certain)
                ret->asked |= v->asks[next.index];
        }
        add(ret, next);
    }
    ret->used = true;
}

void verdicts_init(struct verdicts *v, const struct names *names, struct evaluator *evaluator)
{
    const int64_t none[NAMES_AXES] = {0};
    v->names = names;
    v->evaluator = evaluator;
    v->by_api = alloc_zero((size_t)names_last_api(names) + 1, sizeof *v->by_api);
    v->memo = alloc_zero(MEMO_SLOTS, sizeof *v->memo);
    /* Number 0 stands for events of which no name is known. */
    judge(v, none, NULL, 0, &v->by_api[0]);
}

void verdicts_done(struct verdicts *v)
{
    for (int64_t i = 0; v->by_api && i <= names_last_api(v->names); i++)
        free(v->by_api[i].open);
    for (size_t i = 0; v->memo && i < MEMO_SLOTS; i++)
        free(v->memo[i].open);
    free(v->by_api);
    free(v->memo);
}

static const struct verdict *by_call(struct verdicts *v, const int64_t *ids)
{
    int64_t api_id = names_has_api(v->names, ids[COLUMN_API]) ? ids[COLUMN_API] : 0;
    const int64_t that_count[NAMES_AXES] = {[COLUMN_API] = api_id};
    struct verdict *verdict = &v->by_api[api_id];
    if (!verdict->used)
        judge(v, that_count, NULL, OF_CALL, verdict);
    return verdict;
}

static size_t slot_of(const int64_t *ids)
{
    uint64_t hash = 1469598103934665603U;
    for (size_t i = 0; i < NAMES_AXES; i++)
        hash = (hash ^ (uint64_t)ids[i]) * 0x9E3779B97F4A7C15U;
    return (size_t)(hash >> 40) % MEMO_SLOTS;
}

const struct verdict *verdict_of(struct verdicts *v, const int64_t ids[NAMES_AXES], int64_t flags)
{
    /* A record that is only a view of its event may hold other names than the row. */
    if (flags & (EVENT_PARTIAL | EVENT_INSIGHT))
        return &v->by_api[0];
    const struct verdict *call = by_call(v, ids);
    unsigned more = call->asked & ~(unsigned)OF_CALL;
    if (!more)
        return call;
    int64_t that_count[NAMES_AXES] = {[COLUMN_API] = ids[COLUMN_API], [COLUMN_TRAIT] = ids[COLUMN_TRAIT]};
    for (size_t i = 0; i < KNOWN_TRAIT; i++)
        if (more & 1U << i)
            that_count[names_column(i)] = ids[names_column(i)];
    struct verdict *memo = &v->memo[slot_of(that_count)];
    if (memo->used && memcmp(memo->ids, that_count, sizeof that_count) == 0)
        return memo;
    memcpy(memo->ids, that_count, sizeof that_count);
    judge(v, that_count, call, more | OF_CALL, memo);
    return memo;
}
