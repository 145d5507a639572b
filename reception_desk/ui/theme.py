"""How the program looks: the colour table, fonts and sizes in force. Fusion with our own palette; no style sheet.

An application style sheet costs start-up time with every input, so outlines and grounds are painted by the widgets
themselves. A widget asks `tokens()`, `font()` and `sizes()` while painting and while telling its size, and gets what
the application wears now. What it has set on itself (a font, a fixed height, a colour) it sets again in its method
`redress()`, which `wear` calls; fixed sizes are set with `hold`, which does that by itself.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from reception_desk.resources import resource
from reception_desk.ui import colours
from reception_desk.ui.colours import DARK, LIGHT, Tokens
from reception_desk.ui.sizes import Sizes

BUNDLED = ("Reception Dot", "Noto Sans SC")
"""For tests and the tour: the same page on every machine. The first holds nothing but a middle dot that is not as wide
as a Chinese character (tools/dot_font.py)."""
FAMILIES = ("Segoe UI", "Microsoft YaHei UI", *BUNDLED)
BASE_SIZE = 9.0
"""Points; other text sizes scale every role by the same factor."""
POINTS = {"normal": 9.0, "large": 10.5, "largest": 12.0}
COMPUTER, CONTRAST, AUTO = "computer", "contrast", "auto"

PAGE_X, PAGE_Y, CARD_GAP, COLUMN_GAP = 16, 12, 8, 12
"""White space stays as it is in every text size: at the large ones room is what lacks most."""
RADIUS, CARD_RADIUS = 4.0, 6.0


# Colours


def tokens() -> Tokens:
    """The table in force, told by the application's palette (a widget's own may be changed)."""
    return _table() or colours.read_off(QApplication.palette())


@cache
def _table() -> Tokens | None:
    """None where it is read off the palette, which the computer may change. Kept: a page asks hundreds of times."""
    found = _BY_WINDOW.get(QApplication.palette().color(QPalette.ColorRole.Window).rgb())
    return found or (None if _worn("shown", "light") == CONTRAST else LIGHT)


def _forget() -> None:
    """The application wears something else."""
    for told in (_table, sizes, _font):
        told.cache_clear()


_BY_WINDOW = {table.window.rgb(): table for table in (LIGHT, DARK)}


def _worn(name: str, default: str) -> str:
    """A choice that the application keeps for as long as it runs."""
    app = QCoreApplication.instance()
    kept = app.property(f"look.{name}") if app is not None else None
    return kept if isinstance(kept, str) else default


def _keep(name: str, value: str) -> None:
    app = QCoreApplication.instance()
    if app is not None and value:
        app.setProperty(f"look.{name}", value)
        _forget()


def shown_look() -> str:
    """The look in force: light, dark or contrast; "computer" is resolved."""
    look = _worn("look", COMPUTER)
    return look if look != COMPUTER else computer_look()


def computer_look() -> str:
    """What the computer shows: light, dark or contrast."""
    hints = QApplication.styleHints()  # held, or what it gives is gone at once
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def contrast_palette() -> QPalette:
    """The computer's own palette, untouched, where it shows high contrast; else black, white and yellow."""
    return QPalette() if computer_look() == CONTRAST else colours.contrasting_palette()


def _paint(look: str) -> None:
    """Give the application its palette."""
    _keep("shown", look)
    QApplication.setPalette(contrast_palette() if look == CONTRAST else colours.palette(colours.TABLES[look]))
    _forget()


def recolour(widget: QWidget, colour: QColor) -> None:
    """Give a label or other text widget its text colour."""
    own = widget.palette()
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        own.setColor(role, colour)
    widget.setPalette(own)


# Sizes


@lru_cache(maxsize=8)
def _sizes(points: float, touch: bool) -> Sizes:
    return Sizes(points / BASE_SIZE, touch)


@cache
def sizes() -> Sizes:
    return _sizes(QApplication.font().pointSizeF(), touched())


def px(base: float) -> int:
    """A length at the base size as it is in the text size in force."""
    return sizes().px(base)


def touched() -> bool:
    """Whether things are as large as a finger wants them."""
    wish = _worn("touch", AUTO)
    return wish == "on" or (wish == AUTO and _worn("finger", "") == "seen")


def worn_board() -> str:
    """How the cars of the day are to stand, a code of `Staff.board`."""
    return _worn("board", "columns")


def hold(
    widget: QWidget,
    *,
    width: int | str = 0,
    height: int | str = 0,
    least_width: int | str = 0,
    least_height: int | str = 0,
) -> None:
    """Fixed and least sizes that follow the text size: pixels at the base size, or the name of one of the `Sizes`.
    Called again it replaces them."""
    widget.setProperty("held", (width, height, least_width, least_height))
    _hold(widget, sizes())


def _hold(widget: QWidget, now: Sizes) -> None:
    kept = widget.property("held")
    if kept is None:
        return
    ways = (widget.setFixedWidth, widget.setFixedHeight, widget.setMinimumWidth, widget.setMinimumHeight)
    for size, put in zip(kept, ways, strict=True):
        if size:
            put(now.px(size) if isinstance(size, int) else getattr(now, size))


# Fonts


def load_fonts() -> None:
    known = QFontDatabase.families()
    for family, file in zip(BUNDLED, ("ReceptionDot", "NotoSansSC"), strict=True):
        for weight in ("Regular", "Bold") if family not in known else ():
            QFontDatabase.addApplicationFont(str(resource("fonts", f"{file}-{weight}.ttf")))


_HALF_WIDTH, _OWN_WIDTH = QFont.Tag("halt"), QFont.Tag("pwid")


def tune(language: str) -> None:
    """Fit the fonts to the screen's language: Noto Sans SC draws the apostrophe as wide as a Chinese character, which
    tears Latin words apart. Call before `Voice.speak`."""
    QApplication.setFont(_fitted(QApplication.font(), language))
    _forget()
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
    return QFont(_font(role))


@cache
def _font(role: str) -> QFont:
    points, weight, spacing = _ROLES[role]
    made = QFont(QApplication.font())
    made.setPointSizeF(points * made.pointSizeF() / BASE_SIZE)
    made.setWeight(weight)
    if role in ("plate", "plate_row"):
        made.setFeature(_HALF_WIDTH, 1)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return made


# Dressing


STYLE = "Fusion"


def dress(
    app: QApplication, *, families: tuple[str, ...] = FAMILIES, look: str = COMPUTER, size: float = BASE_SIZE
) -> None:
    """Give the application its style, fonts and colours; once, before the first window."""
    if app.property("style") != STYLE:  # a call hands the style back, and its types cost a start 10 ms
        app.setStyle(STYLE)
        app.setProperty("style", STYLE)
    for name, value in (("look", look), ("touch", AUTO), ("finger", "none")):
        _keep(name, value)
    _paint(shown_look())
    load_fonts()
    base = QFont(list(families))
    base.setPointSizeF(size)
    app.setFont(base)
    _forget()
    if not app.property("look.follows"):
        app.setProperty("look.follows", True)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(_computer_changed)
        hints.accessibility().contrastPreferenceChanged.connect(_computer_changed)


def _computer_changed(_told: object = None) -> None:
    """The computer went dark or light: so does the program, where it was asked to follow."""
    if _worn("look", COMPUTER) == COMPUTER:
        _paint(shown_look())
        redress()


def finger_seen() -> None:
    """The screen was touched: where nobody decided, everything grows to what a finger can hit."""
    before = touched()
    _keep("finger", "seen")
    if touched() != before:
        redress()


def wear(*, look: str = "", size: str = "", touch: str = "", board: str = "") -> None:
    """Change the look, text size, touch mode or form of the board (codes of `Staff`) at once; what is not named stays.
    Windows stay as they are: focus, carets, lists and what can be undone are not touched."""
    before = (_worn("shown", ""), QApplication.font().pointSizeF(), touched(), worn_board())
    _keep("look", look)
    _keep("touch", touch)
    _keep("board", board)
    if size and POINTS[size] != before[1]:
        base = QFont(QApplication.font())
        base.setPointSizeF(POINTS[size])
        QApplication.setFont(base)
        _forget()
    if shown_look() != before[0]:
        _paint(shown_look())
    if (shown_look(), QApplication.font().pointSizeF(), touched(), worn_board()) != before:
        redress()


def redress() -> None:
    """Let every widget take what it has set on itself once more, and paint itself anew."""
    now = sizes()
    for widget in QApplication.allWidgets():
        if not widget.window().isVisible():
            continue  # of a window that was closed
        for kind in (QEvent.Type.ApplicationFontChange, QEvent.Type.ApplicationPaletteChange):
            QCoreApplication.sendEvent(widget, QEvent(kind))
        _hold(widget, now)
        own = getattr(widget, "redress", None)
        if callable(own):
            own()
        if isinstance(widget, QAbstractItemView):
            widget.scheduleDelayedItemsLayout()
        widget.updateGeometry()
        widget.update()
