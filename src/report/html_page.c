// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/html_page.h"

#include "src/base/sha256.h"
#include "src/report/html.h"
#include "src/store/query.h"

static void base64(const unsigned char *bytes, size_t len, struct buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        unsigned word = (unsigned)bytes[i] << 16;
        word |= i + 1 < len ? (unsigned)bytes[i + 1] << 8 : 0;
        word |= i + 2 < len ? bytes[i + 2] : 0;
        buf_char(out, digits[word >> 18]);
        buf_char(out, digits[word >> 12 & 63]);
        buf_char(out, i + 1 < len ? digits[word >> 6 & 63] : '=');
        buf_char(out, i + 2 < len ? digits[word & 63] : '=');
    }
}

void html_page_head(struct buf *out, const char *what, const char *name)
{
    unsigned char digest[SHA256_BYTES];
    size_t len;
    const char *css = query_data("report/report.css", &len);
    sha256_of(css, len, digest);
    buf_str(out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    base64(digest, sizeof digest, out);
    buf_str(out,
            "'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n"
            "<meta name=\"generator\" content=\"trailcase " PACKAGE_VERSION "\">\n<title>");
    html_text(out, what);
    buf_str(out, ": ");
    html_text(out, name);
    buf_str(out, "</title>\n<style>");
    buf_append(out, css, len);
    buf_str(out, "</style>\n</head>\n");
}
