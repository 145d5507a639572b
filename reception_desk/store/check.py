"""Is this shop folder sound? Looked at in a copy; the folder keeps every byte and every name."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from reception_desk.forms.document import Document
from reception_desk.forms.words import Text, say
from reception_desk.store import database
from reception_desk.store.events import COLUMNS, FIRST, sum_of

TRIES = 5
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite says of a damaged file; its words for it may hold the noise that stands where a name was."""


@dataclass
class Report:
    """`damage` are findings that mean loss or change; `notes` (orphan files …) are no damage."""

    sqlite: str = sqlite3.sqlite_version
    events: int = 0
    documents: int = 0
    damage: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def check(folder: Path) -> Report:
    """Look at a copy of the file with its WAL. OSError when there is none to copy; the caller holds the lock."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="reception-desk-check-") as place:
        copy = copied(folder, Path(place))
        connection = sqlite3.connect(copy)
        try:
            _check_copy(connection, folder, report)
        except UNREADABLE as trouble:
            report.damage.append(say("the file cannot be read: {trouble}", trouble=str(trouble)))
        finally:
            connection.close()
    return report


def quick_check(folder: Path) -> bool:
    """Whether SQLite finds nothing wrong in a copy of the file; the desk may go on meanwhile. OSError as `check`."""
    with tempfile.TemporaryDirectory(prefix="reception-desk-check-") as place:
        connection = sqlite3.connect(copied(folder, Path(place)))
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except UNREADABLE:
            return False
        finally:
            connection.close()


def copied(folder: Path, place: Path) -> Path:
    """The file with its WAL as they were at one moment: a WAL that was begun anew meanwhile has another head."""
    copy, wal = place / database.FILE, folder / f"{database.FILE}-wal"
    for _ in range(TRIES):
        head = _head(wal)
        shutil.copyfile(folder / copy.name, copy)
        copied_wal = copy.with_name(wal.name)
        copied_wal.unlink(missing_ok=True)
        if head:
            shutil.copyfile(wal, copied_wal)
        if head == _head(wal):
            break
    return copy


def _head(wal: Path) -> bytes:
    try:
        with wal.open("rb") as file:
            return file.read(32)
    except FileNotFoundError:
        return b""


def _check_copy(connection: sqlite3.Connection, folder: Path, report: Report) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != database.APPLICATION_ID:
        report.damage.append(say("this is not a shop file"))
        return
    for (finding,) in connection.execute("PRAGMA integrity_check").fetchall():
        if finding != "ok":
            report.damage.append(say("integrity: {finding}", finding=finding))
    if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        report.notes.append(say("nothing was written to this shop yet"))
        return
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        report.damage.append(say("foreign key: {row}", row=str(row)))
    _check_chain(connection, report)
    _check_documents(connection, folder, report)
    _check_told(connection, report)
    _check_series(connection, report)


def _check_chain(connection: sqlite3.Connection, report: Report) -> None:
    """Each event's hash follows from the one before, without a gap, up to the last one that the desk knows of."""
    previous, expected = FIRST, 1
    for *values, kept in connection.execute(f"SELECT {','.join(COLUMNS)}, hash FROM event ORDER BY desk_seq"):
        row = dict(zip(COLUMNS, values, strict=True))
        if row["desk_seq"] != expected:
            report.damage.append(say("event {number} is missing", number=str(expected)))
            expected = row["desk_seq"]
        if sum_of(previous, row) != kept:
            report.damage.append(say("event {number} was altered", number=str(expected)))
        if not _is_json(row["body"]):
            report.damage.append(say("event {number} cannot be read", number=str(expected)))
        previous, expected = kept, expected + 1
    report.events = expected - 1
    last = connection.execute("SELECT last_seq FROM desk").fetchone()
    if last != (report.events,):
        wrote = last[0] if last else 0
        report.damage.append(say("the desk wrote {wrote} events, {there} are there", wrote=wrote, there=report.events))


def _check_documents(connection: sqlite3.Connection, folder: Path, report: Report) -> None:
    expected = set()
    rows = connection.execute("SELECT id, kind, content, content_sum, file_sum FROM document").fetchall()
    for document, kind, content, content_sum, file_sum in rows:
        path = folder / "papers" / f"{document}.pdf"
        expected.add(path.name)
        if content and hashlib.sha256(content.encode()).hexdigest() != content_sum.lower():
            report.damage.append(say("{paper}: the content was altered", paper=_paper(kind, document)))
        if not path.exists():
            report.damage.append(say("{paper}: the paper's file is missing", paper=_paper(kind, document)))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != file_sum.lower():
            report.damage.append(say("{paper}: the paper's file was altered", paper=_paper(kind, document)))
    report.documents = len(rows)
    papers = folder / "papers"
    orphans = sorted(path.name for path in papers.iterdir() if path.name not in expected) if papers.exists() else []
    report.notes += [say("orphan file {name}", name=f"papers/{name}") for name in orphans]


def _check_told(connection: sqlite3.Connection, report: Report) -> None:
    """Each paper is what its event in the chain says: a row of its own hash could be changed with its hash."""
    kept = {
        row[0]: {"kind": row[1], "number": row[2], "amount": row[3], "sum": row[4]}
        for row in connection.execute("SELECT id, kind, number, amount, content_sum FROM document")
    }
    told = set()
    for (body,) in connection.execute("SELECT body FROM event WHERE kind IN ('issued', 'printed')"):
        fact = json.loads(body) if _is_json(body) else {}
        paper = fact.get("document", "")
        told.add(paper)
        if paper not in kept:
            report.damage.append(say("{paper}: it is missing", paper=_paper(fact.get("kind", ""), paper)))
        elif any(name in fact and fact[name] != value for name, value in kept[paper].items()):
            report.damage.append(say("{paper}: it is not what was printed", paper=_paper(fact["kind"], paper)))
    for paper in kept:
        if paper not in told:
            report.damage.append(say("{paper}: no event tells of it", paper=_paper(kept[paper]["kind"], paper)))


def _paper(kind: str, document: str) -> Text:
    return say("{kind} {document}", kind=Document.spec("kind").option(kind), document=document)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _check_series(connection: sqlite3.Connection, report: Report) -> None:
    """Every number of a legal series up to the next one is on exactly one document."""
    for name, prefix, upcoming in connection.execute("SELECT name, prefix, next FROM number_series").fetchall():
        if not name.startswith("legal:"):
            continue
        numbers = [
            row[0]
            for row in connection.execute(
                "SELECT number FROM document WHERE number >= ? AND number < ?", (prefix, prefix + "~")
            )
        ]
        expected = [f"{prefix}{number:06d}" for number in range(1, upcoming)]
        if sorted(numbers) != expected:
            wrong = ", ".join(sorted(set(expected) ^ set(numbers)) or numbers)
            report.damage.append(say("{numbers}: missing or there twice", numbers=wrong))
