# SPDX-License-Identifier: GPL-3.0-or-later
"""Check an HTML report by reading it anew: nested tags, one id each, links that lead somewhere, nothing from outside.

    report_page.py PAGE [ID NUMBER]...     the number with an ID has to be there as NUMBER, and in the appendix
"""
import base64
import hashlib
import html.parser
import re
import sys

VOID = {"meta", "br", "hr", "img", "input", "link"}
SELF_CLOSED = {"rect", "path"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.ids, self.links, self.levels, self.faults = [], [], [], [], []
        self.style, self.policy, self.texts, self.svgs, self.names = "", "", {}, 0, []

    def fault(self, what):
        self.faults.append(f"line {self.getpos()[0]}: {what}")

    def handle_startendtag(self, tag, attrs):
        self.check(tag, dict(attrs))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.check(tag, attrs)
        if tag not in VOID:
            self.stack.append((tag, attrs.get("id")))

    def check(self, tag, attrs):
        if tag in ("script", "img", "link", "iframe", "object", "embed", "form", "base"):
            self.fault(f"<{tag}>")
        for name, value in attrs.items():
            if name.startswith("on") or name in ("style", "src", "srcset", "action", "xlink:href"):
                self.fault(f"attribute {name}")
            if name == "href":
                self.links.append(value)
            if name == "id":
                self.ids.append(value)
            if name == "aria-labelledby":
                self.names += value.split()
            if name == "class" and not re.fullmatch(r"[a-z0-9 ]*", value):
                self.fault(f"class {value}")
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "th" and attrs.get("scope") not in ("col", "row"):
            self.fault("th without scope")
        if tag == "svg":
            self.svgs += 1
            if attrs.get("role") != "img" or not attrs.get("aria-labelledby"):
                self.fault("svg without role or name")
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy":
            self.policy = attrs["content"]

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop()[0] != tag:
            self.fault(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.stack and self.stack[-1][0] == "style":
            self.style += data
        for tag, ident in self.stack:
            if ident:
                self.texts[ident] = self.texts.get(ident, "") + data


def main():
    page = Page()
    text = open(sys.argv[1], encoding="utf-8", newline="").read()
    page.feed(text)
    page.close()
    faults = page.faults
    faults += [f"<{tag}> is not closed" for tag, _ in page.stack]
    faults += [f"id {i} twice" for i in set(page.ids) if page.ids.count(i) > 1] if len(page.ids) != len(set(page.ids)) else []
    known = set(page.ids)
    faults += [f"link {link} leads nowhere" for link in set(page.links) if link[:1] != "#" or link[1:] not in known]
    faults += [f"name {name} is nowhere" for name in page.names if name not in known]
    faults += [f"heading level {b} after {a}" for a, b in zip(page.levels, page.levels[1:]) if b > a + 1]
    if page.levels[:1] != [1] or page.levels.count(1) != 1:
        faults.append("not one h1, at the top")
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    if f"'sha256-{digest}'" not in page.policy or "default-src 'none'" not in page.policy:
        faults.append("the content policy does not fit the style")
    if re.search(r"url\(|@import|https?://", page.style):
        faults.append("the style asks for something from outside")
    if any(ord(c) < 32 and c != "\n" for c in text):
        faults.append("a control character")
    for ident, number in zip(sys.argv[2::2], sys.argv[3::2]):
        if page.texts.get(ident) != number or number not in page.texts.get("q-" + ident, ""):
            faults.append(f"{ident} is {page.texts.get(ident)}, not {number}")
    for fault in faults[:20]:
        print(fault)
    print(len(page.ids), "ids,", len(page.links), "links,", page.svgs, "pictures")
    sys.exit(bool(faults))


main()
