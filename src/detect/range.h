// SPDX-License-Identifier: GPL-3.0-or-later
/* range: an address or a CIDR range as its two ends, IPv4 as ::ffff:a.b.c.d. */
#ifndef TRAILCASE_DETECT_RANGE_H
#define TRAILCASE_DETECT_RANGE_H

#include "src/base/attr.h"

bool range_parse(const char *text, unsigned char first[16], unsigned char last[16]) WARN_UNUSED;

/* Whether value is an address between both ends; what is no address is in no range. */
bool range_holds(const unsigned char first[16], const unsigned char last[16], const char *value);

#endif
