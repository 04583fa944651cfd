// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/job/turn.h"

void turn_init(struct turn *turn)
{
    *turn = (struct turn){0};
    mutex_init(&turn->mutex);
    cond_init(&turn->passed);
}

void turn_done(struct turn *turn)
{
    cond_done(&turn->passed);
    mutex_done(&turn->mutex);
}

bool turn_wait(struct turn *turn, uint64_t number)
{
    mutex_lock(&turn->mutex);
    while (turn->next < number && !turn->closed)
        cond_wait(&turn->passed, &turn->mutex);
    bool has = turn->next >= number;
    mutex_unlock(&turn->mutex);
    return has;
}

void turn_pass(struct turn *turn)
{
    mutex_lock(&turn->mutex);
    turn->next++;
    cond_wake_all(&turn->passed);
    mutex_unlock(&turn->mutex);
}

void turn_close(struct turn *turn)
{
    mutex_lock(&turn->mutex);
    turn->closed = true;
    cond_wake_all(&turn->passed);
    mutex_unlock(&turn->mutex);
}
