// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * export: the one door to every file that another program reads: the table export_kinds says what there is,
 * how its file is called in a hand-over folder, and which function writes it.
 *
 * Exports read the case and change nothing. The same case, filter and clock give the same bytes. Text from
 * logs is escaped as the format has it; CSV cells are made visible and no formula; `jsonl` alone is verbatim.
 * One thread.
 */
#ifndef TRAILCASE_EXPORT_EXPORT_H
#define TRAILCASE_EXPORT_EXPORT_H

#include "src/export/sink.h"
#include "src/model/filter.h"
#include "src/store/db.h"

/* What to export from. */
struct export_from {
    struct db *db;
    const struct filter *filter; /* which events, for those kinds that take one */
    const char *name;            /* of the case */
    int64_t now_s;
};

typedef bool (*export_fn)(const struct export_from *from, struct sink *to, struct err *err);

struct export_kind {
    const char *name; /* on the command line */
    const char *file; /* in a hand-over folder */
    const char *what; /* one line */
    export_fn write;
    bool takes_filter;
};

/* In the order of help and index; ended by a NULL name. */
extern const struct export_kind export_kinds[];

/* The kind of a name, or NULL. */
const struct export_kind *export_kind_find(const char *name);

/* The writers of the table, each in the file of its name. */
bool export_navigator(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_navigator_all(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_timesketch(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_timesketch_csv(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_explorer(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_jsonl(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_csv(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_iocs(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_stix(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_sigma(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_dot(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_coverage(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;
bool export_sqlite(const struct export_from *from, struct sink *to, struct err *err) WARN_UNUSED;

#endif
