// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * place: a folder that is built beside its place and takes it when it is complete. Flat: it holds files only.
 */
#ifndef TRAILCASE_EXPORT_PLACE_H
#define TRAILCASE_EXPORT_PLACE_H

#include "src/base/err.h"

/* Make an empty folder beside path, to be freed with free(), or given up with scratch_remove(); refuse a path
 * that is taken, unless clobber. An empty folder is not taken. */
bool place_make(const char *path, bool clobber, char **ret_temp, struct err *err) WARN_UNUSED;

/* Move it to path. With clobber, files in it replace those of the same name there, and others stay. */
bool place_take(const char *temp, const char *path, bool clobber, struct err *err) WARN_UNUSED;

#endif
