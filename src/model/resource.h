// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * resource: the things a record is about, as (type, value): those it lists in `resources`, and those named by
 * well-known parameters of request and response (the table in resource.c).
 *
 * A case keeps each value once, so values must not grow with the number of events: S3 objects are therefore
 * not resources, their bucket is (as arn:aws:s3:::name). The object's key stays in the stored record and can
 * be searched there. A record that names more than RESOURCE_MOST things keeps the first ones. Strings are
 * borrowed from the tree or live in the arena. Any thread.
 */
#ifndef TRAILCASE_MODEL_RESOURCE_H
#define TRAILCASE_MODEL_RESOURCE_H

#include "src/base/json.h"

enum { RESOURCE_MOST = 64, RESOURCE_VALUE_MOST = 2048 };

struct resource {
    const char *type; /* AWS::EC2::Instance, …; NULL when not said */
    const char *value;
};

struct resources {
    size_t count;
    struct resource items[RESOURCE_MOST];
};

/* listed: `resources`; request, response: requestParameters, responseElements. Any may be NULL. */
void resources_of(const struct json *listed, const struct json *request, const struct json *response,
                  struct arena *arena, struct resources *ret);

#endif
