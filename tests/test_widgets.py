"""The small widgets, driven by keys and mouse as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.forms.words import Text, say, verbatim
from reception_desk.language import Language
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.banner import Banner, BannerFacts, Flag
from reception_desk.ui.widgets.buttons import Button, Chip
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.field_box import FieldBox
from reception_desk.ui.widgets.flow_layout import FlowLayout
from reception_desk.ui.widgets.footer import Footer
from reception_desk.ui.widgets.fuel_gauge import FuelGauge
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.inputs import LineEdit, Memo
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pdf_preview import PdfPreview
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.rail import Rail
from reception_desk.ui.widgets.reason_line import ReasonLine
from reception_desk.ui.widgets.search_box import SearchBox
from reception_desk.ui.widgets.search_hits import Hit
from reception_desk.ui.widgets.state_pill import StatePill
from reception_desk.ui.widgets.steps_bar import StepsBar
from reception_desk.ui.widgets.ticks import Segments, Tick, TickGroup
from reception_desk.ui.widgets.toast import Toast

Show = Callable[[QWidget], QWidget]
CONTROL = Qt.KeyboardModifier.ControlModifier
ABC = [(code, verbatim(word)) for code, word in (("a", "Anna"), ("b", "Bert"), ("c", "Cleo"))]


class Louder(Language):
    """Another language without a catalogue: what is said becomes capitals."""

    def say(self, text: Text) -> str:
        return super().say(text).upper()


@pytest.fixture
def voice(qapp: QApplication) -> Voice:
    theme.dress(qapp, families=theme.BUNDLED)
    return Voice(Language())


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows a widget in a window that has the focus, above a field that can take it away."""
    held: list[QWidget] = []  # the bot holds no reference

    def shown(widget: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.addWidget(widget)
        other = LineEdit()
        other.setObjectName("other")
        column.addWidget(other)
        column.addStretch(1)
        window.resize(900, 500)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        widget.setFocus()
        held.append(window)
        return window

    yield shown
    held.clear()


def test_button_is_as_wide_as_icon_words_and_key_and_speaks_the_new_language(voice: Voice, show: Show) -> None:
    bare, full = Button(voice, say("Print")), Button(voice, say("Print"), icon="printer", key="Ctrl+P")
    assert full.sizeHint().width() >= bare.sizeHint().width() + 16 + 18 + 2 * 8
    assert (bare.sizeHint().height(), Button(voice, say("Go"), kind="primary").sizeHint().height()) == (32, 40)
    voice.speak(Louder())
    assert full.accessibleName() == full.label == "PRINT"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_button_is_pressed_by_enter_and_space(voice: Voice, show: Show, key: Qt.Key, qtbot: QtBot) -> None:
    button = Button(voice, say("Fish & chips"))
    show(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)
    assert button.label == "Fish & chips"


def test_chip_shows_a_tick_as_well_as_a_colour(voice: Voice, show: Show) -> None:
    chip = Chip(voice, say("Brakes"))
    off = chip.sizeHint().width()
    chip.setChecked(True)
    assert chip.sizeHint().width() >= off + 14


def test_pill_offers_only_the_moves_it_is_given(voice: Voice, show: Show, qtbot: QtBot) -> None:
    pill = StatePill(voice)
    moves = [("in_work", say("In work")), ("cancelled", say("Cancelled"))]
    pill.show_state("arrived", say("Checked in"), lambda: moves)
    show(pill)
    menu = pill.make_menu()
    assert [action.text() for action in menu.actions()] == ["In work", "Cancelled"]
    with qtbot.waitSignal(pill.chosen) as told:
        menu.actions()[0].trigger()
    assert told.args == ["in_work"]
    menu.deleteLater()


def test_card_folds_by_key_and_mouse(voice: Voice, show: Show) -> None:
    card = Card(voice, say("Insurance"), foldable=True)
    inside = LineEdit()
    card.body.addWidget(inside)
    show(card)
    assert not inside.isVisible()
    card.header.setFocus()
    QTest.keyClick(card.header, Qt.Key.Key_Space)
    assert inside.isVisible()
    QTest.mouseClick(card.header, Qt.MouseButton.LeftButton)
    assert not inside.isVisible()
    assert card.header.accessibleName() == "Insurance"


def test_field_box_names_its_editor_and_says_what_is_wrong(voice: Voice, show: Show) -> None:
    editor = LineEdit()
    box = FieldBox(voice, say("Odometer"), editor, required=True, hint=say("last 41,230"))
    show(box)
    assert (editor.accessibleName(), editor.accessibleDescription()) == ("Odometer", "last 41,230")
    calm = box.sizeHint().height()
    box.set_problem("check", say("Lower than last time"))
    assert (editor.level, editor.accessibleDescription()) == ("check", "Lower than last time")
    assert box.sizeHint().height() >= calm
    box.set_problem()
    assert (editor.level, editor.accessibleDescription()) == ("", "last 41,230")
    assert box.label.buddy() is editor


def test_inputs_switch_the_input_method_off_on_codes_only(voice: Voice, show: Show) -> None:
    off = Qt.WidgetAttribute.WA_InputMethodEnabled
    show(code := LineEdit(code=True))
    assert not code.testAttribute(off)
    show(free := LineEdit())
    assert free.testAttribute(off)


def test_memo_keeps_enter_and_passes_control_enter_and_tab_on(voice: Voice, show: Show, qtbot: QtBot) -> None:
    memo = Memo()
    show(memo)
    QTest.keyClicks(memo, "squeal")
    QTest.keyClick(memo, Qt.Key.Key_Return)
    QTest.keyClick(memo, Qt.Key.Key_Return, CONTROL)
    assert memo.toPlainText() == "squeal\n"
    with qtbot.waitSignal(memo.left):
        QTest.keyClick(memo, Qt.Key.Key_Tab)


def test_flow_layout_wraps_and_says_how_high_it_is(voice: Voice, show: Show) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    chips = [Chip(voice, verbatim(f"phrase {n}")) for n in range(12)]
    for chip in chips:
        flow.addWidget(chip)
    window = show(holder)
    window.resize(300, 500)
    QApplication.processEvents()
    assert all(chip.geometry().right() < holder.width() for chip in chips)
    assert chips[-1].y() > chips[0].y()
    assert flow.heightForWidth(300) > flow.heightForWidth(2000) == 26


@pytest.mark.parametrize(
    ("keys", "value"), [("5", "5"), ("e", "0"), ("F", "8"), ("0", "0"), ("8", "8"), ("9", ""), ("57", "7")]
)
def test_fuel_gauge_by_letters_and_digits(voice: Voice, show: Show, keys: str, value: str) -> None:
    gauge = FuelGauge(voice)
    show(gauge)
    told: list[str] = []
    gauge.edited.connect(told.append)
    QTest.keyClicks(gauge, keys)
    assert gauge.value == value
    assert told[-1:] == ([value] if value else [])


def test_fuel_gauge_by_mouse_and_arrows(voice: Voice, show: Show) -> None:
    gauge = FuelGauge(voice)
    show(gauge)
    QTest.mouseClick(gauge, Qt.MouseButton.LeftButton, pos=gauge.step_rect(7).center().toPoint())
    assert gauge.value == "7"
    QTest.keyClick(gauge, Qt.Key.Key_Right)
    QTest.keyClick(gauge, Qt.Key.Key_Right)
    assert gauge.value == "8"


def test_pick_by_letter_and_arrow_but_never_by_wheel(voice: Voice, show: Show) -> None:
    pick = Pick(voice, ABC)
    show(pick)
    assert pick.value == ""
    told: list[str] = []
    pick.edited.connect(told.append)
    pick.set_value("a")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pick, turn)
    assert (pick.value, told) == ("a", [])
    QTest.keyClick(pick, Qt.Key.Key_C)
    QTest.keyClick(pick, Qt.Key.Key_Up)
    assert told == ["c", "b"]


def test_pick_keeps_its_code_when_the_language_or_the_list_changes(voice: Voice, show: Show) -> None:
    pick = Pick(voice, ABC)
    pick.set_value("b")
    show(pick)
    voice.speak(Louder())
    assert (pick.value, pick.currentText()) == ("b", "BERT")
    pick.set_choices([*ABC, ("d", verbatim("Dora"))])
    assert pick.value == "b"


def test_tick_tells_of_a_persons_change_only(voice: Voice, show: Show) -> None:
    tick = Tick(voice, say("Washed"))
    show(tick)
    told: list[bool] = []
    tick.edited.connect(told.append)
    tick.set_value(True)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert told == [False]


def test_tick_group_none_excludes_the_others(voice: Voice, show: Show) -> None:
    group = TickGroup(voice, ABC, none="a")
    show(group)
    told: list[tuple[str, ...]] = []
    group.edited.connect(told.append)
    for code in "bcac":
        QTest.mouseClick(group.ticks[code], Qt.MouseButton.LeftButton)
    assert told == [("b",), ("b", "c"), ("a",), ("c",)]


def test_segments_hold_one(voice: Voice, show: Show) -> None:
    segments = Segments(voice, ABC)
    show(segments)
    told: list[str] = []
    segments.edited.connect(told.append)
    segments.set_value("a")
    QTest.mouseClick(segments.buttons["c"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(segments.buttons["c"], Qt.MouseButton.LeftButton)
    assert (segments.value, told) == ("c", ["c", "c"])


def test_info_bar_shows_its_buttons_and_does_what_they_say(voice: Voice, show: Show) -> None:
    bar, done = InfoBar(voice), []
    show(bar)
    bar.tell("check", say("Already here"), [("bar.open", say("Open it"), lambda: done.append("open"))])
    assert bar.isVisible()
    assert bar.height() >= 40
    QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert done == ["open"]
    bar.tell("stop", say("Disk full"))
    assert bar.buttons == []
    bar.clear()
    assert not bar.isVisible()


def test_toast_undoes_once_keeps_the_message_and_goes(voice: Voice, show: Show, qtbot: QtBot) -> None:
    window = show(QWidget())
    toast, undone = Toast(voice, window), []
    toast.tell(say("first"))
    toast.tell(say("line removed"), lambda: undone.append(1))
    assert toast.geometry().bottom() < window.height() - 50
    toast.undo.click()
    assert (undone, toast.isVisible()) == ([1], False)
    assert [str(text) for text in toast.recent] == ["line removed", "first"]
    toast.tell(say("short"), seconds=0)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_toast_keeps_what_can_be_undone_and_makes_room_when_pressed(voice: Voice, show: Show) -> None:
    window = show(QWidget())
    toast = Toast(voice, window)
    toast.tell(say("line removed"), lambda: None)
    toast.mention(say("printed"))
    assert (toast.words.text(), [str(text) for text in toast.recent]) == ("line removed", ["line removed", "printed"])
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not toast.isVisible()
    toast.mention(say("printed again"))
    assert toast.words.text() == "printed again"


def test_what_must_be_read_is_not_pushed_away_by_what_may_be_missed(voice: Voice, show: Show) -> None:
    toast = Toast(voice, show(QWidget()))
    toast.mention(say("printed"))
    toast.mention(say("printed again"))
    assert toast.words.text() == "printed again"
    toast.tell(say("reversed"))
    toast.mention(say("printed a third time"))
    assert (toast.words.text(), str(toast.recent[1])) == ("reversed", "printed a third time")


def test_a_button_that_opens_a_list_says_so(voice: Voice, show: Show) -> None:
    plain, opens = Button(voice, say("Package")), Button(voice, say("Package"), opens=True)
    assert opens.sizeHint().width() - plain.sizeHint().width() >= theme.px(14)
    assert opens.label == "Package", "it is spoken as its words"


def test_steps_and_rail_tell_what_a_person_chose_only(voice: Voice, show: Show) -> None:
    steps = StepsBar(voice, [say("Check-in"), say("Walk-around"), say("Work order")])
    show(steps)
    told: list[object] = []
    steps.chosen.connect(told.append)
    steps.select(1)
    steps.set_mark(0, "tick")
    QTest.mouseClick(steps.buttons[2], Qt.MouseButton.LeftButton)
    rail = Rail(voice, [("today", "calendar-event", say("Today")), ("settings", "settings", say("Settings"))])
    show(rail)
    rail.chosen.connect(told.append)
    rail.show_visit("arrived", "粤B·AD12345")
    rail.select("visit")
    QTest.mouseClick(rail.items["settings"], Qt.MouseButton.LeftButton)
    assert told == [2, "settings"]
    assert rail.items["today"].y() < rail.items["visit"].y() < rail.items["settings"].y()
    rail.show_visit("", "")
    assert not rail.items["visit"].isVisible()


def test_banner_shows_the_facts_for_copying(voice: Voice, show: Show) -> None:
    banner = Banner(voice)
    show(banner)
    flag = Flag("check", say("Inspection due"))
    banner.show_facts(BannerFacts(plate=verbatim("粤B·D12345"), flags=(flag,), state="ready", number="V-261121-007"))
    QApplication.processEvents()
    assert banner.plate.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    shown = [label.text() for label in banner.findChildren(Label) if label.isVisibleTo(banner)]
    assert {"粤B·D12345", "Inspection due", "V-261121-007"} <= set(shown)
    promised = BannerFacts(plate=verbatim("粤B·D12345"), promised=say("Promised"), promised_time=verbatim("17:00"))
    banner.show_facts(promised)
    QApplication.processEvents()
    middle = banner.promised_time.geometry().center().y()
    assert abs(middle - banner.plate.geometry().center().y()) <= 2, "alone it stands in the middle"
    banner.show_facts(BannerFacts())
    assert not banner.pill.isVisible()


def test_words_of_the_banner_stay_while_they_are_the_same(voice: Voice, show: Show) -> None:
    """Each half minute the facts are told again; what is being copied is not taken away."""
    banner = Banner(voice)
    show(banner)
    flags = (Flag("stop", say("Recall")), Flag("check", say("Late")))
    banner.show_facts(BannerFacts(plate=verbatim("粤B·D12345"), flags=flags))
    label = next(one for one in banner.findChildren(Label) if one.text() == "Recall")
    label.setFocus()
    banner.show_facts(BannerFacts(plate=verbatim("粤B·D12345"), flags=tuple(flags)))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert label.hasFocus()
    banner.show_facts(BannerFacts(plate=verbatim("粤B·D12345"), flags=flags[1:]))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [one.text() for one in banner.findChildren(Label) if one.text() in ("Recall", "Late")] == ["Late"]


def test_a_narrow_banner_keeps_the_phone_before_the_second_thing_to_know(voice: Voice, show: Show) -> None:
    banner = Banner(voice)
    window = show(banner)
    flags = (Flag("check", say("owes 120.00, overdue")), Flag("check", say("inspection due 2026-12-04")))
    who = "Shunda Trading Co., Ltd · 160 0085 4410"
    banner.show_facts(BannerFacts(plate=verbatim("粤B·D12345"), customer=verbatim(who), flags=flags, number="V-1"))
    for width, told in ((1300, 2), (800, 1)):
        window.window().resize(width, 500)
        QApplication.processEvents()
        shown = [label for label in banner.findChildren(Label) if label.isVisibleTo(banner) and "2" in label.text()]
        assert sum("owes" in label.text() or "due" in label.text() for label in shown) == told
        assert banner.customer.width() >= banner.customer.sizeHint().width(), "the whole phone is seen"


def test_an_empty_tank_looks_empty_in_high_contrast(voice: Voice, show: Show) -> None:
    gauge = FuelGauge(voice)
    show(gauge)
    gauge.set_value("2")
    theme.wear(look="contrast")
    try:
        QApplication.processEvents()
        picture, y = gauge.grab().toImage(), theme.sizes().input + 9
        inked = [
            picture.pixelColor(round(gauge.width() * (eighth + 0.5) / 8), y) == theme.tokens().tick
            for eighth in range(8)
        ]
        assert inked == [True] * 2 + [False] * 6
    finally:
        theme.wear(look="light")


def test_footer_changes_its_buttons_and_hides_the_old_ones(voice: Voice, show: Show) -> None:
    footer = Footer(voice)
    show(footer)
    first, second = Button(voice, say("Next"), kind="primary"), Button(voice, say("Close"), kind="primary")
    footer.set_buttons([first])
    footer.set_buttons([second])
    footer.offer_undo(say("Undo: odometer"))
    assert (first.isVisible(), second.isVisible(), footer.undo.isVisible()) == (False, True, True)


def hit(group: str, plate: str, key: int) -> Hit:
    return Hit(verbatim(group), "arrived", "", plate, "Qin", "Wang", "··8000", "last", say("Open visit"), key)


class Searching:
    """A box that answers with two hits, and what it told."""

    def __init__(self, voice: Voice, show: Show) -> None:
        self.host = QWidget()
        column = QVBoxLayout(self.host)
        self.box = SearchBox(voice, self.host, say("Plate, phone, name"))
        column.addWidget(self.box)
        column.addStretch(1)
        self.host.setMinimumHeight(400)
        self.window = show(self.host)
        self.told: list[tuple[object, ...]] = []
        self.box.searched.connect(lambda text: self.told.append(("searched", text)))
        self.box.chosen.connect(lambda key: self.told.append(("chosen", key)))
        self.box.card_wanted.connect(lambda key: self.told.append(("card", key)))
        self.box.new_wanted.connect(lambda text: self.told.append(("new", text)))
        other = self.window.findChild(LineEdit, "other")
        assert other is not None
        self.other = other
        self.other.setFocus()
        self.box.take_focus()

    def last(self) -> tuple[object, ...]:
        return self.told[-1]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.box.line, key, held)


@pytest.fixture
def searching(voice: Voice, show: Show) -> Searching:
    return Searching(voice, show)


def test_search_tells_each_committed_text_but_nothing_that_is_still_composed(searching: Searching) -> None:
    line = searching.box.line
    QTest.keyClicks(line, "D1")
    QApplication.sendEvent(line, QInputMethodEvent("wang", []))
    composed = QInputMethodEvent("", [])
    composed.setCommitString("王")
    QApplication.sendEvent(line, composed)
    assert searching.told == [("searched", text) for text in ("", "D", "D1", "D1王")]
    partly = QInputMethodEvent("wei", [])  # one word is there, the next one is being composed
    partly.setCommitString("伟")
    QApplication.sendEvent(line, partly)
    assert searching.told[-1] == ("searched", "D1王")
    QApplication.sendEvent(line, QInputMethodEvent("", []))
    assert searching.told[-1] == ("searched", "D1王伟")


def test_search_opens_a_preselected_hit_by_enter(searching: Searching) -> None:
    searching.box.show_hits([hit("In shop", "粤B·D12345", 7)], preselect=True)
    searching.press(Qt.Key.Key_Return)
    assert searching.last() == ("chosen", 7)
    assert not searching.box.list_open


def test_search_enter_goes_into_the_list_when_the_match_is_weak(searching: Searching) -> None:
    QTest.keyClicks(searching.box.line, "12")
    searching.box.show_hits([hit("In shop", "粤B·D12345", 7), hit("Vehicles", "粤B·12B11", 8)])
    searching.press(Qt.Key.Key_Return)
    assert searching.last() == ("searched", "12")
    searching.press(Qt.Key.Key_Down)
    searching.press(Qt.Key.Key_Return, CONTROL)
    assert searching.last() == ("card", 8)


def test_search_nothing_found_makes_a_new_visit_with_what_was_typed(searching: Searching) -> None:
    QTest.keyClicks(searching.box.line, "D999")
    searching.box.show_hits([], nothing=say("Nothing for D999"))
    assert searching.box.list_open
    searching.press(Qt.Key.Key_Return)
    assert searching.last() == ("new", "D999")


def test_search_escape_closes_then_clears_then_goes_back(searching: Searching) -> None:
    QTest.keyClicks(searching.box.line, "D1")
    searching.box.show_hits([hit("In shop", "粤B·D12345", 7)])
    seen = []
    for _ in range(3):
        searching.press(Qt.Key.Key_Escape)
        seen.append((searching.box.list_open, searching.box.text, searching.other.hasFocus()))
    assert seen == [(False, "D1", False), (False, "", False), (False, "", True)]


def test_search_gives_the_focus_back_to_what_had_it_last_and_to_nothing_that_is_gone(searching: Searching) -> None:
    """A field that had it before, and went since, is not the one to be forgotten."""
    earlier = LineEdit(searching.window)
    earlier.show()
    for field in (earlier, searching.other):
        field.setFocus()
        searching.box.take_focus()
    drop(earlier)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    searching.box.leave()
    assert searching.other.hasFocus()
    searching.box.take_focus()
    drop(searching.other)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    searching.box.leave()
    assert searching.box.line.hasFocus()


def test_a_reason_is_left_although_what_had_the_focus_is_gone(voice: Voice, show: Show) -> None:
    """A field that the page made anew while the reason was typed."""
    line = ReasonLine(voice, "test")
    window = show(line)
    field = LineEdit(window)
    field.show()
    field.setFocus()
    line.ask(say("Why?"), say("Cancel"), lambda _reason: None)
    drop(field)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClick(line.line, Qt.Key.Key_Escape)
    line.close_line()
    assert not line.isVisible()


def test_search_list_is_a_child_of_the_window_and_shuts_when_the_focus_leaves(searching: Searching) -> None:
    searching.box.show_hits([hit("In shop", "粤B·D12345", 7)])
    assert not searching.box.panel.isWindow()
    searching.other.setFocus()
    assert not searching.box.list_open


def test_search_stays_shut_when_the_window_comes_forward(searching: Searching) -> None:
    told = list(searching.told)
    for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        QApplication.sendEvent(searching.box.line, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert searching.told == told
    QApplication.sendEvent(searching.box.line, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert searching.last() == ("searched", "")


def test_search_keeps_enter_and_escape_from_the_windows_shortcuts(searching: Searching) -> None:
    from PySide6.QtGui import QKeyEvent

    searching.box.show_hits([hit("In shop", "粤B·D12345", 7)])
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CONTROL)
        event.ignore()
        QApplication.sendEvent(searching.box.line, event)
        assert event.isAccepted()


def test_preview_reads_a_paper_from_memory(voice: Voice, show: Show) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("")
    canvas.drawString(50, 50, "one")
    canvas.showPage()
    canvas.drawString(50, 50, "two")
    canvas.showPage()
    preview = PdfPreview(voice)
    show(preview)
    assert preview.show_pdf(say("Work order"), canvas.getpdfdata())  # type: ignore[no-untyped-call]
    assert preview.document.pageCount() == 2
