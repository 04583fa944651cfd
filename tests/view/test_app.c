// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The interface without a case and without a terminal: the Help screen at several sizes against goldens in
 * this folder, and what the program does around a screen. UPDATE_GOLDENS=1 writes the goldens anew
 * (`make update-goldens`).
 */
#include "ui/app/decide.h"
#include "ui/app/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static char marked[256]; /* what the last marks were, as text */

static void *open_nothing(void *arg, struct err *err)
{
    (void)err;
    return arg;
}

static bool check_filter(const char *filter, size_t *ret_at, struct err *err)
{
    const char *bad = strstr(filter, "bad");
    if (ret_at != NULL && bad != NULL)
        *ret_at = (size_t)(bad - filter);
    return bad == NULL || err_set(err, ERR_USAGE, "that is bad");
}

static bool filter_word(size_t n, struct buf *out)
{
    static const char *const words[] = {"address:", "agent:", "outcome:", "outcome:denied"};
    return n < ARRAY_LEN(words) && buf_str(out, words[n]);
}

static bool mark(void *ctx, const struct app_mark *marks, size_t count, struct err *err)
{
    (void)ctx;
    if (strcmp(marks[0].value, "unknown") == 0)
        return err_set(err, ERR_USAGE, "there is no \"unknown\"");
    snprintf(marked, sizeof marked, "%zu %s %s %s [%s]", count, marks[0].kind, marks[0].value,
             marks[0].verdict != NULL ? marks[0].verdict : "-", marks[0].reason);
    return true;
}

/* There is always one proposal to take; a note takes its time. */
static bool decided(void *ctx, const struct app_decision *decision, struct buf *said, struct err *err)
{
    (void)ctx;
    (void)err;
    if (decision->what == VIEW_NOTE)
        nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
    return buf_str(said, decision->what == VIEW_WEIGH_STRONG ? "take 1?" : "1 taken");
}

static const struct app_case nothing = {.name = "test.db",
                                        .first = "help",
                                        .open = open_nothing,
                                        .mark = mark,
                                        .decide = decided,
                                        .check_filter = check_filter,
                                        .filter_word = filter_word,
                                        .arg = marked};

struct world {
    struct app app;
    struct null_backend null;
};

/* Start on the Help screen, run the steps, and hand over what is then on the screen. */
static void run(struct world *world, int cols, int rows, bool ascii, const char *steps)
{
    struct err err = {0};
    char path[] = "/tmp/trailcase-script-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, steps, strlen(steps)), (ssize_t)strlen(steps));
    close(fd);
    null_init(&world->null, rows, cols);
    assert_true(app_init(&world->app, &nothing, &world->null.backend, ascii, &err));
    app_request(&world->app, REQUEST_HELP);
    if (!script_run(&world->app, &world->null, path, &err))
        fail_msg("%s", err.text);
    unlink(path);
}

static void done(struct world *world)
{
    app_done(&world->app);
    null_done(&world->null);
}

static void assert_ok(const char *steps)
{
    struct world world;
    run(&world, 80, 24, false, steps);
    done(&world);
}

static void read_file(const char *path, struct buf *out)
{
    char bytes[4096];
    FILE *file = fopen(path, "re");
    if (file == NULL)
        fail_msg("there is no golden %s; make update-goldens writes it", path);
    for (size_t len; (len = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_append(out, bytes, len);
    fclose(file);
}

static void assert_golden(const char *name, int cols, int rows, bool ascii, const char *steps)
{
    struct world world;
    CLEANUP(buf) struct buf got = {0}, expected = {0}, path = {0};
    const char *top = getenv("TOP_SRCDIR");
    run(&world, cols, rows, ascii, steps);
    grid_dump(&world.app.grid, GRID_ROLES, &got);
    done(&world);
    buf_fmt(&path, "%s/tests/view/%s.txt", top != NULL ? top : "..", name);
    if (getenv("UPDATE_GOLDENS") != NULL) {
        FILE *file = fopen(buf_text(&path), "we");
        assert_non_null(file);
        fwrite(buf_text(&got), 1, got.len, file);
        assert_int_equal(fclose(file), 0);
        return;
    }
    read_file(buf_text(&path), &expected);
    assert_string_equal(buf_text(&got), buf_text(&expected));
}

static void help_looks_as_before_at_every_size(void **state)
{
    (void)state;
    assert_golden("help-80x24", 80, 24, false, "key PageDown\n");
    assert_golden("help-120x40", 120, 40, false, "key j\n");
    assert_golden("help-60x12", 60, 12, false, "key ^d\n");
    assert_golden("help-60x12-ascii", 60, 12, true, "type /pivot\nkey Enter n\n");
    assert_golden("help-1x1", 1, 1, false, "key j G\n");
}

static void a_small_terminal_says_so_and_recovers(void **state)
{
    (void)state;
    assert_ok("resize 39x24\n"
              "expect terminal too small\n"
              "resize 80x7\n"
              "expect terminal too small, need 40x8\n"
              "key j : q Esc\n"
              "resize 40x8\n"
              "expect Help\n"
              "reject too small\n");
}

static void a_prompt_survives_a_resize(void **state)
{
    (void)state;
    assert_ok("key :\n"
              "type nonsense\n"
              "resize 60x12\n"
              "expect :nonsense\n"
              "resize 1x1\n"
              "type x\n"
              "resize 80x24\n"
              "expect :nonsensex\n"
              "key Enter\n"
              "expect there is no command \"nonsensex\"\n");
}

static void commands_and_filters_are_completed(void **state)
{
    (void)state;
    assert_ok("key :\n"
              "type unf\n"
              "key Tab\n"
              "expect :unfilter\n"
              "key Esc :\n"
              "type filter a\n"
              "key Tab\n"
              "expect address:\n"
              "expect agent:\n"
              "type d\n"
              "key Tab\n"
              "expect :filter address:\n"
              "key Esc f\n"
              "type !outcome:\n"
              "key Tab\n"
              "expect outcome:denied\n");
}

static void a_filter_that_is_none_keeps_the_prompt_and_says_why(void **state)
{
    (void)state;
    assert_ok("key f\n"
              "type this is bad\n"
              "key Enter\n"
              "expect that is bad\n"
              "expect filter: this is bad\n"
              "key Esc\n"
              "reject that is bad\n"
              "reject filter:\n");
}

static void history_goes_back_and_forward(void **state)
{
    (void)state;
    assert_ok("key [\n"
              "expect start of the history\n"
              ":help a\n"
              ":help b\n"
              "key [ [\n"
              "key [\n"
              "expect start of the history\n"
              "key ] ] ]\n"
              "expect end of the history\n"
              "key - q\n");
}

static void marks_by_command_reach_the_case(void **state)
{
    (void)state;
    assert_ok(":mark attacker address:203.0.113.7 seen in the alert\n"
              "expect address 203.0.113.7: attacker\n");
    assert_string_equal(marked, "1 address 203.0.113.7 attacker [seen in the alert]");
    assert_ok(":mark clear principal:alice\n"
              "expect principal alice: no longer marked\n");
    assert_string_equal(marked, "1 principal alice - []");
    assert_ok(":mark attacker key:unknown\n"
              "expect there is no \"unknown\"\n"
              ":mark guilty\n"
              "expect usage: mark\n"
              ":mark attacker\n"
              "expect nothing to mark here\n");
}

static void keys_without_a_meaning_say_so(void **state)
{
    (void)state;
    assert_ok("key Y\n"
              "expect Y has no meaning here\n"
              "key s\n"
              "expect not on this screen\n"
              "key m\n"
              "expect nothing to mark\n"
              "key ^c\n"
              "expect ^C again or Q quits\n");
}

/* Press a key while the question is still on its way, and hand over what the status row says at the end. */
static void press_ahead(struct world *world, int key)
{
    struct err err = {0};
    run(world, 80, 24, false, "");
    decide(&world->app, &(struct view_decision){.what = VIEW_WEIGH_STRONG});
    world->null.key = key;
    app_input(&world->app);
    assert_null(world->app.menu.pick);
    assert_true(script_run(&world->app, &world->null, "/dev/null", &err));
    assert_null(world->app.menu.pick);
}

static void keys_typed_before_a_question_stands_answer_it(void **state)
{
    (void)state;
    struct world world;
    press_ahead(&world, 'y');
    assert_string_equal(world.app.say, "1 taken");
    done(&world);
    press_ahead(&world, '9');
    assert_string_equal(world.app.say, "9 is none of these: nothing done");
    done(&world);
}

static void what_was_said_goes_before_what_runs(void **state)
{
    (void)state;
    struct world world;
    struct err err = {0};
    CLEANUP(buf) struct buf screen = {0};
    run(&world, 80, 24, false, "");
    decide(&world.app, &(struct view_decision){.what = VIEW_NOTE});
    while (worker_state(world.app.worker).what == NULL && worker_busy(world.app.worker))
        continue;
    world.app.job_since_ms = app_now_ms() - 60000;
    app_say(&world.app, "17 taken: 1 attacker, 8 compromised, 8 benign; u undoes all of it");
    app_draw(&world.app);
    grid_dump(&world.app.grid, GRID_TEXT, &screen);
    assert_non_null(strstr(buf_text(&screen), "u undoes all of it    ^C cancel"));
    assert_true(script_run(&world.app, &world.null, "/dev/null", &err));
    done(&world);
}

static void cancelling_twice_quits(void **state)
{
    (void)state;
    struct world world;
    run(&world, 80, 24, false, "key ^c ^c\n");
    assert_true(world.app.quit);
    done(&world);
}

static void a_script_stops_where_it_fails(void **state)
{
    (void)state;
    struct world world;
    struct err err = {0};
    run(&world, 80, 24, false, "");
    assert_false(script_run(&world.app, &world.null, "/nowhere/script", &err));
    assert_non_null(strstr(err.text, "/nowhere/script"));
    done(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_looks_as_before_at_every_size),
        cmocka_unit_test(a_small_terminal_says_so_and_recovers),
        cmocka_unit_test(a_prompt_survives_a_resize),
        cmocka_unit_test(commands_and_filters_are_completed),
        cmocka_unit_test(a_filter_that_is_none_keeps_the_prompt_and_says_why),
        cmocka_unit_test(history_goes_back_and_forward),
        cmocka_unit_test(marks_by_command_reach_the_case),
        cmocka_unit_test(keys_without_a_meaning_say_so),
        cmocka_unit_test(keys_typed_before_a_question_stands_answer_it),
        cmocka_unit_test(what_was_said_goes_before_what_runs),
        cmocka_unit_test(cancelling_twice_quits),
        cmocka_unit_test(a_script_stops_where_it_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
