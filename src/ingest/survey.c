// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/survey.h"

#include "src/ingest/walk.h"

struct survey {
    struct task *task;
    int64_t bytes;
};

static bool visit(void *arg, const struct walk_file *file)
{
    struct survey *survey = arg;
    if (survey->task && cancel_asked(&survey->task->cancel))
        return false;
    if (!file->refused && file->size_bytes > 0)
        survey->bytes += file->size_bytes;
    return true;
}

int64_t survey_bytes(const char *const *paths, size_t count, struct task *task)
{
    struct survey survey = {.task = task};
    walk(paths, count, visit, &survey);
    return survey.bytes;
}
