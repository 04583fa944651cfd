// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What recipe.c and the two tables share: the table in two halves, each ended by one without word, and the
 * short words the rows are written in.
 */
#ifndef TRAILCASE_SCOPE_RECIPE_PRIVATE_H
#define TRAILCASE_SCOPE_RECIPE_PRIVATE_H

#include "src/scope/recipe.h"

extern const struct recipe recipes_first[], recipes_rest[];

#define HAND     RECIPE_BY_HAND
#define NAMED    RECIPE_BY_NAME
#define LIVES_ON RECIPE_LIVES_ON
#define THERE    RECIPE_UNTIL_THERE
#define REGION   RECIPE_IN_REGION

#define KEY_IS                                                                                               \
    "aws iam list-access-keys --user-name={name} --query=AccessKeyMetadata[?AccessKeyId=={part!jmes}"
#define KEY_OF "--user-name={name} --access-key-id={part}"

#endif
