// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * section: the parts of the report, in the order they are read. Each is a function that writes one to a
 * sheet, whatever form that has, from the model alone; only proof is looked up. To add one, add it to the
 * table in section.c.
 */
#ifndef TRAILCASE_REPORT_SECTION_H
#define TRAILCASE_REPORT_SECTION_H

#include "src/report/sheet.h"

struct section {
    const char *id, *title;
    bool (*write)(struct sheet *sheet, struct err *err);
};

extern const struct section sections[]; /* ends in an entry without id */

/* "In short": what a manager needs, in plain words. */
bool section_summary(struct sheet *sheet, struct err *err) WARN_UNUSED;

/* The files and records, what they cover, and what they cannot tell. */
bool section_evidence(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_coverage(struct sheet *sheet, struct err *err) WARN_UNUSED;

/* The four questions, each with claims and proof. */
bool section_answers(struct sheet *sheet, struct err *err) WARN_UNUSED;

/* Pieces of it that other sections say too, with ids of their own for the numbers in them. */
void section_answer_text(struct sheet *sheet, const struct question *question, const char *id);
void section_gap(struct sheet *sheet, const struct question *question, size_t at, const char *id);
void section_gaps(struct sheet *sheet, const struct question *question, const char *id);

bool section_timeline(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_infrastructure(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_credentials(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_actions(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_attack(struct sheet *sheet, struct err *err) WARN_UNUSED;

/* What is left; what to do about it; what to do so that it does not happen again. */
bool section_residue(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_checklist(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_resilience(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_harden(struct sheet *sheet, struct err *err) WARN_UNUSED; /* its steps */

bool section_methods(struct sheet *sheet, struct err *err) WARN_UNUSED;

/* Appendices: where the commands of the checklist stand, events, numbers with the commands that give them. */
bool section_commands(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_events(struct sheet *sheet, struct err *err) WARN_UNUSED;
bool section_numbers(struct sheet *sheet, struct err *err) WARN_UNUSED;

#endif
