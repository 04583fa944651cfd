// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * config: what a user prefers, read from lines of "name = value".
 *
 *     # a comment
 *     theme = dark | light | mono
 *     mouse = off | on
 *     time-zone = Europe/Berlin
 *     columns.keys = key events last principal
 *     key.frequency = F ^f
 *     geo-ip = /usr/share/GeoIP          (of ingest and enrich)
 *
 * Parsing changes nothing but the struct; who reads it applies it. Texts are owned.
 */
#ifndef TRAILCASE_UI_CORE_CONFIG_H
#define TRAILCASE_UI_CORE_CONFIG_H

#include "src/base/arena.h"
#include "src/base/err.h"
#include "ui/core/request.h"
#include "ui/core/theme.h"

struct config_columns {
    const char *screen, *names;
};

struct config_keys {
    enum request request;
    const char *keys;
};

enum { CONFIG_COLUMNS_MAX = 32, CONFIG_KEYS_MAX = 64, CONFIG_MAX_BYTES = 64 * 1024 };

struct config {
    enum theme_kind theme;
    bool mouse;
    const char *time_zone; /* shown beside UTC; NULL = none */
    struct config_columns columns[CONFIG_COLUMNS_MAX];
    size_t columns_count;
    struct config_keys keys[CONFIG_KEYS_MAX];
    size_t keys_count;
    struct arena arena;
};

/* Add what a text says; later lines win. The message of an error begins with the number of the line. */
bool config_parse(struct config *config, const char *text, struct err *err) WARN_UNUSED;
void config_done(struct config *config);
CLEANUP_DEFINE(config, struct config, config_done);

#endif
