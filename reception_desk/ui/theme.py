"""How the program looks: colour tables, fonts by role, sizes. Fusion with our own palette; no style sheet.

An application style sheet costs start-up time with every input, so outlines and grounds are painted by the widgets
themselves. A widget asks `tokens()` while painting and gets the table that the palette was made from.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from reception_desk.resources import resource

FAMILIES = ("Segoe UI", "Microsoft YaHei UI", "Noto Sans SC")
BUNDLED = ("Noto Sans SC",)
"""For tests and the tour: the same page on every machine."""
BASE_SIZE = 9.0
"""Points; other text sizes scale every role by the same factor."""

TOP_BAR, RAIL_WIDTH, BANNER, STEPS, FOOTER = 48, 104, 48, 32, 52
INPUT, BIG, SMALL, BAR_BUTTON, HEAD, ROW = 32, 40, 26, 28, 28, 32
PAGE_X, PAGE_Y, CARD_GAP, COLUMN_GAP = 16, 12, 8, 12
RADIUS, CARD_RADIUS = 4.0, 6.0


def _c(value: str) -> QColor:
    return QColor(value)


@dataclass(frozen=True)
class Tokens:
    """One colour table; the names are those of the design tokens."""

    window: QColor
    surface: QColor
    rail: QColor
    sunken: QColor
    border: QColor
    hair: QColor
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


LIGHT = Tokens(
    window=_c("#F3F5F7"),
    surface=_c("#FFFFFF"),
    rail=_c("#E9EDF1"),
    sunken=_c("#F7F8FA"),
    border=_c("#D6DBE1"),
    hair=_c("#E7EAEE"),
    ctl=_c("#7A8390"),
    text=_c("#1B2128"),
    text2=_c("#48525E"),
    ph=_c("#6B6B6B"),
    pri=_c("#0F5AB4"),
    pri_hover=_c("#0C4C99"),
    onpri=_c("#FFFFFF"),
    sel=_c("#E1EDFA"),
    selb=_c("#0F5AB4"),
    link=_c("#0F5AB4"),
    amber=_c("#8A4B00"),
    amberbg=_c("#FFF5E3"),
    amberbd=_c("#D9A95B"),
    red=_c("#B3261E"),
    redbg=_c("#FDEEEC"),
    redbd=_c("#DE9A94"),
    green=_c("#1B6E3C"),
    greenbg=_c("#EAF5EE"),
    greenbd=_c("#8DBF9F"),
    cap=_c("#F3F5F7"),
    cap_edge=_c("#BFC6CE"),
    tick=_c("#48525E"),
    car_line=_c("#39424D"),
    car_detail=_c("#9AA4AF"),
    car_glass=_c("#EDF1F5"),
    old_mark=_c("#6A737E"),
    states={
        "booked": _c("#5B6470"),
        "confirmed": _c("#5B6470"),
        "arrived": _c("#0B5CAD"),
        "waiting": _c("#8A4B00"),
        "in_work": _c("#1F6F78"),
        "parts": _c("#7A3E9D"),
        "qc": _c("#3D5A99"),
        "ready": _c("#1B6E3C"),
        "closed": _c("#5B6470"),
        "cancelled": _c("#5B6470"),
        "moved": _c("#5B6470"),
        "no_show": _c("#5B6470"),
        "late": _c("#B3261E"),
        "soon": _c("#8A4B00"),
    },
)

TABLES = (LIGHT,)
_BY_WINDOW = {table.window.rgb(): table for table in TABLES}


def tokens() -> Tokens:
    """The table in force, told by the application's palette (a widget's own may be changed)."""
    return _BY_WINDOW.get(QApplication.palette().color(QPalette.ColorRole.Window).rgb(), LIGHT)


def palette(table: Tokens) -> QPalette:
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


def dress(
    app: QApplication, *, families: tuple[str, ...] = FAMILIES, table: Tokens = LIGHT, size: float = BASE_SIZE
) -> None:
    """Give the application its style, fonts and colours; once, before the first window."""
    app.setStyle("Fusion")
    app.setPalette(palette(table))
    load_fonts()
    base = QFont(list(families))
    base.setPointSizeF(size)
    app.setFont(base)


def load_fonts() -> None:
    if "Noto Sans SC" not in QFontDatabase.families():
        for weight in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(str(resource("fonts", f"NotoSansSC-{weight}.ttf")))


_HALF_WIDTH, _OWN_WIDTH = QFont.Tag("halt"), QFont.Tag("pwid")


def tune(language: str) -> None:
    """Fit the fonts to the screen's language: Noto Sans SC draws the dot and the apostrophe as wide as a Chinese
    character, which tears Latin words apart. Call before `Voice.speak`."""
    QApplication.setFont(_fitted(QApplication.font(), language))
    for widget in QApplication.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            widget.setFont(_fitted(widget.font(), language))


def _fitted(font_: QFont, language: str) -> QFont:
    made = QFont(font_)
    for feature in (_HALF_WIDTH, _OWN_WIDTH):
        if language.startswith("zh"):
            made.unsetFeature(feature)
        else:
            made.setFeature(feature, 1)
    return made


_ROLES: dict[str, tuple[float, QFont.Weight, float]] = {
    # role: points at the base size, weight, letter spacing in px
    "body": (9, QFont.Weight.Normal, 0),
    "strong": (9, QFont.Weight.DemiBold, 0),
    "plate_row": (9, QFont.Weight.Bold, 0),
    "cap": (8.25, QFont.Weight.Normal, 0),
    "key": (10.5, QFont.Weight.DemiBold, 0),
    "page": (12, QFont.Weight.DemiBold, 0),
    "total": (18, QFont.Weight.DemiBold, 0),
    "plate": (18, QFont.Weight.Bold, 0.5),
    "pay": (26, QFont.Weight.DemiBold, 0),
}


def font(role: str = "body") -> QFont:
    """The application's font in the size and weight of a role."""
    points, weight, spacing = _ROLES[role]
    made = QFont(QApplication.font())
    made.setPointSizeF(points * made.pointSizeF() / BASE_SIZE)
    made.setWeight(weight)
    if role in ("plate", "plate_row"):
        made.setFeature(_HALF_WIDTH, 1)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return made


def recolour(widget: QWidget, colour: QColor) -> None:
    """Give a label or other text widget its text colour."""
    own = widget.palette()
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        own.setColor(role, colour)
    widget.setPalette(own)
