// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * outcome: what became of a call.
 *
 * CloudTrail says it in three places that do not depend on each other: errorCode, errorMessage (a failed
 * console sign-in has only this) and responseElements (which then says "Failure"). Denied means that the
 * caller was not allowed or not let in; an error is every other failure. A dry run that would have succeeded
 * is logged with the code DryRunOperation: it stays an error here and is told apart by its event flag,
 * because nothing was done. Pure functions, any thread.
 */
#ifndef TRAILCASE_MODEL_OUTCOME_H
#define TRAILCASE_MODEL_OUTCOME_H

#include "src/base/attr.h"

enum outcome { OUTCOME_SUCCESS, OUTCOME_DENIED, OUTCOME_ERROR, OUTCOME__COUNT };

/* "success", "denied", "error". */
const char *outcome_name(enum outcome outcome);

/* code and message may be NULL; sign_in_failed: responseElements of a sign-in step says "Failure". */
enum outcome outcome_of(const char *code, const char *message, bool sign_in_failed);

/* True for an errorCode that means "not allowed", in any of its spellings. */
bool outcome_is_denial(const char *code);

/* True for the errorCode of a dry run that would have succeeded. */
bool outcome_is_dry_run(const char *code);

#endif
