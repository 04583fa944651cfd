// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * address: what a sourceIPAddress is. It may be an IPv4 or IPv6 address, the DNS name of a service that
 * called for someone, "AWS Internal", or anything else (anonymised copies hold 255.090.254.5). Leading zeros
 * in an IPv4 address make it no address here: readers disagree whether they mean octal. Pure functions, any
 * thread.
 */
#ifndef TRAILCASE_MODEL_ADDRESS_H
#define TRAILCASE_MODEL_ADDRESS_H

#include "src/base/attr.h"

enum address_kind { ADDRESS_IP, ADDRESS_SERVICE, ADDRESS_INTERNAL, ADDRESS_OTHER, ADDRESS__COUNT };
enum { ADDRESS_BYTES = 16 };

/* "ip", "service", "internal", "other": the words of address.kind in the case. */
const char *address_kind_name(enum address_kind kind);
enum address_kind address_kind_of(const char *value);

/* The first and last address of text: an address (both are it), a prefix 203.0.113.0/24, or a span A-B. False
 * when it is none of them. */
bool address_range(const char *text, unsigned char first[ADDRESS_BYTES], unsigned char last[ADDRESS_BYTES]);

/* Sixteen bytes in network order, IPv4 as ::ffff:a.b.c.d. False when value is no IP address. */
bool address_ip(const char *value, unsigned char out[ADDRESS_BYTES]);

#endif
