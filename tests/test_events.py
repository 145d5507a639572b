"""What happened: one event per thing done, gathered from drafts, nobody named in clear."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reception_desk import errors
from reception_desk.desk.desk import Desk
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.store.check import check
from tests.fakes import fake_papers
from tests.shops import PHONE, PLATE, booked_visit, closed, make_desk, small_shop, walked_in


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    yield desk
    assert not desk.store.connection.in_transaction
    desk.close(backup=False)
    assert check(desk.folder).damage == []


def reopened(desk: Desk, end: str = "after-crash") -> Desk:
    """The same folder as a new start of the program finds it after a crash: a copy, with the WAL as it lies there."""
    copy = desk.folder.with_name(f"{desk.folder.name}-{end}")
    shutil.copytree(desk.folder, copy)
    return make_desk(copy, seed=99)


def kinds(desk: Desk, entity: str) -> list[str]:
    return [event["kind"] for event in desk.sheets.history(entity)]


# Events and drafts


def test_edits_of_a_sheet_are_one_event(desk: Desk) -> None:
    visit = desk.reception.file(walked_in(desk))
    desk.sheets.leave()
    for odometer in (1, 12, 123):
        desk.sheets.edit(CheckIn, visit.check_in.id, {"odometer": odometer})
    desk.sheets.edit(CheckIn, visit.check_in.id, {"concern": "noise", "purposes": ("repair",)})
    assert kinds(desk, visit.check_in.id) == []
    desk.sheets.leave(visit.check_in.id)
    (event,) = desk.sheets.history(visit.check_in.id)
    assert event["body"]["changes"] == {"odometer": [None, 123], "concern": ["", "noise"], "purposes": [[], ["repair"]]}
    desk.sheets.leave()
    assert len(desk.sheets.history(visit.check_in.id)) == 1


def test_edit_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    visit = desk.reception.file(walked_in(desk))
    desk.sheets.leave()
    rows = desk.store.connection.total_changes
    desk.sheets.edit(CheckIn, visit.check_in.id, {"concern": "  ", "odometer": None})
    assert desk.store.connection.total_changes == rows
    assert desk.store.journal.drafts() == []


def test_edit_and_its_undo_are_no_event(desk: Desk) -> None:
    sheet = desk.reception.file(walked_in(desk)).check_in.id
    desk.sheets.leave()
    before = desk.sheets.edit(CheckIn, sheet, {"odometer": 7})
    desk.sheets.edit(CheckIn, sheet, before)
    desk.sheets.leave()
    assert kinds(desk, sheet) == []


def test_rows_that_come_go_and_come_back_are_told(desk: Desk) -> None:
    sheet = desk.reception.file(walked_in(desk)).walk_around.id
    first = desk.inspection.mark(sheet, "door_lf", "S", 10, 20)
    second = desk.inspection.mark(sheet, "bonnet", "D", 30, 40)
    desk.sheets.leave()
    desk.sheets.remove_row(Mark, first)
    kept = desk.sheets.get(WalkAround, sheet)
    assert kept and [mark.id for mark in kept.marks] == [second]
    desk.sheets.leave()
    desk.sheets.restore_row(Mark, first)
    kept = desk.sheets.get(WalkAround, sheet)
    assert kept and [(mark.id, mark.zone, mark.x) for mark in kept.marks] == [
        (first, "door_lf", 10),
        (second, "bonnet", 30),
    ]
    desk.sheets.leave()
    came, went, back = [event["body"]["changes"]["marks"] for event in desk.sheets.history(sheet)]
    content = {"zone": "door_lf", "kind": "S", "size": 1, "x": 10, "y": 20}
    assert came[first] == {"came": content} and came[second]["came"]["zone"] == "bonnet"
    assert went == {first: {"went": content}}
    assert back == {first: {"came": content}}


def test_rows_are_put_in_their_places(desk: Desk) -> None:
    sheet = desk.reception.file(walked_in(desk)).walk_around.id
    a, b = (desk.sheets.add_row(Mark(zone=zone), sheet) for zone in "ab")
    c = desk.sheets.add_row(Mark(zone="c"), sheet, 1)
    kept = desk.sheets.get(WalkAround, sheet)
    assert kept and [mark.id for mark in kept.marks] == [a, c, b]
    desk.sheets.order(Mark, [b, a, c])
    kept = desk.sheets.get(WalkAround, sheet)
    assert kept and [mark.id for mark in kept.marks] == [b, a, c]


def test_edit_of_a_row_that_is_gone_is_refused(desk: Desk) -> None:
    sheet = desk.reception.file(walked_in(desk)).walk_around.id
    mark = desk.sheets.add_row(Mark(zone="roof"), sheet)
    desk.sheets.remove_row(Mark, mark)
    for row in (mark, "no-such-row"):
        with pytest.raises(errors.Refused):
            desk.sheets.edit(Mark, row, {"note": "x"})


def test_text_that_is_no_value_stays_beside_the_last_good_one(desk: Desk) -> None:
    sheet = desk.reception.file(walked_in(desk)).check_in.id
    desk.sheets.edit(CheckIn, sheet, {"odometer": 41_230})
    desk.sheets.keep_raw(CheckIn, sheet, "odometer", "41230x")
    desk.sheets.leave()
    assert desk.sheets.raw(sheet) == {f"{sheet}.odometer": "41230x"}
    again = reopened(desk)
    assert again.sheets.raw(sheet) == {f"{sheet}.odometer": "41230x"}
    kept = again.sheets.get(CheckIn, sheet)
    assert kept and kept.odometer == 41_230
    assert again.recovered is None  # nothing was lost, so nobody is told
    again.sheets.edit(CheckIn, sheet, {"odometer": 41_230})
    assert again.sheets.raw(sheet) == {}
    again.close(backup=False)


def test_crash_loses_neither_the_edit_nor_its_event(desk: Desk) -> None:
    visit = walked_in(desk)
    sheet = desk.reception.file(visit).check_in.id
    desk.sheets.leave()
    desk.sheets.edit(CheckIn, sheet, {"odometer": 41_230})
    again = reopened(desk)
    last = again.recovered
    assert last and last.id == visit
    (event,) = again.sheets.history(sheet)
    assert (event["body"]["changes"], event["actor_id"]) == ({"odometer": [None, 41_230]}, desk.actor)
    again.close(backup=False)
    once_more = make_desk(again.folder)
    assert once_more.recovered is None
    once_more.close(backup=False)


def test_change_of_person_tells_each_edit_as_its_own(desk: Desk) -> None:
    shop = small_shop(desk)
    sheet = desk.reception.file(walked_in(desk)).check_in.id
    desk.sheets.edit(CheckIn, sheet, {"odometer": 1})
    desk.sheets.keep_raw(CheckIn, sheet, "charge", "half")
    desk.work_as(shop.technician)
    desk.sheets.edit(CheckIn, sheet, {"odometer": 2})
    desk.sheets.leave()
    told = [(event["actor_id"], event["body"]["changes"]) for event in desk.sheets.history(sheet)]
    assert told == [(shop.adviser, {"odometer": [None, 1]}), (shop.technician, {"odometer": [1, 2]})]


def test_edit_after_a_crash_is_told_as_the_next_person(desk: Desk) -> None:
    shop = small_shop(desk)
    sheet = desk.reception.file(walked_in(desk)).check_in.id
    desk.sheets.leave()
    desk.sheets.edit(CheckIn, sheet, {"odometer": 1})
    again = reopened(desk)
    again.work_as(shop.technician)
    again.sheets.edit(CheckIn, sheet, {"odometer": 2})
    again.sheets.leave()
    assert [event["actor_id"] for event in again.sheets.history(sheet)] == [shop.adviser, shop.technician]
    again.close(backup=False)


def test_chain_goes_on_where_an_epoch_begins(desk: Desk) -> None:
    """As after a restore: numbers on paper begin anew, the chain does not."""
    walked_in(desk)
    again = desk
    for epoch in (2, 4):
        desk.store.connection.execute("UPDATE desk SET epoch = ?", (epoch,))
        desk.store.connection.commit()
        again = reopened(desk, f"epoch-{epoch}")
        file = again.reception.file(walked_in(again))
        for odometer in (1, 2):
            again.sheets.edit(CheckIn, file.check_in.id, {"odometer": odometer})
            again.sheets.leave()
        assert file.visit.number == f"V-261121-A{epoch}-001"
        again.close(backup=False)
        assert check(again.folder).damage == []


def test_events_hold_nobody_in_clear(desk: Desk) -> None:
    closed(desk)
    shop = small_shop(desk)
    phone = desk.store.find(Phone)[0]
    desk.sheets.edit(
        Customer, shop.customer, {"name": "欧阳娜", "address": "深圳市南山区", "email": "ouyang@example.com"}
    )
    desk.sheets.edit(Phone, phone.id, {"number": "13911112222"})
    desk.sheets.edit(Vehicle, shop.vehicle, {"plate": "粤BZZ999", "vin": "LYL5A1C64K0012607"})
    desk.sheets.leave()
    bodies = "".join(row[0] for row in desk.store.connection.execute("SELECT body FROM event"))
    secrets = ("王伟", "欧阳", PHONE, "13911112222", "南山", "OUYANG", "ouyang", "ZZ999", PLATE, "LYL5A1C64K0012607")
    assert [word for word in secrets if word in bodies] == []
    history = desk.store.connection.execute("SELECT entity_id, field, before, after FROM personal_history").fetchall()
    assert (shop.customer, "name", '"王伟"', '"欧阳娜"') in history
    assert (phone.id, "number", f'"{PHONE}"', '"13911112222"') in history
    digests = desk.sheets.history(shop.customer)[-1]["body"]["changes"]["name"]
    assert len(digests) == 2 and all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests)


def test_same_personal_words_of_two_people_have_different_digests(desk: Desk) -> None:
    digests = set()
    for name in ("a", "b"):
        person = desk.sheets.create(Customer(name=name))
        desk.sheets.edit(Customer, person, {"name": "same"})
        desk.sheets.leave()
        digests.add(desk.sheets.history(person)[-1]["body"]["changes"]["name"][1])
    assert len(digests) == 2


def test_events_and_documents_cannot_be_changed_or_removed(desk: Desk) -> None:
    closed(desk)
    for table, column in (("event", "body"), ("document", "content")):
        for sql in (f"UPDATE {table} SET {column} = ''", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append only"):
                desk.store.connection.execute(sql)
            desk.store.connection.rollback()


def test_reason_is_told_in_words_but_lies_in_no_event(desk: Desk) -> None:
    visit = booked_visit(desk)
    desk.workshop.move(visit, "cancelled", reason="Ms Ouyang 13911112222 drove away")
    bodies = "".join(row[0] for row in desk.store.connection.execute("SELECT body FROM event"))
    assert "Ouyang" not in bodies and "1391111" not in bodies
    told = desk.sheets.history(visit)[-1]
    assert told["body"]["reason"] == "Ms Ouyang 13911112222 drove away"
    with desk.store.atomic():
        desk.store.connection.execute("DELETE FROM personal_history")
    assert desk.sheets.history(visit)[-1]["body"]["reason"] == ""
