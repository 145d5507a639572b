"""Bad input through every text of every form: kept as text, back from the file as it went in, printed as it stands."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import pypdf
import pytest

from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.errors import Refused
from reception_desk.forms import fields as f
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.document import Document
from reception_desk.forms.sheets import SHEETS, all_forms
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.work_order import WorkLine, WorkOrder
from reception_desk.store.check import check
from tests.shops import booked_visit, check_in, file, hand_back, make_desk, ok, small_desk

PAYLOADS = {
    "image": '<img src="/etc/passwd">',
    "markup": "<b>bold</b> & <a href='http://127.0.0.1/'>here</a> &amp; </para>",
    "formula": "=1+1",
    "command": "@SUM(A1) +1 -1 |cmd",
    "quotes": 'O\'Brien said "no" `x` “y” \\',
    "sql": "'); DROP TABLE visit; --",
    "fts": 'NEAR("a" OR b*) ^c AND NOT (plates:',
    "braces": "{n} {0} %s %(x)s ${HOME}",
    "path": "../../CON:aux. ",
    "emoji": "😀 👩‍🔧 🇨🇳",
    "extension b": "𬭎𬍛 㛃喆",
    "right to left": "\u202eevil\u202c שלום عربي",
    "nul": "nul\x00 and\x1b escape",
    "surrogate": "lone\ud800 half\udfff",
    "combining": "Z̸̧a̷l̴g̵o̶ é\u200b\u200d\ufeff",
    "lines": "one\r\ntwo\tthree\u2028four\x85five",
    "blanks": "   ",
}
SOUND = pytest.mark.usefixtures("left_sound")
EACH = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)


def texts(form: type[f.Form]) -> list[f.Spec]:
    return [spec for spec in form.specs().values() if spec.kind in ("text", "code", "day", "link", "choice")]


def expected(spec: f.Spec, payload: str) -> str:
    """What is kept of a payload, put by hand beside the program's own words: no control and nothing else is lost."""
    kept = payload.replace("\r\n", "\n").replace("\x85", "")
    if spec.kind not in ("text", "code") or spec.rows == 1:
        kept = kept.replace("\n", " ").replace("\t", " ")
    kept = unicodedata.normalize("NFC", "".join(c for c in kept if c in "\n\t" or ord(c) >= 32)).strip()
    kept = "".join(c for c in kept if not 0xD800 <= ord(c) <= 0xDFFF)
    return f.normal_code(kept, spec.pattern) if spec.kind == "code" else kept


def payload_for(spec: f.Spec, payload: str) -> str:
    """As much of it as the field takes."""
    while len(expected(spec, payload)) > spec.length:
        payload = payload[:-1]
    return payload


def filled_with(form: type[f.Form], payload: str) -> f.Form:
    values: dict[str, object] = {spec.name: payload_for(spec, payload) for spec in texts(form)}
    for name, row in form.rows().items():
        values[name] = (filled_with(row, payload), filled_with(row, payload))
    return form(**values)


def assert_kept(sheet: f.Form | None, payload: str) -> None:
    assert sheet
    for spec in texts(type(sheet)):
        assert getattr(sheet, spec.name) == expected(spec, payload_for(spec, payload)), spec.key
    for name in type(sheet).rows():
        for row in getattr(sheet, name):
            assert_kept(row, payload)


@EACH
def test_every_text_of_every_form_comes_back_from_the_file(payload: str, tmp_path: Path) -> None:
    """Row 39."""
    desk = small_desk(tmp_path / "shop")
    forms = [form for form in SHEETS if form.table not in ("document", "payment", "visit")]
    made = [(form, desk.sheets.create(filled_with(form, payload))) for form in forms]
    typed = [(form, desk.sheets.create(form())) for form in forms]
    for form, sheet in typed:
        texts_of = {spec.name: payload_for(spec, payload) for spec in texts(form)}
        if form is not Appointment:
            desk.sheets.edit(form, sheet, texts_of)
        for row in form.rows().values():
            for _ in range(2):
                desk.sheets.edit(
                    row,
                    desk.sheets.add_row(row(), sheet),
                    {name: payload_for(row.spec(name), payload) for name in (spec.name for spec in texts(row))},
                )
    desk.close(backup=False)
    again = make_desk(desk.folder, seed=5)
    for form, sheet in made + typed:
        if (form, sheet) not in typed or form is not Appointment:
            assert_kept(again.sheets.get(form, sheet), payload)
        json.dumps(again.sheets.history(sheet), ensure_ascii=False).encode()
    again.close(backup=False)
    assert check(desk.folder).damage == []


@EACH
@SOUND
def test_newcomer_booking_and_reasons_of_any_words(payload: str, desk: Desk) -> None:
    new = Newcomer(plate=payload[:8], name=payload, phone=payload[:20], model=payload[:60], vin=payload[:10])
    visit = desk.reception.arrive(newcomer=new)
    assert file(desk, visit).customer.name == expected(Customer.spec("name"), payload)
    assert file(desk, visit).vehicle.plate.endswith(expected(Vehicle.spec("plate"), payload[:8]))  # with 粤 at most
    desk.reception.search(payload)
    desk.reception.alike(new)
    desk.ordering.offers(payload)
    booking = desk.appointments.book(Appointment(name="x", concern=payload, arrives=desk.now()))
    reason = expected(f.Spec("text", Customer.title), payload)
    if reason:
        desk.appointments.move(booking, "cancelled", reason=payload)
        assert desk.sheets.history(booking)[-1]["body"]["reason"] == reason
        desk.workshop.move(visit, "cancelled", reason=payload)
        assert desk.sheets.history(visit)[-1]["body"]["reason"] == reason
    else:
        with pytest.raises(Refused, match="Say why"):
            desk.workshop.move(visit, "cancelled", reason=payload)


@EACH
@SOUND
def test_text_that_is_no_value_is_kept_as_typed(payload: str, desk: Desk) -> None:
    sheet = file(desk, booked_visit(desk)).check_in.id
    desk.sheets.keep_raw(CheckIn, sheet, "odometer", payload)
    kept = expected(f.Spec("text", Customer.title), payload)
    assert desk.sheets.raw(sheet) == ({f"{sheet}.odometer": kept} if kept else {})


@pytest.mark.parametrize("form", [form for form in all_forms() if form is not Document], ids=lambda form: form.table)
@SOUND
def test_text_too_long_is_refused_and_the_field_stays(form: type[f.Form], desk: Desk) -> None:
    for spec in form.specs().values():
        if spec.kind in ("text", "code"):
            with pytest.raises(f.TooLong):
                desk.sheets.create(form(**{spec.name: "字" * (spec.length + 1)}))
    assert desk.store.find(form) == [row for row in desk.store.find(form) if "字" not in str(row)]


@SOUND
def test_text_too_long_leaves_the_field_the_draft_and_the_search(desk: Desk) -> None:
    """Row 38."""
    visit = file(desk, booked_visit(desk))
    desk.sheets.leave()
    state = list(desk.store.connection.iterdump())
    for form, row, name in (
        (CheckIn, visit.check_in.id, "concern"),
        (Customer, visit.customer.id, "name"),
        (Phone, visit.customer.phones[0].id, "number"),
        (WorkLine, visit.work_order.lines[0].id, "name"),
    ):
        with pytest.raises(f.TooLong) as trouble:
            desk.sheets.edit(form, row, {name: "x" * 100_000})
        assert "100,000" in desk.language("en").say(trouble.value.say)
    assert list(desk.store.connection.iterdump()) == state


PRINTED = ["image", "markup", "sql", "emoji", "extension b", "surrogate"]


@pytest.mark.parametrize("name", PRINTED)
def test_hostile_words_go_the_whole_way_onto_paper(name: str, tmp_path: Path) -> None:
    """Typed into the sheets of one visit, printed and billed by the real papers, read back by another program."""
    desk = small_desk(tmp_path / "whole")
    payload = PAYLOADS[name]
    visit = booked_visit(desk)
    kept = file(desk, visit)
    desk.sheets.edit(Customer, kept.customer.id, {"name": payload, "address": payload})
    check_in(desk, visit, concern=payload)
    desk.sheets.edit(WorkLine, kept.work_order.lines[0].id, {"name": payload})
    desk.sheets.edit(WorkOrder, kept.work_order.id, {"advice": payload, "note": payload})
    papers = desk.papers.print(visit, ["work_order", "job_card", "walk_around"], language="en")
    ok(desk, visit)
    for job in kept.work_order.jobs:
        desk.workshop.tick(job.id)
    desk.workshop.move(visit, "in_work")
    desk.workshop.move(visit, "ready", reason=payload)
    desk.settlement.pay(visit, kind="cash", received=100_000, reference=payload[:60])
    hand_back(desk, visit)
    desk.settlement.close(visit)
    bill = desk.settlement.issued(visit)[0]
    shown = "".join(expected(Customer.spec("name"), payload).split())
    for paper in (*papers, bill):
        reader = pypdf.PdfReader(io.BytesIO(desk.papers.path(paper.id).read_bytes()))
        words = "".join("".join(page.extract_text() for page in reader.pages).split())
        if name != "emoji":  # an emoji is drawn as □
            assert shown in words or paper.kind == "walk_around", paper.kind
        assert not any("/Annots" in page for page in reader.pages)
        assert images(reader) == []
    desk.close(backup=False)
    assert check(desk.folder).damage == []


def images(reader: pypdf.PdfReader) -> list[str]:
    """Whatever is put into a page from outside its own lines and letters."""
    found: list[str] = []
    for page in reader.pages:
        resources = page["/Resources"].get_object()
        assert isinstance(resources, pypdf.generic.DictionaryObject)
        objects = resources.get("/XObject", pypdf.generic.DictionaryObject()).get_object()
        assert isinstance(objects, pypdf.generic.DictionaryObject)
        found += list(objects)
    return found
