// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * view_list: every screen. Adding one is a line here and its file, which defines `const struct view_ops
 * view_NAME`.
 */
#ifndef TRAILCASE_UI_VIEW_VIEW_LIST_H
#define TRAILCASE_UI_VIEW_VIEW_LIST_H

#define VIEW_LIST(X)                                                                                         \
    X(case)                                                                                                  \
    X(leads)                                                                                                 \
    X(principals)                                                                                            \
    X(addresses)                                                                                             \
    X(keys)                                                                                                  \
    X(timeline)                                                                                              \
    X(apis)                                                                                                  \
    X(resources)                                                                                             \
    X(scope)                                                                                                 \
    X(checklist)                                                                                             \
    X(events)                                                                                                \
    X(event)                                                                                                 \
    X(lead)                                                                                                  \
    X(item)                                                                                                  \
    X(sessions)                                                                                              \
    X(agents)                                                                                                \
    X(services)                                                                                              \
    X(regions)                                                                                               \
    X(accounts)                                                                                              \
    X(errors)                                                                                                \
    X(frequency)                                                                                             \
    X(lineage)                                                                                               \
    X(proposals)                                                                                             \
    X(residue)                                                                                               \
    X(techniques)                                                                                            \
    X(robots)                                                                                                \
    X(coverage)                                                                                              \
    X(rules)                                                                                                 \
    X(notes)                                                                                                 \
    X(journal)                                                                                               \
    X(sql)                                                                                                   \
    X(help)

#endif
