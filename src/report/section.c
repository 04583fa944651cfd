// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/section.h"

const struct section sections[] = {
    {"summary", "In short", section_summary},
    {"evidence", "The case and its evidence", section_evidence},
    {"coverage", "What the evidence covers, and what cannot be known", section_coverage},
    {"answers", "The four questions", section_answers},
    {"timeline", "Timeline of the attacker's calls", section_timeline},
    {"infrastructure", "Where the attacker came from", section_infrastructure},
    {"credentials", "Credentials, and what came from them", section_credentials},
    {"actions", "Actions by tactic", section_actions},
    {"residue", "What is left", section_residue},
    {"checklist", "Checklist", section_checklist},
    {"resilience", "Resilience: so that it does not happen again", section_resilience},
    {"attack", "ATT&CK, then and now", section_attack},
    {"methods", "Methods and decisions", section_methods},
    {"commands", "Appendix A: the steps and their commands", section_commands},
    {"events", "Appendix B: events", section_events},
    {"numbers", "Appendix C: numbers", section_numbers},
    {0},
};
