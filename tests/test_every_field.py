"""Each declared field: survives the screen and the file, is on the papers it names, and a blank is seen there."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reception_desk import printing
from reception_desk.app import application
from reception_desk.desk.desk import Desk
from reception_desk.desk.paper_content import ON_PAPER
from reception_desk.forms import fields as f
from reception_desk.forms.customer import Customer
from reception_desk.forms.moments import Moment
from reception_desk.forms.sheets import BY_TABLE, SHEETS
from reception_desk.language import Language
from reception_desk.ui.editors import Editor, GaugeEditor, GroupEditor, LineEditor, MemoEditor, MenuEditor, PickEditor
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import FAR, Room
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.search_pick import SearchPick
from tests.shops import booked_visit, make_desk, ready, small_shop

BY_HAND = [form for form in SHEETS if form.table not in ("document", "visit", "payment")]
"""Sheets that a person fills in; papers, payments and a visit's own fields are made by the desk's commands."""


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    return application(bundled_fonts=True)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    yield desk
    with contextlib.suppress(sqlite3.ProgrammingError):  # the test has closed it
        desk.close(backup=False)


def sample(spec: f.Spec, seed: int = 0) -> Any:
    """A value of the kind that differs from the default and from its neighbours'."""
    match spec.kind:
        case "text":
            return f"Words{seed}x"
        case "code" if spec.length < 10:
            return "C" + "X" * (seed % spec.length)
        case "code":
            return {"plate": "粤B·12Q45", "vin": "LYL5A1C64K0012607", "phone": "139 0000 2217"}.get(
                spec.pattern, f"C{seed}"
            )
        case "whole" | "quantity" | "percent" | "money" | "span":
            low, high = spec.low or 0, spec.high if spec.high is not None else 9_999_999
            return min(high, low + 3 + seed % 5)
        case "day":
            return f"2027-03-{seed % 27 + 1:02d}"
        case "moment":
            return Moment(1_795_245_600_000 + seed * 60_000, 480)
        case "flag":
            return True
        case "choice":
            return next(option.code for option in reversed(spec.options) if option.code != spec.default)
        case "several":
            return tuple(option.code for option in spec.options if option.code != "none")[:2]
    raise AssertionError(spec.kind)


def keys(widget: QWidget, text: str) -> None:
    """Keys with any character on them; QTest's own know Latin letters only."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def type_in(editor: Editor, spec: f.Spec, kept: Any, language: Language) -> None:
    """Give a value by keys, as a person does."""
    widget = editor.widget
    widget.setFocus()
    if isinstance(editor, LineEditor):
        editor.line.selectAll()
        keys(editor.line, language.edit_text(spec, kept))
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
    elif isinstance(editor, MemoEditor):
        QTest.keyClicks(editor.memo, str(kept))
        editor.flush()
    elif isinstance(editor, PickEditor) and isinstance(editor.pick, SearchPick) and spec.target in FAR:
        editor.pick.open(dict(editor.room.desk.names(spec.target))[kept])
        assert editor.pick.panel is not None
        QTest.keyClick(editor.pick.panel.line, Qt.Key.Key_Return)
    elif isinstance(editor, PickEditor):
        editor.pick.setCurrentIndex(editor.pick.findData(kept))
        editor.pick.activated.emit(editor.pick.currentIndex())
    elif isinstance(editor, GaugeEditor):
        QTest.keyClick(editor.gauge, kept)
    elif isinstance(editor, GroupEditor):
        for code in kept:
            QTest.keyClick(editor.group.ticks[code], Qt.Key.Key_Space)
    elif isinstance(editor, MenuEditor):
        for code in kept:
            menu = editor.make_menu()
            next(action for action in menu.actions() if action.objectName().endswith(f".{code}")).trigger()
    else:
        QTest.keyClick(widget, Qt.Key.Key_Space)


@pytest.mark.parametrize("form", BY_HAND, ids=lambda form: form.table)
def test_every_field_survives_the_screen_and_the_file(
    form: type[f.Form], app: QApplication, desk: Desk, qtbot: QtBot
) -> None:
    sheet = form()
    row_id = desk.store.find(form, limit=1)[0].id if form.table == "shop" else desk.sheets.create(sheet)
    language = desk.language("en")
    room = Room(desk, Voice(language))
    view = FormView(room, form)
    qtbot.addWidget(view)
    kept = desk.sheets.get(form, row_id)
    assert kept is not None
    view.show_form(kept)
    view.show()
    expected: dict[str, Any] = {}
    for seed, (name, editor) in enumerate(view.editors.items()):
        spec = form.spec(name)
        if spec.kind == "link":
            expected[name] = next((row_id for row_id, _ in desk.names(spec.target)), "")
        else:
            expected[name] = sample(spec, seed)
        before = getattr(desk.sheets.get(form, row_id), name)
        if before != expected[name]:
            type_in(editor, spec, expected[name], language)
    if form.table == "appointment":
        assert "stage" not in view.editors, "a stage moves by its table"
    missing = {spec.name for spec in form.specs().values() if spec.kind not in f.ROWS} - set(view.editors)
    links = {name for name in missing if form.spec(name).kind == "link"}
    assert missing <= links | {"stage"}, "fields without an editor"
    desk.sheets.leave()
    folder = desk.folder
    desk.close(backup=False)
    again = make_desk(folder, seed=9)
    try:
        found = again.sheets.get(form, row_id)
        assert {name: getattr(found, name) for name in expected} == {
            name: form.spec(name).take(value) for name, value in expected.items()
        }
        changed = json.dumps([event["body"] for event in again.sheets.history(row_id)])
        assert all(f'"{name}"' in changed for name in expected if expected[name]), "not in the history"
    finally:
        again.close(backup=False)


ROW_FORMS = sorted({row.table for sheet in SHEETS for row in sheet.rows().values()})


@pytest.mark.parametrize("table", ROW_FORMS)
def test_every_field_of_a_row_survives_the_file(table: str, tmp_path: Path) -> None:
    form = BY_TABLE[table]
    assert issubclass(form, f.Line)
    desk = make_desk(tmp_path / "shop")
    parent = next(sheet for sheet in SHEETS if form in sheet.rows().values())
    sheet_id = desk.sheets.create(parent())
    row = form()
    for seed, spec in enumerate(form.specs().values()):
        if spec.kind != "link" and not (spec.kind in ("choice", "several") and not spec.options):
            setattr(row, spec.name, sample(spec, seed))
    wanted = dataclasses.replace(row)
    row_id = desk.sheets.add_row(row, sheet_id)
    desk.close(backup=False)
    again = make_desk(tmp_path / "shop", seed=9)
    found = again.sheets.get(form, row_id)
    assert found is not None
    for spec in form.specs().values():
        if spec.kind != "link":
            assert getattr(found, spec.name) == spec.take(getattr(wanted, spec.name)), spec.name
    again.close(backup=False)


# Paper


ASKED: dict[str, tuple[str, ...]] = {
    "work_order": ("check_in", "vehicle", "customer", "work_order"),
    "job_card": ("check_in",),
    "walk_around": ("walk_around",),
    "settlement": ("customer", "vehicle", "checkout"),
}
"""The sheets whose printable fields a paper answers for."""
INSTEAD = {
    ("work_order", "check_in.odometer_unreadable"): "stands where the odometer would: the test below",
    ("job_card", "check_in.odometer_unreadable"): "stands where the odometer would: the test below",
}


def words_of(pdf: bytes) -> str:
    """All text of a PDF, without blanks: gaps between Chinese and Latin are drawn, not written."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def body_for(desk: Desk, kind: str) -> dict[str, Any]:
    visit = ready(desk) if kind == "settlement" else booked_visit(desk)
    file = desk.reception.file(visit)
    body = desk.papers.content.body(file, kind)
    for table in ASKED[kind]:
        form = BY_TABLE[table]
        for seed, spec in enumerate(form.specs().values()):
            if spec.kind not in f.ROWS and spec.kind != "link" and spec.paper != "none":
                kept = spec.take(sample(spec, seed))
                body[table][spec.name] = list(kept) if isinstance(kept, tuple) else kept
    return as_at_arrival(body)


def as_at_arrival(body: dict[str, Any]) -> dict[str, Any]:
    """Papers print the plate that the visit keeps."""
    body["visit"]["plate"] = body["vehicle"]["plate"]
    return body


def drawn(desk: Desk, kind: str, body: dict[str, Any], code: str) -> bytes:
    language = Language(code, body["region"], body["currency"], body["distance"])
    facts = printing.Facts(
        number="INV-1", revision=1, copy=0, at=desk.now(), staff="", scan=body["visit"]["scan"], changes=()
    )
    return printing.draw(kind, body, language=language, facts=facts)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", sorted(ASKED))
def test_every_field_is_on_its_paper_and_a_blank_is_seen(kind: str, code: str, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    body = body_for(desk, kind)
    assert set(ASKED[kind]) <= set(ON_PAPER[kind])
    whole = drawn(desk, kind, body, code)
    words = words_of(whole).replace("·", "")
    language = desk.language(code)
    silent: list[str] = []
    unchanged: list[str] = []
    for table in ASKED[kind]:
        form = BY_TABLE[table]
        for spec in form.specs().values():
            if (kind, spec.key) in INSTEAD or spec.paper != "customer" or spec.kind in f.ROWS or spec.kind == "link":
                continue
            kept = _kept(form, body, spec.name)
            shown = "".join(language.show(spec, kept).split()).replace("·", "")
            if spec.kind == "whole":
                shown = "".join(c for c in shown if c.isdigit() or c == ",")  # a unit may stand in a column of its own
            if spec.kind in ("text", "code", "whole", "money", "day") and shown not in words:
                silent.append(spec.key)
            blank = json.loads(json.dumps(body))
            blank[table][spec.name] = form().to_json()[spec.name]
            if drawn(desk, kind, as_at_arrival(blank), code) == whole:
                unchanged.append(spec.key)
    desk.close(backup=False)
    assert not silent, "not on the paper"
    assert not unchanged, "a blank changes nothing on the paper"


def _kept(form: type[f.Form], body: dict[str, Any], name: str) -> Any:
    return getattr(form.from_json(body[form.table]), name)


@pytest.mark.parametrize("kind", ["work_order", "job_card"])
def test_an_odometer_that_cannot_be_read_is_said_on_paper(kind: str, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    body = body_for(desk, kind)
    body["check_in"] |= {"odometer": None, "odometer_unreadable": False}
    before = drawn(desk, kind, body, "en")
    body["check_in"]["odometer_unreadable"] = True
    assert "cannotberead" in words_of(drawn(desk, kind, body, "en"))
    assert "cannotberead" not in words_of(before)
    desk.close(backup=False)


def test_personal_fields_are_declared_personal() -> None:
    assert {name for name, spec in Customer.specs().items() if spec.personal} >= {"name", "address", "email", "note"}
