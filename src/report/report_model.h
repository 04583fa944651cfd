// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_model: everything a report says, worked out once; the renderers (report.h) only lay it out.
 *
 * The same case and clock (TRAILCASE_NOW) give the same model. Lists that grow with the case are bounded
 * here, with how much there is in all, so a report of a hundred thousand attributed events stays one that can
 * be read. Texts are as logged. Holds pointers into itself: load it where it stays.
 */
#ifndef TRAILCASE_REPORT_REPORT_MODEL_H
#define TRAILCASE_REPORT_REPORT_MODEL_H

#include "src/detect/lead.h"
#include "src/model/accounting.h"
#include "src/model/list.h"
#include "src/model/techniques.h"
#include "src/model/timeline.h"
#include "src/scope/checklist.h"
#include "src/scope/mark.h"
#include "src/scope/note.h"
#include "src/scope/run.h"
#include "src/scope/told.h"

enum {
    REPORT_RUNS_MAX = 400,    /* lines of the timeline */
    REPORT_EVENTS_MAX = 1000, /* events written out in the appendix */
    REPORT_REFUSED_MAX = 50,  /* refused files */
    REPORT_PLACES_MAX = 100,  /* addresses, and agents */
    REPORT_TREE_MAX = 300,    /* credentials */
    REPORT_PROOF_MAX = 3,     /* events named beside a claim, an item, a line */
    REPORT_BARS_MAX = 120,    /* of a picture */
};

/* What a verdict rests on. */
struct report_basis {
    int64_t event_id;      /* 0: it is where the analyst began */
    const struct mark *by; /* makes that event the attacker's; NULL: the event issued it */
    bool gave;             /* rather the event gave out what `by` is on, which the attacker used */
};

struct report_entry { /* of the journal */
    int64_t seq, time_s;
    const char *text;
};

/* An event that the appendix writes out. */
struct report_event {
    int64_t id, time_s;
    const char *uid, *text; /* eventID; one sentence */
    const char *verdict;    /* "attacker", "undecided", or "other": somebody else's, against a claim */
};

/* One address or agent that attributed calls came from. */
struct report_place {
    const char *value, *owner, *country, *network, *client;
    int64_t events, denied, first_s, last_s, keys;
    int64_t others; /* calls from it that are not attributed */
    const char *filter;
};

struct report_places {
    const struct report_place *items; /* by first use */
    size_t count, total;              /* total: with those beyond REPORT_PLACES_MAX */
};

/* A credential the attacker acted with, under the one that it came from. */
struct report_credential {
    const struct credential *of; /* NULL: made and not used as such, then made tells of it */
    const struct residue *made;
    bool opened;          /* a console session was signed in to with what was made: it stands below */
    size_t depth, parent; /* parent: SIZE_MAX for none */
};

struct report {
    const char *name; /* of the case file, without folder */
    int64_t now_s;
    struct accounting accounting;
    const struct refused_file *refused;
    size_t refused_count;
    struct words accounts, regions;
    struct coverage coverage;
    struct checklist checklist;
    const struct questions *questions; /* these three belong to the checklist */
    const struct residue_list *residue;
    const struct credentials *credentials;
    struct report_credential *tree; /* each before what came from it */
    size_t tree_count;
    struct report_places addresses, agents;
    struct techniques techniques;
    struct timeline whole;  /* of all evidence */
    struct timeline window; /* from the attacker's first call to the last; no buckets without any */
    struct runs runs;
    struct lead_list leads;
    struct mark_list marks;
    struct report_basis *basis; /* of each mark */
    struct told told;
    struct note_list notes;
    const struct report_entry *journal;
    size_t journal_count;
    bool journal_holds;
    struct report_event *events; /* by time */
    size_t event_count;
    size_t events_left_out; /* attributed events that are not among them */
    struct arena arena;
};

bool report_load(struct report *ret, struct db *db, struct err *err) WARN_UNUSED;
void report_done(struct report *report);
CLEANUP_DEFINE(report, struct report, report_done);

/* The event of the appendix, NULL when it is not there. */
const struct report_event *report_event(const struct report *report, int64_t event_id);

/* The filter that leaves the events of a run, in the arena. */
const char *report_run_filter(const struct report *report, const struct run *run, struct arena *arena);

/* Whom a call is told of by: a name, also where the record has but the id of a role or user. */
const char *report_who(const struct report *report, const struct fact *fact);

/* How many items of the checklist are open in a phase. */
size_t report_open_items(const struct report *report, enum checklist_phase phase);

/* --- for the files that make the model --- */

bool report_load_events(struct report *report, struct db *db, struct err *err) WARN_UNUSED;
bool report_load_places(struct report *report, struct db *db, struct err *err) WARN_UNUSED;
void report_load_tree(struct report *report);
bool report_load_basis(struct report *report, struct err *err) WARN_UNUSED;

#endif
