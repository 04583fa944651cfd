// SPDX-License-Identifier: GPL-3.0-or-later
//
// fault.so, for LD_PRELOAD: lets calls to the system fail, as a disk does that is full or dying.
//
//   FAULT_CALL=read|write|sync   which calls
//   FAULT_PATH=TEXT              on files whose path ends in this
//   FAULT_AT=N                   from the N-th of them on
//   FAULT_ERRNO=N                with this errno; 0: the process kills itself there
//   FAULT_COUNT=FILE             appends how many such calls there were, at the end; FAULT_AT 0: none fails
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static int is_meant(const char *call, int fd)
{
    char link[64], path[4096];
    const char *wanted = getenv("FAULT_CALL"), *end = getenv("FAULT_PATH");
    if (!wanted || !end || strcmp(wanted, call) != 0)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(link, path, sizeof path - 1);
    if (len < (ssize_t)strlen(end))
        return 0;
    path[len] = '\0';
    return strcmp(path + len - strlen(end), end) == 0;
}

static int fails(const char *call, int fd)
{
    if (!is_meant(call, fd))
        return 0;
    long count = ++calls, at = atol(getenv("FAULT_AT"));
    if (!at || count < at)
        return 0;
    errno = atoi(getenv("FAULT_ERRNO"));
    if (!errno)
        raise(SIGKILL);
    return 1;
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (!file)
        return;
    fprintf(file, "%ld\n", calls);
    fclose(file);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int fd, void *bytes, size_t len)
{
    return fails("read", fd) ? -1 : REAL(read)(fd, bytes, len);
}

ssize_t pread64(int fd, void *bytes, size_t len, off64_t at)
{
    return fails("read", fd) ? -1 : REAL(pread64)(fd, bytes, len, at);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    return fails("write", fd) ? -1 : REAL(write)(fd, bytes, len);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
    return fails("write", fd) ? -1 : REAL(pwrite64)(fd, bytes, len, at);
}

int fsync(int fd)
{
    return fails("sync", fd) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return fails("sync", fd) ? -1 : REAL(fdatasync)(fd);
}
