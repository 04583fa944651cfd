# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for trailcase
complete -o default trailcase
