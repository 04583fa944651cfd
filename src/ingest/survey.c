// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/survey.h"

#include "src/base/alloc.h"
#include "src/ingest/reader.h"
#include "src/ingest/walk.h"
#include "src/store/codec.h"

#include <stdlib.h>
#include <string.h>

enum {
    RECORDS_MOST = 2048,
    BYTES_MOST = 4 << 20,
    FILE_BYTES = 128 << 10, /* read of each file, as found */
    RECORD_MOST = 32 << 10, /* larger ones teach little and push the others out */
};

void survey_done(struct survey *survey)
{
    for (size_t i = 0; i < SURVEY_FILES; i++)
        str_free(survey->sample[i]);
}

struct surveying {
    struct survey *survey;
    struct task *task;
};

/* Keep the first files, then each later one with the chance that makes all equally likely (reservoir). */
static void maybe_sample(struct survey *survey, const char *path)
{
    size_t place = (size_t)survey->files;
    if (place >= SURVEY_FILES) {
        survey->random = survey->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        place = (size_t)((survey->random >> 16) % (uint64_t)(survey->files + 1));
    }
    if (place >= SURVEY_FILES)
        return;
    str_free(survey->sample[place]);
    survey->sample[place] = alloc_str(path);
}

static bool visit(void *arg, const struct walk_file *file)
{
    const struct surveying *surveying = arg;
    struct survey *survey = surveying->survey;
    if (surveying->task && cancel_asked(&surveying->task->cancel))
        return false;
    if (file->refused)
        return true;
    maybe_sample(survey, file->path);
    survey->files++;
    survey->bytes += file->size_bytes > 0 ? file->size_bytes : 0;
    return true;
}

void survey_walk(struct survey *survey, const char *const *paths, size_t count, struct task *task)
{
    struct surveying surveying = {.survey = survey, .task = task};
    walk(paths, count, visit, &surveying);
}

struct lesson {
    struct buf bytes;
    size_t sizes[RECORDS_MOST];
    unsigned count;
    unsigned file_most, file_count; /* records taken of one file */
};

static bool learn(void *arg, const char *text, size_t len)
{
    struct lesson *lesson = arg;
    if (len > RECORD_MOST)
        return true;
    if (lesson->count == RECORDS_MOST || lesson->bytes.len + len > BYTES_MOST)
        return false;
    buf_append(&lesson->bytes, text, len);
    lesson->sizes[lesson->count++] = len;
    return ++lesson->file_count < lesson->file_most;
}

bool survey_train(const struct survey *survey, struct buf *ret_dictionary)
{
    struct lesson *lesson = alloc_zero(1, sizeof *lesson);
    unsigned files = survey->files < SURVEY_FILES ? (unsigned)survey->files : SURVEY_FILES;
    for (unsigned i = 0; i < files; i++) {
        lesson->file_most = RECORDS_MOST / files;
        lesson->file_count = 0;
        reader_sample(survey->sample[i], FILE_BYTES, learn, lesson);
    }
    bool trained = codec_train(buf_text(&lesson->bytes), lesson->sizes, lesson->count, ret_dictionary);
    buf_done(&lesson->bytes);
    free(lesson);
    return trained;
}
