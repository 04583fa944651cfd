// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * request: everything a key or a command can ask for, in one table.
 *
 * A key never calls code: it becomes a request, which the screen answers or passes on to the program. The
 * keymap, the help screen, the command names and their completion all come from this table.
 *
 * X(name, group, command, keys, help): keys are names of keycode.h with blanks between. `k` moves up as
 * everywhere, so the pivot to an access key is `K`.
 */
#ifndef TRAILCASE_UI_CORE_REQUEST_H
#define TRAILCASE_UI_CORE_REQUEST_H

#include "src/base/attr.h"

#define REQUEST_LIST(X)                                                                                      \
    X(DOWN, MOVE, "down", "j Down", "next line")                                                             \
    X(UP, MOVE, "up", "k Up", "previous line")                                                               \
    X(HALF_DOWN, MOVE, "half-down", "^d", "half a page down")                                                \
    X(HALF_UP, MOVE, "half-up", "^u", "half a page up")                                                      \
    X(PAGE_DOWN, MOVE, "page-down", "PageDown ^f", "a page down")                                            \
    X(PAGE_UP, MOVE, "page-up", "PageUp ^b", "a page up")                                                    \
    X(FIRST, MOVE, "first", "g Home", "first line")                                                          \
    X(LAST, MOVE, "last", "G End", "last line")                                                              \
    X(LEFT, MOVE, "left", "h Left", "to the left, earlier")                                                  \
    X(RIGHT, MOVE, "right", "l Right", "to the right, later")                                                \
    X(NEXT_ITEM, MOVE, "next-item", "^n >", "next event, without going back to the list")                    \
    X(PREVIOUS_ITEM, MOVE, "previous-item", "^p <", "previous event")                                        \
    X(NEXT_PART, MOVE, "next-part", "Tab", "next part of the screen")                                        \
    X(OPEN, GO, "open", "Enter", "open what is under the cursor, narrowed to it")                            \
    X(BACK, GO, "back", "q Esc Backspace", "back to where you came from")                                    \
    X(HISTORY_BACK, GO, "history-back", "[", "back in history")                                              \
    X(HISTORY_FORWARD, GO, "history-forward", "]", "forward in history")                                     \
    X(SWAP, GO, "swap", "-", "the screen before this one, and here again")                                   \
    X(TRAIL, GO, "trail", "`", "where you have been, as a tree")                                             \
    X(BOOKMARKS, GO, "bookmarks", "'", "keep this screen, or go to one you kept")                            \
    X(PIVOT_MENU, PIVOT, "pivot-menu", ".", "where to go from here, and how much is there")                  \
    X(PIVOT_PRINCIPAL, PIVOT, "pivot-principal", "p", "principals seen with this")                           \
    X(PIVOT_ADDRESS, PIVOT, "pivot-address", "i", "addresses seen with this")                                \
    X(PIVOT_KEY, PIVOT, "pivot-key", "K", "access keys seen with this")                                      \
    X(PIVOT_API, PIVOT, "pivot-api", "a", "api calls made with this")                                        \
    X(PIVOT_TIME, PIVOT, "pivot-time", "t", "timeline of this")                                              \
    X(PIVOT_EVENTS, PIVOT, "pivot-events", "e", "all events of this")                                        \
    X(PIVOT_LINEAGE, PIVOT, "pivot-lineage", "L", "where this credential came from, what came of it")        \
    X(PIVOT_ROBOTS, PIVOT, "pivot-robots", "r", "checks (robots): roles, services, calls, baseline")         \
    X(FILTER, FIND, "filter", "f", "edit the filter")                                                        \
    X(UNFILTER, FIND, "unfilter", "x", "drop the last part of the filter")                                   \
    X(PRESETS, FIND, "presets", ",", "parts of a filter on and off by one key")                              \
    X(FILTER_SWITCH, FIND, "filter-switch", "\\", "the whole filter off, and on again")                      \
    X(SEARCH, FIND, "search", "/", "search on this screen")                                                  \
    X(SEARCH_NEXT, FIND, "search-next", "n", "next match")                                                   \
    X(SEARCH_PREVIOUS, FIND, "search-previous", "N", "previous match")                                       \
    X(NARROW, FIND, "narrow", "=", "add this, or what is picked, to the filter")                             \
    X(EXCLUDE, FIND, "exclude", "!", "leave this, or what is picked, out by the filter")                     \
    X(FREQUENCY, FIND, "frequency", "F", "how often each value of a field occurs")                           \
    X(SORT, FIND, "sort", "s", "sort by the next column")                                                    \
    X(SORT_REVERSE, FIND, "sort-reverse", "S", "turn the order around")                                      \
    X(ZOOM_IN, FIND, "zoom-in", "z +", "look closer")                                                        \
    X(ZOOM_OUT, FIND, "zoom-out", "Z", "look from farther away")                                             \
    X(COLUMNS, FIND, "columns", "C", "choose the columns of this screen, and their order")                   \
    X(PICK, JUDGE, "pick", "Space", "pick this line for what comes next")                                    \
    X(COPY, JUDGE, "copy", "y", "copy this, or what is picked: value, line, JSON, aws command")              \
    X(MARK, JUDGE, "mark", "m", "mark as attacker, compromised or benign")                                   \
    X(NOTE, JUDGE, "note", "c", "write a note on this, or on what is picked; #word is a tag")                \
    X(UNDO, JUDGE, "undo", "u", "take the last decision back")                                               \
    X(ACCEPT, JUDGE, "accept", "", "take the proposal on this line (a on Scope)")                            \
    X(ACCEPT_STRONG, JUDGE, "accept-strong", "",                                                             \
      "take all of high confidence, and what follows (A on Scope)")                                          \
    X(REJECT, JUDGE, "reject", "", "reject the proposal or withdraw the mark on this line (x on Scope)")     \
    X(REWORD, JUDGE, "reword", "", "say this answer in your own words (E on Scope)")                         \
    X(ASSIGN, JUDGE, "assign", "", "say who does this item (a on Checklist)")                                \
    X(TOGGLE, APP, "toggle", "v", "the other form of this screen, if it has one")                            \
    X(WRAP, APP, "wrap", "w", "wrap the long lines of a page, or not")                                       \
    X(COMMAND, APP, "command", ":", "type a command")                                                        \
    X(PALETTE, APP, "palette", "; ^k", "everything that can be done from here, found by typing some of it")  \
    X(HELP, APP, "help", "? F1", "this page")                                                                \
    X(RELOAD, APP, "reload", "R F5", "read the case again")                                                  \
    X(REPAINT, APP, "repaint", "^l", "paint the screen anew")                                                \
    X(CANCEL, APP, "cancel", "^c", "stop what is running; twice: quit")                                      \
    X(SUSPEND, APP, "suspend", "^z", "back to the shell for a while")                                        \
    X(QUIT, APP, "quit", "Q", "quit")                                                                        \
    X(SCREEN_1, SCREEN, "screen-1", "1", "")                                                                 \
    X(SCREEN_2, SCREEN, "screen-2", "2", "")                                                                 \
    X(SCREEN_3, SCREEN, "screen-3", "3", "")                                                                 \
    X(SCREEN_4, SCREEN, "screen-4", "4", "")                                                                 \
    X(SCREEN_5, SCREEN, "screen-5", "5", "")                                                                 \
    X(SCREEN_6, SCREEN, "screen-6", "6", "")                                                                 \
    X(SCREEN_7, SCREEN, "screen-7", "7", "")                                                                 \
    X(SCREEN_8, SCREEN, "screen-8", "8", "")                                                                 \
    X(SCREEN_9, SCREEN, "screen-9", "9", "")                                                                 \
    X(SCREEN_0, SCREEN, "screen-0", "0", "")

#define REQUEST_GROUP_LIST(X)                                                                                \
    X(MOVE, "Moving")                                                                                        \
    X(GO, "Going")                                                                                           \
    X(PIVOT, "Pivots")                                                                                       \
    X(FIND, "Finding")                                                                                       \
    X(JUDGE, "Judging")                                                                                      \
    X(APP, "The program")                                                                                    \
    X(SCREEN, "Screens")

#define REQUEST_ENUM(name, ...) REQUEST_##name,
enum request { REQUEST_NONE, REQUEST_LIST(REQUEST_ENUM) REQUEST__COUNT };
#undef REQUEST_ENUM

#define REQUEST_GROUP_ENUM(name, ...) REQUEST_GROUP_##name,
enum request_group { REQUEST_GROUP_LIST(REQUEST_GROUP_ENUM) REQUEST_GROUP__COUNT };
#undef REQUEST_GROUP_ENUM

struct request_info {
    const char *command, *keys, *help;
    enum request_group group;
};

const struct request_info *request_info(enum request request);

/* Give a request other keys, for as long as the program runs; keys stays the caller's. They win over those of
 * the table. Before threads start. */
void request_rebind(enum request request, const char *keys);
bool request_is_rebound(enum request request);

const char *request_group_title(enum request_group group);

/* The request of a command name; REQUEST_NONE when there is none. */
enum request request_of(const char *command);

#endif
