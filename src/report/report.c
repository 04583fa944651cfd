// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report.h"

#include "src/report/report_html.h"
#include "src/report/report_json.h"
#include "src/report/report_md.h"

#include <string.h>

const struct report_kind report_kinds[] = {
    {"md", "report.md", report_md},
    {"html", "report.html", report_html},
    {"json", "report.json", report_json},
    {0},
};

const struct report_kind *report_kind_of(const char *word, size_t len)
{
    for (const struct report_kind *kind = report_kinds; kind->word; kind++)
        if (strlen(kind->word) == len && memcmp(kind->word, word, len) == 0)
            return kind;
    return NULL;
}
