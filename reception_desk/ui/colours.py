"""The colour tables: light, dark, and the one that is read off a palette of high contrast. The names are those of the
design tokens."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

STATES = (
    "booked",
    "confirmed",
    "arrived",
    "waiting",
    "in_work",
    "parts",
    "qc",
    "ready",
    "closed",
    "cancelled",
    "moved",
    "no_show",
    "late",
    "soon",
)
READABLE = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
STRONG = 7.0
"""What text on a chosen row keeps in a table of high contrast."""


class Tokens(NamedTuple):
    """One colour table."""

    window: QColor
    surface: QColor
    rail: QColor
    sunken: QColor
    border: QColor
    hair: QColor
    hover: QColor
    ctl: QColor
    text: QColor
    text2: QColor
    ph: QColor
    pri: QColor
    pri_hover: QColor
    onpri: QColor
    sel: QColor
    selb: QColor
    link: QColor
    amber: QColor
    amberbg: QColor
    amberbd: QColor
    red: QColor
    redbg: QColor
    redbd: QColor
    green: QColor
    greenbg: QColor
    greenbd: QColor
    cap: QColor
    cap_edge: QColor
    tick: QColor
    car_line: QColor
    car_detail: QColor
    car_glass: QColor
    old_mark: QColor
    states: dict[str, QColor]

    def level(self, level: str) -> tuple[QColor, QColor, QColor]:
        """Text, ground and outline of a check, stop or done; anything else is plain."""
        return {
            "check": (self.amber, self.amberbg, self.amberbd),
            "stop": (self.red, self.redbg, self.redbd),
            "done": (self.green, self.greenbg, self.greenbd),
        }.get(level, (self.text2, self.surface, self.border))

    def state(self, code: str) -> QColor:
        return self.states.get(code, self.text2)


def _table(colours: str, states: str) -> Tokens:
    """A table from its hex values: colours in the order of the fields above, states in theirs."""
    names = [name for name in Tokens._fields if name != "states"]
    own = {name: QColor(value) for name, value in zip(names, colours.split(), strict=True)}
    return Tokens(**own, states={code: QColor(value) for code, value in zip(STATES, states.split(), strict=True)})


LIGHT = _table(
    """
    #F3F5F7 #FFFFFF #E9EDF1 #F7F8FA #D6DBE1 #E7EAEE #E7EAEE #7A8390
    #1B2128 #48525E #6A6A6A
    #0F5AB4 #0C4C99 #FFFFFF #E1EDFA #0F5AB4 #0F5AB4
    #8A4B00 #FFF5E3 #D9A95B #B3261E #FDEEEC #DE9A94 #1B6E3C #EAF5EE #8DBF9F
    #F3F5F7 #BFC6CE #48525E
    #39424D #9AA4AF #EDF1F5 #6A737E
    """,
    """
    #5B6470 #5B6470 #0B5CAD #8A4B00 #1F6F78 #7A3E9D #3D5A99 #1B6E3C #5B6470 #5B6470 #5B6470 #5B6470 #B3261E #8A4B00
    """,
)
DARK = _table(
    """
    #1E1E1E #2B2B2B #181818 #252525 #424242 #383838 #383838 #8A8A8A
    #EDEFF1 #B9C0C8 #A2A8AF
    #3074CD #2A6DC4 #FFFFFF #23384F #7FB6F0 #8FC0F4
    #F0B45A #3A2E1A #8A6B34 #F2A09A #3F2523 #96544F #7FD19B #20342A #4C7F5F
    #333333 #5A5A5A #B9C0C8
    #D5DAE0 #7F8790 #3A3F45 #A9B2BD
    """,
    """
    #A9B2BD #A9B2BD #7FB6F0 #F0B45A #7CCBD3 #CDA2E8 #A9BFEF #7FD19B #A9B2BD #A9B2BD #A9B2BD #A9B2BD #F2A09A #F0B45A
    """,
)
TABLES = {"light": LIGHT, "dark": DARK}


def palette(table: Tokens) -> QPalette:
    """What Qt's own parts are painted with."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, table.window),
        (role.WindowText, table.text),
        (role.Base, table.surface),
        (role.AlternateBase, table.sunken),
        (role.Text, table.text),
        (role.Button, table.surface),
        (role.ButtonText, table.text),
        (role.Highlight, table.sel),
        (role.HighlightedText, table.text),
        (role.Accent, table.pri),
        (role.Link, table.link),
        (role.PlaceholderText, table.ph),
        (role.ToolTipBase, table.surface),
        (role.ToolTipText, table.text),
    ):
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, table.ph)
    return made


def contrasting_palette() -> QPalette:
    """Black, white and yellow, for a computer that has no palette of high contrast of its own."""
    made = QPalette(QColor("#000000"), QColor("#000000"))
    role = QPalette.ColorRole
    black, white, yellow = QColor("#000000"), QColor("#FFFFFF"), QColor("#FFFF00")
    for which in (role.Window, role.Base, role.AlternateBase, role.Button, role.ToolTipBase, role.HighlightedText):
        made.setColor(which, black)
    for which in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText):
        made.setColor(which, white)
    made.setColor(role.PlaceholderText, _dimmed(white, (black,), _soft(black, yellow, white)))
    for which in (role.Highlight, role.Accent, role.Link):
        made.setColor(which, yellow)
    made.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor("#BFBFBF"))
    return made


def read_off(palette_: QPalette) -> Tokens:
    """A table of high contrast out of the roles of a palette, which itself stays as it is."""
    role = QPalette.ColorRole
    roles = (role.Window, role.Base, role.WindowText, role.Text, role.Highlight, role.HighlightedText, role.Link)
    return _read_off(*(palette_.color(QPalette.ColorGroup.Active, each).rgb() for each in roles))


@lru_cache(maxsize=8)
def _read_off(*rgb: int) -> Tokens:
    window, base, on_window, on_base, lit, on_lit, link = (QColor(value) for value in rgb)
    grounds = (window, base)
    ink = on_base if _least(on_base, grounds) >= _least(on_window, grounds) else on_window
    ring = next((colour for colour in (lit, link) if _least(colour, grounds) >= READABLE), ink)
    link = link if _least(link, grounds) >= READABLE else ink
    every = dict.fromkeys(Tokens._fields, ink)
    every |= dict.fromkeys(("window", "rail", "cap"), window)
    every |= dict.fromkeys(("surface", "sunken", "car_glass", "amberbg", "redbg", "greenbg"), base)
    every |= {"pri": lit, "pri_hover": lit, "onpri": on_lit, "selb": ring, "link": link, "red": ring, "amber": ring}
    every["sel"] = every["hover"] = _soft(base, lit, ink)
    every["ph"] = _dimmed(ink, grounds, every["sel"])
    del every["states"]
    return Tokens(**every, states={**dict.fromkeys(STATES, ink), "late": ring, "soon": ring})


def _soft(ground: QColor, lit: QColor, ink: QColor) -> QColor:
    """As much of the lit colour as leaves the words on it well readable."""
    for part in (0.3, 0.25, 0.2, 0.15, 0.1):
        mixed = _mixed(ground, lit, part)
        if contrast(ink, mixed) >= STRONG:
            return mixed
    return ground


def _dimmed(ink: QColor, grounds: tuple[QColor, ...], chosen: QColor) -> QColor:
    """Words that only prompt: told apart from those that were typed, and well readable all the same."""
    for part in (0.35, 0.3, 0.25, 0.2, 0.15):
        mixed = _mixed(ink, grounds[-1], part)
        if _least(mixed, grounds) >= STRONG and contrast(mixed, chosen) >= READABLE:
            return mixed
    return ink


def _mixed(one: QColor, other: QColor, part: float) -> QColor:
    """`part` of the other."""
    return QColor(*(round(a + (b - a) * part) for a, b in zip(_parts(one), _parts(other), strict=True)))


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _least(colour: QColor, grounds: tuple[QColor, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def luminance(colour: QColor) -> float:
    """WCAG 2.2 relative luminance."""

    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
