// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/intake.h"

#include "src/base/isotime.h"
#include "src/model/s3name.h"

#include <string.h>

static bool has(const struct intake_words *words, const char *value)
{
    for (size_t i = 0; i < words->count; i++)
        if (value && strcmp(words->items[i], value) == 0)
            return true;
    return false;
}

static bool has_service(const struct intake_words *words, const char *source)
{
    size_t short_len = strcspn(source, ".");
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], source) == 0 ||
            (strlen(words->items[i]) == short_len && strncmp(words->items[i], source, short_len) == 0))
            return true;
    return false;
}

bool intake_skips(const struct intake *intake, const struct event *event)
{
    if (!intake->text)
        return false;
    return (intake->has_from && event->time_s < intake->from_s) ||
           (intake->has_to && event->time_s >= intake->to_s) ||
           (intake->regions.count && !has(&intake->regions, event->region)) ||
           (intake->accounts.count && !has(&intake->accounts, event->account)) ||
           has_service(&intake->not_services, event->source);
}

bool intake_skips_file(const struct intake *intake, const char *path)
{
    struct s3name name;
    if ((!intake->has_file_from && !intake->has_file_to) || !s3name_parse(path, &name) ||
        name.kind == S3NAME_DIGEST)
        return false;
    return (intake->has_file_from && name.delivered_s < intake->file_from_s - DAY_S) ||
           (intake->has_file_to && name.delivered_s >= intake->file_to_s + DAY_S);
}
