"""Somebody who presses anything: keys, mouse, fingers and odd words over the real window, by a seed.

The same seed means to do the same; timers and other processes may lead it elsewhere. `monkey_walk` watches it.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.package import Package
from reception_desk.sweeping import sweep
from reception_desk.ui import keys
from reception_desk.ui.main_window import MainWindow
from tests import shops

NAMED = (
    "Tab", "Backtab", "Return", "Shift+Return", "Escape", "Space", "Up", "Down", "Left", "Right", "Home",
    "End", "PgUp", "PgDown", "Del", "Backspace", "F2", "F2", "F4", "Alt+Up", "Alt+Down", "Ctrl+Del", "Ctrl+A",
    "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Home", "Ctrl+End", "Shift+F10", "Alt+1", "Alt+2", "Alt+3", "Alt+4",
    "1", "2", "3", "9", "N", "S", "/", "Menu", "Insert", "Shift+Tab", "Ctrl+Tab", "Ctrl+Shift+Tab",
)  # fmt: skip
WORDS = (
    "粤BD12345", "B77001", "王伟", "F300", "L100", "S10", "LF-3412", "wash", "lfd s2", "hood k3 long",
    "500", "0", "-1", "1e309", "99999999999", "0.005", "1,5", "50%", "-50%", "110%", "9:30",
    "25:61", "11-24 9:30", "31/2", "2026-13-40", "999999999999991900", "13800138000",
    "+1 (555) 0100", "LGXC16DF1N0123456", "> print", "> ", "=1+1", "'; drop table visit; --",
    "%_*'", "Ⅷ①½", "０１２", "😀🚗", "مرحبا", "e\u0301\u200d\u200b", "\u202etest", "a\tb", "\ufeff",
    "\x07", "长" * 80, "x" * 300,
)  # fmt: skip
WORKED = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractButton)
SIZES = ((1366, 690), (960, 540), (1093, 560), (1600, 900), (1920, 1000))
_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SKIPPED = frozenset({"full_screen"})


class Monkey:
    def __init__(self, window: MainWindow, seed: int, tell: Callable[[str], None]) -> None:
        self.window, self._tell = window, tell
        self.random = random.Random(seed)
        self.done: deque[str] = deque(maxlen=60)
        self.troubles: dict[str, int] = {}
        self._finger = QTest.createTouchDevice()
        self._commands = [one for one in keys.commands() if one.keys and not one.own and one.name not in SKIPPED]
        self._acts: list[tuple[int, Callable[[], str]]] = [
            (30, self.click),
            (22, self.key),
            (12, self.type),
            (6, self.command),
            (6, self.tap),
            (4, self.order),
            (2, self.right_click),
            (3, self.double_click),
            (3, self.undo_chain),
            (2, self.paste),
            (2, self.drag),
            (2, self.speak_both_ways),
            (1, self.speak),
            (1, self.wear),
            (2, self.wait),
            (7, self.go),
            (3, self.work),
            (1, self.resize),
        ]
        window.room.troubled.connect(self._troubled)

    def _troubled(self, trouble: DeskError) -> None:
        said = self.window.voice.say(trouble.say)
        self.troubles[said] = self.troubles.get(said, 0) + 1

    def step(self) -> None:
        """One thing; a list or a menu that is open is closed before half of them."""
        if QApplication.activePopupWidget() is not None and self.random.random() < 0.5:
            self._send(Qt.Key.Key_Escape, _PLAIN)
        act = self.random.choices([act for _, act in self._acts], [weight for weight, _ in self._acts])[0]
        self.done.append(f"{act.__name__}…")
        self._tell(self.done[-1])
        self.done[-1] = f"{act.__name__} {act()}"
        QCoreApplication.processEvents()

    # Where

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or self.window

    def _seen(self, *kinds: type[QWidget]) -> list[QWidget]:
        top = self._top()
        seen = [one for one in (*top.findChildren(QWidget), top) if one.isVisible() and one.isEnabled()]
        return [one for one in seen if (not kinds or isinstance(one, kinds)) and not one.visibleRegion().isEmpty()]

    def _pick(self) -> QWidget | None:
        """One of each sort is as likely as one of any other."""
        sorts: dict[str, list[QWidget]] = {}
        for one in self._seen():
            takes = one.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(one, QAbstractButton)
            if takes or one is self._top() or self.random.random() < 0.02:
                sorts.setdefault(f"{type(one).__name__}{one.objectName().partition('.')[0]}", []).append(one)
        if not sorts:
            return None
        found = self.random.choice(sorts[self.random.choice(sorted(sorts))])
        return found.viewport() if isinstance(found, QAbstractScrollArea) else found

    def _point(self, widget: QWidget) -> QPoint:
        box = widget.visibleRegion().boundingRect()
        if box.isEmpty():
            return widget.rect().center()
        return QPoint(self.random.randint(box.left(), box.right()), self.random.randint(box.top(), box.bottom()))

    @staticmethod
    def _name(widget: QWidget | None) -> str:
        if widget is not None and not isValid(widget):
            return "a widget that is gone"
        return f"{type(widget).__name__}:{widget.objectName()}" if widget is not None else "-"

    def _here(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    # What

    def click(self) -> str:
        found = self._pick()
        if found is None:
            return "-"
        name, at = self._name(found), self._point(found)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton, _PLAIN, at)
        return f"{name} {at.x()},{at.y()}"

    def double_click(self) -> str:
        found = self._pick()
        if found is None:
            return "-"
        name = self._name(found)
        QTest.mouseDClick(found, Qt.MouseButton.LeftButton, _PLAIN, self._point(found))
        return name

    def right_click(self) -> str:
        from PySide6.QtGui import QContextMenuEvent

        found = self._pick()
        if found is None:
            return "-"
        name, at = self._name(found), self._point(found)
        QTest.mouseClick(found, Qt.MouseButton.RightButton, _PLAIN, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, found.mapToGlobal(at))
        QCoreApplication.sendEvent(found, event)
        return name

    def drag(self) -> str:
        found = self._pick()
        if found is None:
            return "-"
        name, one, other = self._name(found), self._point(found), self._point(found)
        QTest.mousePress(found, Qt.MouseButton.LeftButton, _PLAIN, one)
        QTest.mouseMove(found, other)
        if found.isVisible():
            QTest.mouseRelease(found, Qt.MouseButton.LeftButton, _PLAIN, other)
        return name

    def tap(self) -> str:
        """A finger, short or held."""
        found = self._pick()
        if found is None:
            return "-"
        at = found.mapTo(found.window(), self._point(found))
        name, handle = self._name(found), found.window().windowHandle()
        held = self.random.random() < 0.15
        if handle is not None:
            QTest.touchEvent(handle, self._finger).press(0, at).commit()
            QTest.qWait(600 if held else 0)
            QTest.touchEvent(handle, self._finger).release(0, at).commit()
        return name

    def key(self) -> str:
        name = self.random.choice(NAMED)
        times = self.random.choice((1, 1, 1, 2, 5))
        for _ in range(times):
            code = QKeySequence.fromString(name)[0]  # type: ignore[index]  # not in its stubs
            self._send(code.key(), code.keyboardModifiers())
        return f"{name} x{times} in {self._name(QApplication.focusWidget())}"

    def _send(self, key: Qt.Key, held: Qt.KeyboardModifier, letter: str = "") -> None:
        """Each part goes to what is in front then: a key may close its window, and Alt alone closes a menu."""
        self._tell(f"  {letter or key} {held}")
        for modifier, name in ((_SHIFT, Qt.Key.Key_Shift), (_CTRL, Qt.Key.Key_Control), (_ALT, Qt.Key.Key_Alt)):
            if held & modifier and QApplication.activePopupWidget() is not None:
                self._part(QTest.keyPress, name, _PLAIN)
        self._part(QTest.keyPress, letter or key, held)
        self._part(QTest.keyRelease, letter or key, held)

    def _part(self, part: Callable[..., None], key: Qt.Key | str, held: Qt.KeyboardModifier) -> None:
        top = self._top()
        handle = top.windowHandle()
        if handle is not None:
            part(handle, key, held)
        QCoreApplication.processEvents()

    def command(self) -> str:
        one = self.random.choice(self._commands)
        code = QKeySequence.fromString(self.random.choice(one.keys))[0]  # type: ignore[index]
        self._send(code.key(), code.keyboardModifiers())
        return one.name

    def order(self) -> str:
        """What `>` would offer here."""
        here = [one for one in self.window.commands.here() if one.name not in SKIPPED]
        name = self.random.choice(here).name
        self.window.commands.do(name)
        return name

    def type(self) -> str:
        text = self.random.choice(WORDS)
        for letter in text[:40]:
            if letter.isascii() and letter.isprintable():
                self._send(Qt.Key(ord(letter.upper())), _SHIFT if letter.isupper() else _PLAIN, letter)
            else:
                event = QInputMethodEvent("", [])
                event.setCommitString(letter)
                QCoreApplication.sendEvent(self._here(), event)
        if self.random.random() < 0.5:
            self._send(Qt.Key.Key_Return, _PLAIN)
        return f"{text[:40]!r} in {self._name(QApplication.focusWidget())}"

    def paste(self) -> str:
        QApplication.clipboard().setText(self.random.choice((*WORDS, "a\nb\r\nc", "字" * 5000)))
        self._send(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        return self._name(QApplication.focusWidget())

    def undo_chain(self) -> str:
        """Some steps back, the other language between them, and some of them forward again."""
        undo, back = self.window.room.undo, self.random.randint(1, 12)
        for _ in range(back):
            undo.undo()
        if self.random.random() < 0.3:
            self.speak()
        for _ in range(self.random.randint(0, back)):
            undo.redo()
        return str(back)

    def _typed(self) -> dict[QWidget, str]:
        lines: dict[QWidget, str] = {one: one.text() for one in self._seen(QLineEdit) if isinstance(one, QLineEdit)}
        return {
            **lines,
            **{one: one.toPlainText() for one in self._seen(QPlainTextEdit) if isinstance(one, QPlainTextEdit)},
            **{one: str(one.currentIndex()) for one in self._seen(QComboBox) if isinstance(one, QComboBox)},
        }

    def speak_both_ways(self) -> str:
        """What is typed and where the focus is stays, whatever is spoken in between."""
        was = self.window.voice.language.code
        ways = ("zh_CN" if was == "en" else "en", was)
        self._speak(*ways)  # times of today are shown with their day once it is another one
        typed, focus = self._typed(), QApplication.focusWidget()
        self._speak(*ways)
        now = self._typed()
        changed = [
            (self._name(one), typed[one], now[one]) for one in typed.keys() & now.keys() if typed[one] != now[one]
        ]
        assert not changed, f"the languages' round trip changed {changed}"
        if isinstance(focus, WORKED):
            here = QApplication.focusWidget()
            assert here is focus, f"{self._name(focus)} lost the focus to {self._name(here)}"
        return was

    def _speak(self, *codes: str) -> None:
        for code in codes:
            self.window.speak(code)
            for _ in range(3):
                QCoreApplication.processEvents()

    def speak(self) -> str:
        code = self.random.choice(("en", "zh_CN"))
        self.window.speak(code)
        return code

    def wear(self) -> str:
        name, values = self.random.choice(
            (
                ("look", ("computer", "light", "dark", "contrast")),
                ("text_size", ("normal", "large", "largest")),
                ("touch", ("auto", "on", "off")),
                ("board", ("auto", "table", "columns")),
            )
        )
        chosen = self.random.choice(values)
        self.window.room.wear(**{name: chosen})
        return f"{name} {chosen}"

    def wait(self) -> str:
        """Time goes on, by minutes or by days."""
        clock = self.window.desk.clock
        assert isinstance(clock, FixedClock)
        seconds = self.random.choice((1, 61, 600, 4 * 3600, 30 * 3600))
        clock.advance(seconds)
        self.window.tick()
        sweep()
        return str(seconds)

    def go(self) -> str:
        """To a visit, wherever the hands have strayed."""
        rows = [row for row in self.window.desk.board.today() if row.visit is not None]
        if not rows or self.random.random() < 0.2:
            place = self.random.choice(("today", "settings", "booking", "debts"))
            self.window.open_place(place)
            return place
        row = self.random.choice(rows)
        assert row.visit is not None
        step = self.random.randint(0, 4)
        self.window.open_visit(row.visit.id, step)
        return f"{row.visit.number} {step}"

    def work(self) -> str:
        """Somebody who knows how does the next thing for a visit: the walk comes to where few hands stray."""
        desk = self.window.desk
        rows = [row for row in desk.board.today() if row.visit is not None]
        if not rows:
            return "-"
        row = self.random.choice(rows)
        assert row.visit is not None
        visit = row.visit.id
        onward = self._onward(visit)
        self.window.flush()
        if self.random.random() < 0.5:
            chosen = list(onward)[: self.random.randint(1, len(onward))]
        else:
            onward |= self._odd(visit)
            chosen = [self.random.choice(sorted(onward))]
        for name in chosen:
            self.window.room.try_to(onward[name])
        return f"{row.visit.number} up to {chosen[-1]}"

    def _onward(self, visit: str) -> dict[str, Callable[[], object]]:
        """A visit's way, step by step."""
        desk = self.window.desk
        return {
            "read": lambda: shops.check_in(desk, visit),
            "order": lambda: desk.ordering.add_package(shops.file(desk, visit).work_order.id, _package(desk)),
            "ok": lambda: shops.ok(desk, visit),
            "begin": lambda: desk.workshop.move(visit, "in_work"),
            "finish": lambda: shops.finish(desk, visit),
            "pay": lambda: desk.settlement.pay(
                visit, kind="cash", received=desk.settlement.due(shops.file(desk, visit))
            ),
            "issue": lambda: desk.settlement.issue(visit),
            "hand back": lambda: shops.hand_back(desk, visit),
            "close": lambda: desk.settlement.close(visit, rest_on_account=True, open_items=True),
        }

    def _odd(self, visit: str) -> dict[str, Callable[[], object]]:
        """What happens on the way now and then."""
        desk = self.window.desk
        papers = [paper.id for paper in desk.papers.of_visit(visit)] or [""]
        payments = [payment.id for payment in shops.file(desk, visit).payments] or [""]
        return {
            "deposit": lambda: desk.settlement.deposit(visit, kind="card", received=10_000),
            "credit": lambda: desk.settlement.credit(self.random.choice(papers), reason="a wrong price"),
            "take back": lambda: desk.settlement.take_back(self.random.choice(payments)),
            "give back": lambda: desk.settlement.give_back(visit, kind="cash"),
            "pay off": lambda: desk.accounts.pay_off(visit, kind="cash", received=20_000),
            "receipt": lambda: desk.receipts.issue(visit),
            "late": lambda: desk.late.begin(visit),
            "caught up": lambda: desk.late.catch_up(visit),
            "again": lambda: desk.workshop.move(visit, "ready", reason="a noise"),
        }

    def resize(self) -> str:
        width, height = self.random.choice(SIZES)
        self.window.resize(width, height)
        return f"{width}x{height}"


def _package(desk: Desk) -> str:
    return min(package.id for package in desk.sheets.all(Package))
