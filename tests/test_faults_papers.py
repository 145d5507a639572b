"""Issued papers stay what they are: refused through every way into the file, and shown where somebody went past it.

Row 36 of the table of faults; tests/test_check.py holds each kind of tampering by SQL, and rows 43 and 45.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils.db import Table

from reception_desk import errors
from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.forms.customer import Customer
from reception_desk.forms.document import Document
from reception_desk.forms.vehicle import Vehicle
from reception_desk.store.check import check
from reception_desk.store.database import FILE
from tests.fakes import fake_papers
from tests.shops import check_in, closed, file, make_desk, small_desk, small_shop
from tests.test_hostile import PAYLOADS

SQL = {
    "update": "UPDATE document SET amount = 1",
    "update of one": "UPDATE document SET content = '{{}}' WHERE id = '{id}'",
    "update or replace": "UPDATE OR REPLACE document SET number = 'INV-2026-A1-000009' WHERE id = '{id}'",
    "update or ignore": "UPDATE OR IGNORE document SET deleted_ms = 1",
    "update from": "UPDATE document SET staff = visit.id FROM visit WHERE visit.id = document.visit",
    "delete": "DELETE FROM document WHERE id = '{id}'",
    "delete all": "DELETE FROM document",
    "replace": "REPLACE INTO document(id, kind, number) VALUES('{id}', 'settlement', '')",
    "insert or replace": "INSERT OR REPLACE INTO document(id, number) SELECT id, number FROM document",
    "replace by number": "REPLACE INTO document(id, kind, number) VALUES('other', 'settlement', '{number}')",
    "the same number": "INSERT INTO document(id, kind, number) VALUES('other', 'settlement', '{number}')",
    "upsert": "INSERT INTO document(id) VALUES('{id}') ON CONFLICT(id) DO UPDATE SET amount = 1",
    "event update": "UPDATE event SET body = '{{}}' WHERE kind = 'issued'",
    "event delete": "DELETE FROM event WHERE kind = 'issued'",
    "event replace": "REPLACE INTO event SELECT * FROM event WHERE kind = 'issued'",
    "event replace by place": "REPLACE INTO event SELECT 'x', desk, epoch, desk_seq, hlc, at_utc_ms, tz_offset_min,"
    " actor_id, kind, v, entity_id, '{{}}', hash FROM event WHERE kind = 'issued'",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    closed(desk)
    yield desk
    assert not desk.store.connection.in_transaction
    desk.close(backup=False)
    assert check(desk.folder).damage == []


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Document]:
    """The file of a shop that was closed, and a bill in it; every attempt at it fails, so one serves all."""
    with pytest.MonkeyPatch.context() as patch:
        fake_papers(patch)
        desk = small_desk(tmp_path_factory.mktemp("shut") / "shop")
        closed(desk)
        desk.close(backup=False)
        return desk.folder / FILE, bill_in(desk.folder)


def bill_in(folder: Path) -> Document:
    desk = make_desk(folder, seed=4)
    paper = bill(desk)
    desk.close(backup=False)
    return paper


def bill(desk: Desk) -> Document:
    (paper,) = desk.store.find(Document, {"kind": "settlement"})
    return paper


@pytest.mark.parametrize("how", SQL)
def test_issued_paper_cannot_be_changed_by_sql(how: str, desk: Desk) -> None:
    """Row 36: on the desk's own connection."""
    paper, before = bill(desk), list(desk.store.connection.iterdump())
    command = SQL[how].format(id=paper.id, number=paper.number)
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        desk.store.connection.execute(command)
    desk.store.connection.rollback()
    assert list(desk.store.connection.iterdump()) == before


@pytest.mark.parametrize("how", SQL)
def test_issued_paper_cannot_be_changed_by_another_program(how: str, shut: tuple[Path, Document]) -> None:
    """Row 36: the triggers lie in the file."""
    path, paper = shut
    other = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        other.execute(SQL[how].format(id=paper.id, number=paper.number))
    other.close()


def table(desk: Desk) -> Table:
    return desk.store.db.table("document")


API: dict[str, Callable[[Desk, Document], object]] = {
    "edit": lambda desk, paper: desk.sheets.edit(Document, paper.id, {"amount": 1}),
    "edit of a number": lambda desk, paper: desk.sheets.edit(Document, paper.id, {"number": "INV-1"}),
    "put": lambda desk, paper: desk.sheets.put(Document, paper.id, "content", "{}"),
    "keep raw": lambda desk, paper: desk.sheets.keep_raw(Document, paper.id, "amount", "x"),
    "create again": lambda desk, paper: desk.sheets.create(Document(id=paper.id)),
    "issue with a number that is out": lambda desk, paper: desk.sheets.create(Document(number=paper.number)),
    "store update": lambda desk, paper: desk.store.update(Document, paper.id, {"amount": 1}),
    "store remove": lambda desk, paper: desk.store.remove(Document, paper.id),
    "library update": lambda desk, paper: table(desk).update(paper.id, {"amount": 1}),
    "library delete": lambda desk, paper: table(desk).delete(paper.id),
    "library delete where": lambda desk, paper: table(desk).delete_where("id = ?", [paper.id]),
    "library upsert": lambda desk, paper: table(desk).upsert({"id": paper.id, "amount": 1}, pk="id"),
    "library insert": lambda desk, paper: table(desk).insert({"id": paper.id, "amount": 1}, pk="id", replace=True),
}


@pytest.mark.parametrize("how", API)
def test_issued_paper_cannot_be_changed_by_the_program_itself(how: str, desk: Desk) -> None:
    """Row 36: whatever the desk, the store and the library offer."""
    paper = bill(desk)

    def act() -> None:
        with desk.store.atomic():
            API[how](desk, paper)

    with pytest.raises((errors.Refused, sqlite3.IntegrityError)):
        act()
    assert bill(desk) == paper


def test_byte_changed_in_an_issued_bill_is_found_where_sqlite_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 36 (and 10): one figure of the content, of the amount, of an event, of the chain; past every trigger."""
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    closed(desk)
    paper = bill(desk)
    _, _, tip = desk.store.journal.tip()
    desk.close(backup=False)
    path = desk.folder / FILE
    good = path.read_bytes()
    wanted = ['"total":54240', paper.content_sum, paper.number, '"from":"']
    places = [m.start() + 1 for words in wanted for m in re.finditer(re.escape(words.encode()), good)]
    places += [m.start() for m in re.finditer(re.escape(tip), good)]
    found = 0
    for place in places:
        bad = bytearray(good)
        bad[place] ^= 1
        path.write_bytes(bad)
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as look:
            silent = look.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        damage = check(desk.folder).damage
        found += silent and bool(damage)
    assert found >= 4
    path.write_bytes(good)
    assert check(desk.folder).damage == []


def test_names_of_files_are_made_of_ids_and_numbers_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 45: whatever a customer, a plate or a note is called; nothing lies outside the shop folder either."""
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    names = []
    for number, payload in enumerate(("../../etc/passwd", "CON", "a:b|c?*<>", "trailing. ", *PAYLOADS.values())):
        visit = desk.reception.arrive(newcomer=Newcomer(plate=f"P{number}", name=payload, phone="1"))
        desk.sheets.edit(Vehicle, file(desk, visit).vehicle.id, {"plate": payload[:10], "model": payload[:40]})
        desk.sheets.edit(Customer, file(desk, visit).customer.id, {"note": payload})
        check_in(desk, visit, concern=payload)
        desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
        names += [desk.papers.file_name(paper) for paper in desk.papers.print(visit, ["work_order", "walk_around"])]
    desk.close()
    assert len(names) == 2 * (4 + len(PAYLOADS))
    assert [name for name in names if not re.fullmatch(r"V-\d{6}-A1-\d{3}-rev\d+-[a-z_]+-(en|zh_CN)", name)] == []
    allowed = r"shop\.sqlite3|papers/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.pdf|backups/shop-\d{8}-\d{6}\.sqlite3"
    found = [path.relative_to(desk.folder).as_posix() for path in desk.folder.rglob("*") if path.is_file()]
    assert [name for name in found if not re.fullmatch(allowed, name)] == []
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


def test_nothing_writes_tables_for_other_programs_yet(project: Path) -> None:
    """Row 43: there is no export. Who adds one guards cells that begin with = + - @ TAB CR, and tests that here."""
    package = project / "reception_desk"
    writers = [
        path.name
        for path in package.rglob("*.py")
        if re.search(r"csv\.writer|DictWriter|openpyxl", path.read_text("utf-8"))
    ]
    assert writers == []
