"""Papers: frozen when they are printed, a revision when they say something new, a copy when they do not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.desk.papers import Papers
from reception_desk.errors import DeskError, Refused
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.document import Document
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.work_order import Job, WorkLine, WorkOrder
from tests.shops import agreed, clock_of, closed, file, ok, ordered, ready, small_shop, walked_in


def prints(desk: Desk, visit: str, kind: str = "work_order", language: str = "") -> Document:
    return desk.papers.print(visit, [kind], language=language)[0]


def test_paper_is_archived_with_the_sums_of_its_content_and_file(desk: Desk) -> None:
    paper = prints(desk, ordered(desk))
    pdf = desk.papers.path(paper.id).read_bytes()
    assert paper.content_sum == hashlib.sha256(paper.content.encode()).hexdigest()
    assert paper.file_sum == hashlib.sha256(pdf).hexdigest()
    assert (paper.kind, paper.page, paper.language, paper.number, paper.revision) == (
        "work_order",
        "A4",
        "zh_CN",
        "",
        1,
    )
    assert [path.name for path in desk.papers.path(paper.id).parent.iterdir()] == [f"{paper.id}.pdf"]


def test_paper_that_says_nothing_new_is_the_same_paper(desk: Desk) -> None:
    visit = ordered(desk)
    paper = prints(desk, visit)
    assert prints(desk, visit) == paper
    assert desk.papers.of_visit(visit) == [paper]


UNSAID: dict[str, Callable[[Desk, str], object]] = {
    "a job is ticked": lambda desk, visit: desk.workshop.tick(file(desk, visit).work_order.jobs[0].id),
    "a note on the customer": lambda desk, visit: desk.sheets.edit(
        Customer, file(desk, visit).customer.id, {"note": "pays late", "vip": True, "email": "a@b.c"}
    ),
    "whose phone it is": lambda desk, visit: desk.sheets.edit(
        Phone, file(desk, visit).customer.phones[0].id, {"note": "wife"}
    ),
    "a quick phrase": lambda desk, _: desk.sheets.edit(Shop, desk.shop().id, {"phrases": "Noise", "promise": 99}),
    "where it is printed": lambda desk, _: desk.sheets.edit(Shop, desk.shop().id, {"printer": "HP"}),
    "the stage": lambda desk, visit: desk.workshop.move(visit, "parts"),
    "a call": lambda desk, visit: desk.workshop.note_called(visit),
    "a payment": lambda desk, visit: desk.settlement.pay(visit, kind="cash", received=100),
}


@pytest.mark.parametrize("what", UNSAID)
def test_revision_is_not_made_by(what: str, desk: Desk) -> None:
    visit = agreed(desk)
    paper = prints(desk, visit)
    UNSAID[what](desk, visit)
    assert prints(desk, visit).id == paper.id


def test_revision_says_what_changed(desk: Desk) -> None:
    visit = ordered(desk)
    prints(desk, visit)
    order = file(desk, visit).work_order
    desk.sheets.edit(WorkLine, order.lines[1].id, {"price": 7000})
    desk.ordering.remove_line(order.lines[2].id)
    desk.ordering.add_item(order.id, small_shop(desk).wash)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"odometer": 41_300})
    desk.sheets.edit(Customer, file(desk, visit).customer.id, {"note": "pays late", "address": "南山"})
    paper = prints(desk, visit)
    assert paper.revision == 2
    assert json.loads(paper.content)["changes"] == [
        ["added", "洗车"],
        ["removed", "机油滤芯"],
        ["changed", "机油"],
        ["field", "check_in.odometer"],
        ["field", "customer.address"],
    ]
    assert prints(desk, visit) == paper
    assert [one.revision for one in desk.papers.of_visit(visit)] == [1, 2]


def test_change_that_was_taken_back_is_a_revision_too(desk: Desk) -> None:
    visit = ordered(desk)
    first = prints(desk, visit)
    order = file(desk, visit).work_order.id
    desk.sheets.edit(WorkOrder, order, {"note": "x"})
    assert prints(desk, visit).revision == 2
    desk.sheets.edit(WorkOrder, order, {"note": ""})
    last = prints(desk, visit)
    assert last.revision == 3
    assert json.loads(last.content)["body"] == json.loads(first.content)["body"]


def test_same_content_in_another_language_is_the_same_revision(desk: Desk) -> None:
    visit = ordered(desk)
    chinese, english = prints(desk, visit), prints(desk, visit, language="en")
    assert (english.language, english.revision) == ("en", 1)
    assert prints(desk, visit, language="en") == english and prints(desk, visit) == chinese
    desk.sheets.edit(WorkOrder, file(desk, visit).work_order.id, {"note": "x"})
    assert prints(desk, visit, language="en").revision == 2
    later = prints(desk, visit)
    assert (later.language, later.revision) == ("zh_CN", 2)
    assert json.loads(later.content)["changes"] == [["field", "work_order.note"]]


def test_looking_at_a_paper_prints_nothing(desk: Desk) -> None:
    visit = ordered(desk)
    events = len(desk.sheets.history(visit))
    looked, pdf = desk.papers.look(visit, "work_order")
    assert (looked.id, looked.revision, desk.papers.of_visit(visit)) == ("", 1, [])
    assert len(desk.sheets.history(visit)) == events and not list(desk.folder.rglob("*.pdf"))
    paper = prints(desk, visit)
    assert paper.content == looked.content
    assert desk.papers.look(visit, "work_order") == (paper, pdf)


def test_paper_speaks_the_customers_language_before_the_shops(desk: Desk) -> None:
    visit = ordered(desk)
    assert desk.papers.language_for(file(desk, visit)) == "zh_CN"
    desk.sheets.edit(Customer, file(desk, visit).customer.id, {"paper_language": "en"})
    assert prints(desk, visit).language == "en"


def test_signature_on_a_paper_does_not_change_it(desk: Desk) -> None:
    visit = ordered(desk)
    sent = desk.ordering.send(visit)
    assert prints(desk, visit).id == sent.papers[0].id
    assert prints(desk, visit, "job_card").id == sent.papers[1].id
    assert prints(desk, visit, language="en").revision == 1


def test_answer_by_phone_is_on_the_next_paper(desk: Desk) -> None:
    visit = ordered(desk)
    prints(desk, visit)
    ok(desk, visit, channel="phone")
    assert prints(desk, visit).revision == 2


def test_frozen_paper_stays_what_it_was(desk: Desk) -> None:
    """Whatever becomes of the master data, the content and the file are those of the day."""
    visit = ready(desk)
    bill = desk.settlement.issue(visit)
    content, pdf = bill.content, desk.papers.path(bill.id).read_bytes()
    shop = small_shop(desk)
    desk.sheets.edit(Customer, shop.customer, {"name": "另一个"})
    desk.sheets.edit(Vehicle, shop.vehicle, {"plate": "粤B00000"})
    desk.sheets.edit(Shop, desk.shop().id, {"name": "Another", "region": "US", "tax_included": True})
    kept = desk.sheets.get(Document, bill.id)
    assert kept and kept.content == content and desk.papers.draw(kept) == pdf
    assert desk.papers.path(bill.id).read_bytes() == pdf


def test_copies_are_counted_and_the_archive_is_not_touched(desk: Desk) -> None:
    bill = desk.settlement.issue(ready(desk))
    pdf = desk.papers.path(bill.id).read_bytes()
    first, second = desk.papers.again(bill.id), desk.papers.again(bill.id)
    assert [name.rpartition("-")[2] for name, _ in (first, second)] == ["copy1", "copy2"]
    assert len({pdf, first[1], second[1]}) == 3
    assert desk.papers.path(bill.id).read_bytes() == pdf
    assert [event["body"] for event in desk.sheets.history(bill.id)] == [{"copy": 1}, {"copy": 2}]
    with pytest.raises(Refused):
        desk.papers.again("no such")


def test_job_card_holds_no_price_and_no_declined_work(desk: Desk) -> None:
    visit = agreed(desk)
    order = file(desk, visit).work_order
    desk.sheets.edit(WorkOrder, order.id, {"limit": 99_999})
    desk.ordering.add_item(order.id, small_shop(desk).wash)
    extra = file(desk, visit).work_order.jobs[-1]
    desk.ordering.answer(order.id, [extra.id], channel="phone", answer="declined")
    body = json.loads(prints(desk, visit, "job_card").content)["body"]
    card = body["work_order"]
    assert "totals" not in body and "amounts" not in body
    assert (card["limit"], card["approvals"]) == (None, [])
    assert {(line["price"], line["discount"], line["tax_rate"]) for line in card["lines"]} == {(None, None, None)}
    assert [job["approved"] for job in card["jobs"]] == [None]
    kept = file(desk, visit).work_order
    assert kept.limit == 99_999 and kept.lines[0].price == 20_000


def test_printing_tells_the_edits_before_it_prints(desk: Desk) -> None:
    visit = ordered(desk)
    prints(desk, visit)
    assert desk.store.journal.drafts() == []
    order = file(desk, visit).work_order.id
    assert [event["kind"] for event in desk.sheets.history(order)] == ["edited"]


@pytest.mark.parametrize(("kind", "field"), [("work_order", "check_in.odometer"), ("job_card", "check_in.odometer")])
def test_paper_that_lacks_something_is_refused_with_its_place(kind: str, field: str, desk: Desk) -> None:
    visit = walked_in(desk)
    with pytest.raises(Refused) as trouble:
        desk.papers.print(visit, ["walk_around", kind])
    assert trouble.value.field == field
    assert desk.papers.of_visit(visit) == []
    assert prints(desk, visit, "walk_around").revision == 1  # asks for nothing


@pytest.mark.parametrize("kind", ["settlement", "credit_note"])
def test_legal_paper_is_not_printed_like_any_other(kind: str, desk: Desk) -> None:
    with pytest.raises(Refused, match="issued at checkout"):
        desk.papers.print(ready(desk), [kind])


def test_paper_that_cannot_be_drawn_leaves_no_number_and_no_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = ready(desk)
    before = list(desk.store.connection.iterdump())

    def fail(*_: object, **__: object) -> bytes:
        raise RuntimeError("no font")

    with monkeypatch.context() as patch:
        patch.setattr(Papers, "draw", fail)
        with pytest.raises(RuntimeError):
            desk.settlement.issue(visit)
    assert list(desk.store.connection.iterdump()) == before
    assert desk.settlement.issue(visit).number == "INV-2026-A1-000001"


def test_paper_that_cannot_be_archived_is_said_and_tried_again(desk: Desk) -> None:
    visit = ready(desk)
    papers = desk.folder / "papers"
    papers.rmdir()
    papers.write_text("in the way")
    with pytest.raises(DeskError):
        desk.settlement.issue(visit)
    papers.unlink()
    assert desk.settlement.issue(visit).number == "INV-2026-A1-000001"
    assert [path.suffix for path in papers.iterdir()] == [".pdf"]


def test_names_on_a_paper_are_those_of_its_day(desk: Desk) -> None:
    visit = agreed(desk)
    shop = small_shop(desk)
    desk.sheets.edit(Job, file(desk, visit).work_order.jobs[0].id, {"technician": shop.technician})
    first = prints(desk, visit)
    assert json.loads(first.content)["body"]["names"][shop.technician] == "赵强"
    desk.sheets.edit(Staff, shop.technician, {"name": "赵刚"})
    assert prints(desk, visit).revision == 2
    clock_of(desk).advance(60)
    kept = desk.sheets.get(Document, first.id)
    assert kept == first


def test_papers_of_a_closed_visit_are_printed_again(desk: Desk) -> None:
    visit = closed(desk)
    assert prints(desk, visit, "walk_around").revision == 1
    assert desk.papers.again(desk.papers.of_visit(visit)[0].id)[1].startswith(b"%PDF")


def test_characters_that_no_paper_can_show_are_named(desk: Desk) -> None:
    assert desk.papers.unprintable("王伟 abc\n𬍛") == ""
    assert desk.papers.unprintable("👍x👍\u0e01") == "👍\u0e01"


def test_measures_that_were_left_blank_are_those_of_the_screen(desk: Desk) -> None:
    """A shop may take its region, currency and unit of distances away again: papers are printed all the same."""
    desk.sheets.edit(Shop, desk.shop().id, {"region": "", "currency": "", "distance": ""})
    paper = prints(desk, ordered(desk))
    body = json.loads(paper.content)["body"]
    assert (body["region"], body["currency"], body["distance"]) == ("CN", "CNY", "km")
    assert desk.blanks.draw(["check_in"])[0][1].startswith(b"%PDF")
