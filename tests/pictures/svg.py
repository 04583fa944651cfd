# SPDX-License-Identifier: GPL-3.0-or-later
"""A terminal screen as SVG: reads what `tmux capture-pane -e -N -p` writes, writes a picture.

    svg.py COLUMNS TITLE <screen >picture.svg

Text is laid out by cell, whatever font shows it; blocks of bars are drawn as rectangles, so that they touch.
"""
import re
import sys
import unicodedata
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT, PAD, BASE = 8, 18, 10, 13
BACKGROUND, FOREGROUND = "#15181d", "#d5d8de"
SYSTEM = ("#23272e #d75f5f #87af5f #d7af5f #5f87af #af87af #5fafaf #bcbfc5 "
          "#767b85 #ff6f6f #afd787 #ffd75f #87afd7 #d7afd7 #87d7d7 #ffffff").split()
EIGHTHS = {glyph: n + 1 for n, glyph in enumerate("▁▂▃▄▅▆▇█")}
SHADES = {"░": 0.35, "▒": 0.55, "▓": 0.75}


def colour(number):
    """One of xterm's 256 colours."""
    if number < 16:
        return SYSTEM[number]
    if number >= 232:
        return "#%02x%02x%02x" % ((8 + (number - 232) * 10,) * 3)
    number -= 16
    return "#%02x%02x%02x" % tuple(0 if part == 0 else 55 + part * 40
                                   for part in (number // 36, number // 6 % 6, number % 6))


class Style:
    """What the escape sequences so far make of the next cell."""

    def __init__(self):
        self.fg = self.bg = None
        self.on = set()

    def apply(self, numbers):
        numbers = [int(n or 0) for n in numbers.split(";")]
        while numbers:
            n = numbers.pop(0)
            if n == 0:
                self.__init__()
            elif n in (38, 48) and numbers[:1] == [5]:
                setattr(self, "fg" if n == 38 else "bg", colour(numbers[1]))
                del numbers[:2]
            elif 30 <= n <= 37 or 90 <= n <= 97:
                self.fg = colour(n - 30 if n < 90 else n - 82)
            elif 40 <= n <= 47:
                self.bg = colour(n - 40)
            elif n == 39:
                self.fg = None
            elif n == 49:
                self.bg = None
            elif n in (1, 2, 4, 7):
                self.on.add(n)

    def key(self):
        fg, bg = self.fg or FOREGROUND, self.bg
        if 7 in self.on:
            fg, bg = bg or BACKGROUND, fg
        return fg, bg, 1 in self.on, 2 in self.on, 4 in self.on


def cells(line, style):
    """The cells of a line as (column, text, style)."""
    col = 0
    for part in re.split(r"(\x1b\[[0-9;]*m|\x1b\([0AB]|[\x0e\x0f])", line):
        if part.startswith("\x1b["):
            style.apply(part[2:-1])
        elif not part.startswith(("\x1b", "\x0e", "\x0f")):
            for char in part:
                yield col, char, style.key()
                col += 2 if unicodedata.east_asian_width(char) in "WF" else 1


def runs(line, style):
    """Neighbours of one style and one kind."""
    kept = []
    for col, char, key in cells(line, style):
        kind = char if char in EIGHTHS or char in SHADES or char == "─" else "text"
        if kept and kept[-1][2] == key and kept[-1][3] == kind and kept[-1][0] + kept[-1][4] == col:
            kept[-1][1] += char
            kept[-1][4] += 1
        else:
            kept.append([col, char, key, kind, 1])
    return kept


def rect(x, y, width, height, fill, opacity=1.0):
    shade = "" if opacity == 1.0 else ' opacity="%.2f"' % opacity
    return '<rect x="%g" y="%g" width="%g" height="%g" fill="%s"%s/>' % (x, y, width, height, fill, shade)


def draw(run, row):
    col, text, (fg, bg, bold, dim, underline), kind, count = run
    x, y = PAD + col * WIDTH, PAD + row * HEIGHT
    if bg:
        yield rect(x, y, count * WIDTH, HEIGHT, bg)
    if underline:
        yield rect(x, y + HEIGHT - 2, count * WIDTH, 1, fg, 0.6)
    if kind in EIGHTHS:
        high = HEIGHT * EIGHTHS[kind] / 8
        yield rect(x, y + HEIGHT - high, count * WIDTH, high, fg)
    elif kind in SHADES:
        yield rect(x, y, count * WIDTH, HEIGHT, fg, SHADES[kind])
    elif kind == "─":
        yield rect(x, y + HEIGHT / 2 - 0.5, count * WIDTH, 1, fg)
    else:
        look = (' font-weight="bold"' if bold else "") + (' opacity="0.7"' if dim else "")
        for word in re.finditer(r"\S+( \S+)*", text):
            yield '<text x="%d" y="%d" textLength="%d" fill="%s"%s>%s</text>' % (
                x + word.start() * WIDTH, y + BASE, len(word.group()) * WIDTH, fg, look, escape(word.group()))


def main():
    columns, title = int(sys.argv[1]), sys.argv[2]
    style = Style()
    lines = sys.stdin.read().rstrip("\n").split("\n")
    width, height = columns * WIDTH + 2 * PAD, len(lines) * HEIGHT + 2 * PAD
    print('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" '
          'aria-label=%s font-family="DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="13">'
          % (width, height, width, height, quoteattr(title)))
    print('<rect width="100%%" height="100%%" rx="6" fill="%s"/>' % BACKGROUND)
    for row, line in enumerate(lines):
        for run in runs(line, style):
            for element in draw(run, row):
                print(element)
    print("</svg>")


main()
