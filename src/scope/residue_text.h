// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue_text: residue in words, and many alike as one line; the same on the screen, in the table and in the
 * report. Texts are as logged and hostile.
 */
#ifndef TRAILCASE_SCOPE_RESIDUE_TEXT_H
#define TRAILCASE_SCOPE_RESIDUE_TEXT_H

#include "src/base/buf.h"
#include "src/scope/residue.h"

/* "ingress tcp/5432 from 0.0.0.0/0 on sg-0a1b", "AdministratorAccess to backup-svc". */
void residue_text(struct buf *out, const struct residue *residue);

/* "oskar.lind", "ci-deploy/build-17"; nothing when nobody is known. */
void residue_text_who(struct buf *out, const struct residue_act *act);

/* "undone 2020-04-09 08:12 by ops-admin (RevokeSecurityGroupIngress)"; "open" as it is. */
void residue_text_state(struct buf *out, const struct residue *residue);

/* "2020-04-09 08:12 by ops-admin (RevokeSecurityGroupIngress)", of one that ended. */
void residue_text_end(struct buf *out, const struct residue *residue);

/* Residue of one kind, state, place and part, ended by the same hand. More than RESIDUE_ALIKE_MAX of them are
 * one line. */
enum { RESIDUE_ALIKE_MAX = 3 };

struct residue_line {
    const struct residue *first;
    size_t count;   /* 1: first alone */
    int64_t last_s; /* when the last was opened */
};

struct residue_lines {
    struct residue_line *items; /* by their first */
    size_t count;
};

/* Those of the states in the set (bits 1 << state); alike: only those with that text, each as its own line.
 */
enum { RESIDUE_ALL_STATES = (1 << RESIDUE_STATE__COUNT) - 1 };
struct residue_lines residue_fold(const struct residue_list *list, unsigned states, const char *alike,
                                  struct arena *arena);
struct residue_lines residue_unfold(const struct residue_list *list, unsigned states, struct arena *arena);

/* What those that fold together have in common, as one text. */
const char *residue_alike(const struct residue *residue, struct arena *arena);

/* "115 security group rules: ingress tcp/5432 from 0.0.0.0/0"; for one its own text. */
void residue_text_line(struct buf *out, const struct residue_line *line);

#endif
