// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/enrich/mmdb.h"

#include "src/base/alloc.h"

#include <arpa/inet.h>
#include <maxminddb.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_MOST = 4, TEXT_MOST_BYTES = 200 };

struct mmdb {
    MMDB_s db;
    char *path;
};

/* Where the makers of databases put each thing; the first that is there counts. */
typedef const char *path_t[PATH_MOST];
static const path_t numbers[] = {
    {"autonomous_system_number"}, {"asn"}, {"traits", "autonomous_system_number"}};
static const path_t owners[] = {{"autonomous_system_organization"}, {"as_name"}, {"organization"}, {"name"}};
static const path_t countries[] = {{"country", "iso_code"}, {"country_code"}, {"country"}};
static const path_t cities[] = {{"city", "names", "en"}, {"city"}};

static bool fail(const struct mmdb *mmdb, int code, struct err *err)
{
    return err_set(err, ERR_FORMAT, "%s is no whole database in MaxMind's format (%s): get it again",
                   mmdb->path, MMDB_strerror(code));
}

bool mmdb_open(struct mmdb **ret, const char *path, struct err *err)
{
    CLEANUP(mmdb) struct mmdb *mmdb = alloc_zero(1, sizeof *mmdb);
    mmdb->path = alloc_str(path);
    int code = MMDB_open(path, MMDB_MODE_MMAP, &mmdb->db);
    if (code != MMDB_SUCCESS) {
        mmdb->db.file_content = NULL;
        return code == MMDB_FILE_OPEN_ERROR || code == MMDB_IO_ERROR ? err_errno(err, "open %s", path)
                                                                     : fail(mmdb, code, err);
    }
    *ret = TAKE(mmdb);
    return true;
}

void mmdb_close(struct mmdb *mmdb)
{
    if (!mmdb)
        return;
    if (mmdb->db.file_content)
        MMDB_close(&mmdb->db);
    free(mmdb->path);
    free(mmdb);
}

/* Not there, or there and of another shape, is no error. */
static bool get(MMDB_entry_s *entry, const path_t path, MMDB_entry_data_s *ret, int *ret_code)
{
    int code = MMDB_aget_value(entry, ret, path);
    bool is_absent =
        code == MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR || code == MMDB_INVALID_LOOKUP_PATH_ERROR;
    if (code != MMDB_SUCCESS && !is_absent)
        *ret_code = code;
    return code == MMDB_SUCCESS && ret->has_data;
}

static const char *find_text(MMDB_entry_s *entry, const path_t *paths, size_t count, struct arena *arena,
                             int *ret_code)
{
    MMDB_entry_data_s data;
    for (size_t i = 0; i < count; i++)
        if (get(entry, paths[i], &data, ret_code) && data.type == MMDB_DATA_TYPE_UTF8_STRING &&
            data.data_size)
            return arena_strn(arena, data.utf8_string,
                              data.data_size < TEXT_MOST_BYTES ? data.data_size : TEXT_MOST_BYTES);
    return NULL;
}

/* A number, or a text such as "AS64500". */
static int64_t find_number(MMDB_entry_s *entry, struct arena *arena, int *ret_code)
{
    MMDB_entry_data_s data;
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        if (get(entry, numbers[i], &data, ret_code) && data.type == MMDB_DATA_TYPE_UINT32)
            return data.uint32;
    const char *text = find_text(entry, numbers, ARRAY_LEN(numbers), arena, ret_code);
    if (text && strncmp(text, "AS", 2) == 0)
        text += 2;
    long long number = text ? strtoll(text, NULL, 10) : 0;
    return number > 0 && number <= UINT32_MAX ? number : 0;
}

static MMDB_lookup_result_s look_up(struct mmdb *mmdb, const unsigned char ip[ADDRESS_BYTES], int *ret_code)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    memcpy(&v4.sin_addr, ip + sizeof mapped, sizeof v4.sin_addr);
    memcpy(&v6.sin6_addr, ip, sizeof v6.sin6_addr);
    bool is_v4 = memcmp(ip, mapped, sizeof mapped) == 0;
    return MMDB_lookup_sockaddr(
        &mmdb->db, is_v4 ? (const struct sockaddr *)&v4 : (const struct sockaddr *)&v6, ret_code);
}

bool mmdb_find(struct mmdb *mmdb, const unsigned char ip[ADDRESS_BYTES], struct arena *arena,
               struct mmdb_entry *ret, struct err *err)
{
    int code;
    *ret = (struct mmdb_entry){0};
    MMDB_lookup_result_s found = look_up(mmdb, ip, &code);
    if (code == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR)
        return true;
    if (code == MMDB_SUCCESS && found.found_entry) {
        ret->asn = find_number(&found.entry, arena, &code);
        ret->owner = find_text(&found.entry, owners, ARRAY_LEN(owners), arena, &code);
        ret->country = find_text(&found.entry, countries, ARRAY_LEN(countries), arena, &code);
        ret->city = find_text(&found.entry, cities, ARRAY_LEN(cities), arena, &code);
    }
    return code == MMDB_SUCCESS || fail(mmdb, code, err);
}
