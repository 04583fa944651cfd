// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/scratch.h"

#include "src/base/alloc.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

bool scratch_make(const char *what, char **ret_folder, struct err *err)
{
    const char *temp = getenv("TMPDIR");
    *ret_folder = alloc_fmt("%s/trailcase-XXXXXX", temp && *temp ? temp : "/tmp");
    if (mkdtemp(*ret_folder))
        return true;
    err_errno(err, "make a folder for %s in %s (TMPDIR names another place)", what,
              temp && *temp ? temp : "/tmp");
    free(TAKE(*ret_folder));
    return false;
}

void scratch_remove(const char *folder)
{
    DIR *dir = folder ? opendir(folder) : NULL;
    if (!dir)
        return;
    for (const struct dirent *entry; (entry = readdir(dir));)
        unlinkat(dirfd(dir), entry->d_name, 0); /* of "." and ".." it is refused */
    closedir(dir);
    rmdir(folder);
}
