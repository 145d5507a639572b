"""The shop file: forms in, forms out, all or nothing, one sync per save."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reception_desk import errors
from reception_desk.desk.desk import Desk
from reception_desk.forms import fields as f
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.sheets import SHEETS, all_forms
from reception_desk.forms.vehicle import Vehicle
from reception_desk.store import tables
from reception_desk.store.check import check
from reception_desk.store.ids import UuidIds
from reception_desk.store.store import Store
from tests.fakes import fake_papers
from tests.filled import filled
from tests.shops import MORNING, clock_of, make_desk, small_shop


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    yield desk
    assert not desk.store.connection.in_transaction
    desk.close(backup=False)


def reopened(desk: Desk) -> Desk:
    """The same folder as a new start of the program finds it after a crash: a copy, with the WAL as it lies there."""
    copy = desk.folder.with_name(f"{desk.folder.name}-after-crash")
    shutil.copytree(desk.folder, copy)
    return make_desk(copy, seed=99)


# Forms to rows and back


@pytest.mark.parametrize("form", SHEETS, ids=lambda form: form.table)
def test_every_field_comes_back_from_the_file(form: type[f.Form], desk: Desk) -> None:
    sheet = filled(form)
    with desk.store.atomic():
        desk.store.insert(sheet)
    again = reopened(desk)
    assert again.store.get(form, sheet.id) == sheet
    again.close(backup=False)


@pytest.mark.parametrize("form", SHEETS, ids=lambda form: form.table)
def test_blank_sheet_comes_back_blank(form: type[f.Form], desk: Desk) -> None:
    with desk.store.atomic():
        sheet_id = desk.store.insert(form())
    assert desk.store.get(form, sheet_id) == form(id=sheet_id)


def test_every_table_is_strict_with_uuid_keys(desk: Desk) -> None:
    conn = desk.store.connection
    made = {row[0]: row[1] for row in conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")}
    ours = {form.table for form in all_forms()} | set(tables.DESK_TABLES)
    assert ours <= set(made)
    assert not [name for name in ours if not made[name].endswith("STRICT")]
    assert "AUTOINCREMENT" not in "".join(made.values())
    with pytest.raises(sqlite3.IntegrityError):
        conn.execute("INSERT INTO visit(id, arrived) VALUES('x', 'soon')")
    conn.rollback()


def test_rules_of_the_connection_hold(desk: Desk) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "locking_mode": "exclusive",
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    conn = desk.store.connection
    assert {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected
    assert sqlite3.sqlite_version_info >= (3, 40)


def test_file_gains_the_columns_and_tables_of_a_newer_version(desk: Desk) -> None:
    """A file as an older version left it: a column, an index and a whole table are missing."""
    shop = small_shop(desk)
    conn = desk.store.connection
    conn.executescript("ALTER TABLE customer DROP COLUMN vip; DROP TABLE package_line; DROP INDEX event_entity")
    older = desk.folder
    desk.store.connection.execute("UPDATE desk SET forms = 'older'")
    conn.commit()
    again = reopened(desk)
    person = again.sheets.get(Customer, shop.customer)
    assert person and person.name == "王伟" and person.vip is False
    again.sheets.edit(Customer, shop.customer, {"vip": True})
    kept = again.sheets.get(Customer, shop.customer)
    assert kept and kept.vip
    again.close(backup=False)
    shutil.copytree(again.folder, older, dirs_exist_ok=True)


# Revisions and clocks


def test_each_change_counts_up_and_its_clock_never_runs_backward(desk: Desk) -> None:
    shop = small_shop(desk)
    seen = []
    for step, seconds in enumerate((1, -3 * 365 * 86_400, 0, 10 * 365 * 86_400, -1)):
        clock_of(desk).advance(seconds)
        desk.sheets.edit(Vehicle, shop.vehicle, {"colour": f"colour {step}"})
        row = desk.store.connection.execute("SELECT rev, hlc FROM vehicle WHERE id = ?", (shop.vehicle,))
        seen.append(row.fetchone())
    assert [rev for rev, _ in seen] == [2, 3, 4, 5, 6]
    clocks = [hlc for _, hlc in seen]
    assert clocks == sorted(set(clocks))


def test_clock_that_was_set_back_over_a_crash_does_not_run_backward(desk: Desk) -> None:
    """Row 32."""
    shop = small_shop(desk)
    phone = desk.store.find(Phone)[0]
    clock_of(desk).advance(3600)
    desk.sheets.edit(Vehicle, shop.vehicle, {"colour": "red"})
    desk.sheets.edit(Phone, phone.id, {"note": "wife"})
    (last,) = desk.store.connection.execute("SELECT max(hlc) FROM phone").fetchone()
    again = reopened(desk)
    clock_of(again).advance(-86_400)
    assert again.store.tick() > last
    again.close(backup=False)


def test_clock_that_was_set_back_between_two_starts_does_not_mix_up_what_was_made_first(desk: Desk) -> None:
    first = [desk.sheets.create(Customer(name=str(number))) for number in range(3)]
    again = reopened(desk)
    clock_of(again).advance(-3 * 365 * 86_400)
    second = [again.sheets.create(Customer(name=str(number))) for number in range(3)]
    assert [person.id for person in again.store.find(Customer)] == first + second
    again.close(backup=False)


def test_same_seed_and_clock_once_more_give_other_ids(tmp_path: Path) -> None:
    made: set[str] = set()
    for start in (1, 2):
        desk = make_desk(tmp_path / "shop")
        made |= {desk.sheets.create(Customer(name=str(number))) for number in range(20)}
        desk.close(backup=False)
        assert len(made) == 20 * start


def test_ids_sort_by_the_order_in_which_they_were_made() -> None:
    clock = FixedClock(MORNING)
    ids = UuidIds(clock)
    made = []
    for step in range(5000):
        clock.advance(0.001 if step % 7 else -5)
        made.append(ids())
    assert made == sorted(set(made))
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one) for one in made
    )


# All or nothing


def test_save_that_fails_leaves_nothing_and_the_next_one_stands(desk: Desk) -> None:
    """Row 23: through the desk; past it: tests/test_old_files.py."""
    person = desk.sheets.create(Customer(name="王伟"))

    def fail() -> None:
        with desk.store.atomic():
            desk.store.update(Customer, person, {"name": "half"})
            desk.store.insert(Customer(id=person))

    with pytest.raises(sqlite3.IntegrityError):
        fail()
    assert not desk.store.connection.in_transaction
    desk.sheets.edit(Customer, person, {"note": "after"})
    again = reopened(desk)
    kept = again.sheets.get(Customer, person)
    assert kept and (kept.name, kept.note) == ("王伟", "after")
    assert [found.customer for found in again.store.search.find("王伟")] == [person]
    again.close(backup=False)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from tests.shops import make_desk
from reception_desk import errors
from reception_desk.forms.customer import Customer
desk = make_desk(Path(sys.argv[1]))
good = desk.sheets.create(Customer(name="before"))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = desk.store.path.with_name(desk.store.path.name + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
try:
    desk.sheets.edit(Customer, good, {"note": "x" * 4000})
except errors.DeskError as trouble:
    print(trouble.say.source.split(",")[0])
assert not desk.store.connection.in_transaction
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
desk.sheets.edit(Customer, good, {"note": "after"})
print(desk.sheets.get(Customer, good).note)
desk.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a process")
def test_full_disk_is_said_and_the_next_save_stands(tmp_path: Path, project: Path) -> None:
    """Row 5: in a process of its own; every writer: tests/test_faults_disk.py."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "shop")], cwd=project, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == ["The disk is full", "after"], done.stderr
    assert check(tmp_path / "shop").damage == []


def test_damage_on_the_way_to_disk_is_no_lost_draft(desk: Desk) -> None:
    """A fault in the middle of a command: rows, event, draft and search are as before."""
    shop = small_shop(desk)
    state = list(desk.store.connection.iterdump())

    def fail() -> None:
        with desk.store.atomic():
            desk.sheets.edit(Vehicle, shop.vehicle, {"plate": "粤B00000"})
            desk.sheets.leave()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(desk.store.connection.iterdump()) == state


# One sync


SAVES = """
import os, sys
from pathlib import Path
from tests.shops import make_desk, small_shop, walked_in, file
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.vehicle import Vehicle
desk = make_desk(Path(sys.argv[1]))
sheet = file(desk, walked_in(desk)).check_in.id
desk.sheets.edit(CheckIn, sheet, {"odometer": 1})
os.mkdir(sys.argv[1] + "/begin")
for odometer in range(2, 12):
    desk.sheets.edit(CheckIn, sheet, {"odometer": odometer})
for step in range(10):
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"plate": f"B{step}", "colour": "red"})
for step in range(10):
    walked_in(desk)
os.mkdir(sys.argv[1] + "/end")
os._exit(0)
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_each_save_is_one_sync(tmp_path: Path, project: Path) -> None:
    """Row 2: thirty saves: a field with the draft begun, a plate with its search entry, a whole visit."""
    log = tmp_path / "log"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=mkdir,fsync,fdatasync", "-o", str(log),
         sys.executable, "-c", SAVES, str(tmp_path / "shop")], cwd=project, check=True,
    )  # fmt: skip
    text = log.read_text(encoding="utf-8")
    between = text[text.index("/begin") : text.index("/end")]
    assert between.count("sync(") == 30


def test_store_that_cannot_be_opened_lets_go_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    make_desk(folder).close(backup=False)
    with pytest.raises(errors.ShopFileError):
        Store(folder / "shop.sqlite3", FixedClock(MORNING), UuidIds(FixedClock(MORNING)))
    make_desk(folder).close(backup=False)
