// SPDX-License-Identifier: GPL-3.0-or-later
//
// The attacks, one file each. An attack emits its events ahead of the noise (they wait for their day's
// delivery), marks them hostile, and adds what else is known to the truth.
#ifndef SAMPLES_ATTACK_H
#define SAMPLES_ATTACK_H

#include "samples/world.h"

// Eight leaked keys, two addresses, every security group opened.
void attack_model(struct world *world);
// A server's role credentials used outside, a role chain into the second account, logging stopped.
void attack_role(struct world *world);
// A guessed password, a federation token, objects read and encrypted, the trail deleted.
void attack_console(struct world *world);

#endif
