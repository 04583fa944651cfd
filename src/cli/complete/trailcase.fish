# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for trailcase, which says itself what fits (trailcase --complete WORD...).

function __trailcase_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l found ($words[1] --complete $words[2..-1] "$typed" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$typed"
    end
end

complete -c trailcase -f -a '(__trailcase_complete)'
