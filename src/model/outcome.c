// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/outcome.h"

#include <string.h>
#include <strings.h>

static const char *const names[OUTCOME__COUNT] = {
    [OUTCOME_SUCCESS] = "success",
    [OUTCOME_DENIED] = "denied",
    [OUTCOME_ERROR] = "error",
};

/*
 * Services spell a denial as they like: AccessDenied, AccessDeniedException, VpceAccessDenied,
 * Client.UnauthorizedOperation, UnauthorizedException, ForbiddenException, NotAuthorizedException,
 * Client.AuthFailure, AuthorizationErrorException. One of these words inside the code is enough.
 */
static const char *const denials[] = {
    "AccessDenied", "Unauthorized", "Forbidden", "NotAuthorized", "AuthFailure", "AuthorizationError",
};

const char *outcome_name(enum outcome outcome)
{
    return names[outcome];
}

bool outcome_is_denial(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(denials); i++)
        if (strcasestr(code, denials[i]))
            return true;
    return false;
}

bool outcome_is_dry_run(const char *code)
{
    return strcmp(code, "Client.DryRunOperation") == 0 || strcmp(code, "DryRunOperation") == 0;
}

enum outcome outcome_of(const char *code, const char *message, bool sign_in_failed)
{
    if (code)
        return outcome_is_denial(code) ? OUTCOME_DENIED : OUTCOME_ERROR;
    if (sign_in_failed)
        return OUTCOME_DENIED;
    return message ? OUTCOME_ERROR : OUTCOME_SUCCESS;
}
