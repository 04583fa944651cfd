// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/derive.h"

bool derive_marks(struct db *db, int64_t *ret_news, struct err *err)
{
    static const enum query_id rules[] = {QUERY_SCOPE_DERIVE_ISSUED, QUERY_SCOPE_DERIVE_PASSWORDS};
    *ret_news = 0;
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        if (!db_run(db, rules[i], err))
            return false;
        *ret_news += db_changes(db);
    }
    return true;
}
