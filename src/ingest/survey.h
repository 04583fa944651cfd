// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * survey: a look over the evidence before it is read: how much there is, for the progress, and a sample of
 * its records, to train the case's compression on. The sample is the same whenever the evidence is.
 */
#ifndef TRAILCASE_INGEST_SURVEY_H
#define TRAILCASE_INGEST_SURVEY_H

#include "src/base/buf.h"
#include "src/base/task.h"

enum { SURVEY_FILES = 64 };

struct survey {
    int64_t files, bytes;
    char *sample[SURVEY_FILES]; /* paths spread over all of them */
    uint64_t random;            /* state of a fixed sequence */
};

void survey_done(struct survey *survey);
CLEANUP_DEFINE(survey, struct survey, survey_done);

/* Walk the paths. Ends early when the task is cancelled; task may be NULL. */
void survey_walk(struct survey *survey, const char *const *paths, size_t count, struct task *task);

/* Train a dictionary on records of the sampled files. False when there are too few to learn from. */
bool survey_train(const struct survey *survey, struct buf *ret_dictionary);

#endif
