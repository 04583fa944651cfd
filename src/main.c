// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"
#include "src/cli/commands.h"

#include <locale.h>

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    return cmd_main(commands, argc, argv);
}
