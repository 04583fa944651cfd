// SPDX-License-Identifier: GPL-3.0-or-later
/* The program: the locale of the terminal, then the command line. */
#include "src/cli/cmd.h"
#include "src/cli/commands.h"

#include <locale.h>
#include <signal.h>

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is an error to be told, not the end */
    return cmd_main(commands, argc, argv);
}
