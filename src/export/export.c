// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/export/export.h"

#include <string.h>

const struct export_kind export_kinds[] = {
    {"iocs", "indicators.csv", "addresses, keys, principals, sessions and agents of the attacker, as CSV",
     export_iocs, false},
    {"stix", "indicators.stix.json", "the same but for sessions as a STIX 2.1 bundle, with the techniques",
     export_stix, false},
    {"sigma", "indicators.sigma.yml", "Sigma rules that find the same things in other logs", export_sigma,
     false},
    {"navigator", "attack-navigator.json", "ATT&CK Navigator layer of the attacker's calls", export_navigator,
     true},
    {"navigator-all", "attack-navigator-all.json", "ATT&CK Navigator layer of everybody's calls",
     export_navigator_all, true},
    {"csv", "events.csv", "events as CSV", export_csv, true},
    {"jsonl", "events.jsonl", "events as the records they were found as, byte for byte, one a line",
     export_jsonl, true},
    {"timesketch", "timesketch.jsonl", "events for Timesketch, as JSONL", export_timesketch, true},
    {"timesketch-csv", "timesketch.csv", "events for Timesketch, as CSV", export_timesketch_csv, true},
    {"timeline-explorer", "timeline-explorer.csv",
     "events with the rules they hit, for Timeline Explorer; UTC", export_explorer, true},
    {"sqlite", "events.sqlite",
     "events with readable JSON, leads and marks as a plain SQLite file, for Datasette", export_sqlite, true},
    {"dot", "lineage.dot", "where the attacker's credentials came from and led to, for Graphviz", export_dot,
     false},
    {"coverage", "coverage.csv", "for which times there is evidence, and the holes, as CSV", export_coverage,
     false},
    {0},
};

const struct export_kind *export_kind_find(const char *name)
{
    for (const struct export_kind *kind = export_kinds; kind->name; kind++)
        if (strcmp(kind->name, name) == 0)
            return kind;
    return NULL;
}
