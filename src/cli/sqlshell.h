// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sqlshell: SQL that a person or a script gives, run in the sandbox, its rows written in the format of
 * choice; and the dot commands (.tables .schema .mode .help .quit) of the interactive shell.
 *
 * Knows nothing of terminals: whoever has the lines hands them in. Statements may span lines.
 */
#ifndef TRAILCASE_CLI_SQLSHELL_H
#define TRAILCASE_CLI_SQLSHELL_H

#include "src/cli/output.h"

struct sqlshell;

/* limit_ms ends a statement that runs longer; 0: never. */
bool sqlshell_open(struct sqlshell **ret, const struct call *call, int64_t limit_ms,
                   struct err *err) WARN_UNUSED;
void sqlshell_close(struct sqlshell *shell);
CLEANUP_DEFINE_PTR(sqlshell, struct sqlshell, sqlshell_close);

/* The running statement ends soon after this is asked for. */
struct cancel *sqlshell_cancel(struct sqlshell *shell);

/* Run all statements of a text; the first that fails ends it. */
bool sqlshell_run(struct sqlshell *shell, const char *sql, struct err *err) WARN_UNUSED;

/* Take a line of an interactive session: a dot command, or a part of a statement, run once it is complete. */
bool sqlshell_line(struct sqlshell *shell, const char *line, struct err *err) WARN_UNUSED;

/* What was typed of a statement that is not complete yet; "" between statements. Dropping it. */
const char *sqlshell_pending(const struct sqlshell *shell);
void sqlshell_drop(struct sqlshell *shell);

/* .quit was given. */
bool sqlshell_over(const struct sqlshell *shell);

/* Word number n for completion; NULL past the last. */
const char *sqlshell_word(void *shell, size_t n);

#endif
