"""Forms to STRICT tables, read off the declarations; a file gains the columns that a form has gained."""

from __future__ import annotations

import functools
import sqlite3
import zlib
from typing import TYPE_CHECKING

from reception_desk.forms import fields as f
from reception_desk.forms.sheets import all_forms
from reception_desk.store import migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

INDEXED = frozenset({"visit", "vehicle", "customer", "owner", "parent", "stage", "number", "scan"})
LED = frozenset({("visit", "vehicle")})
"""Columns of a table that another of its indexes begins with."""
DESK_TABLES = {
    "desk": "id TEXT PRIMARY KEY, code TEXT NOT NULL, epoch INTEGER NOT NULL, last_hlc INTEGER NOT NULL,"
    " last_seq INTEGER NOT NULL, forms TEXT NOT NULL",
    "number_series": "name TEXT PRIMARY KEY, prefix TEXT NOT NULL, next INTEGER NOT NULL",
    "event": "event_id TEXT PRIMARY KEY, desk INTEGER NOT NULL, epoch INTEGER NOT NULL, desk_seq INTEGER NOT NULL,"
    " hlc INTEGER NOT NULL, at_utc_ms INTEGER NOT NULL, tz_offset_min INTEGER NOT NULL, actor_id TEXT NOT NULL,"
    " kind TEXT NOT NULL, v INTEGER NOT NULL, entity_id TEXT NOT NULL, body TEXT NOT NULL,"
    " hash BLOB NOT NULL, UNIQUE(desk, epoch, desk_seq)",
    "draft": "entity_id TEXT PRIMARY KEY, form TEXT NOT NULL, actor_id TEXT NOT NULL, before TEXT NOT NULL,"
    " raw TEXT NOT NULL, started_at INTEGER NOT NULL",
    "personal_history": "id TEXT PRIMARY KEY, entity_id TEXT NOT NULL, field TEXT NOT NULL, at INTEGER NOT NULL,"
    " before TEXT NOT NULL, after TEXT NOT NULL",
    "search_entry": "key INTEGER PRIMARY KEY, vehicle TEXT NOT NULL, customer TEXT NOT NULL, plates TEXT NOT NULL,"
    " vin TEXT NOT NULL, phones TEXT NOT NULL, name TEXT NOT NULL, initials TEXT NOT NULL",
}
EXTRAS = (
    # what the first screen, an empty search, a booking and a payment ask for must not grow with the shop's years
    "CREATE INDEX IF NOT EXISTS visit_stage_closed ON visit(stage, closed)",
    "CREATE INDEX IF NOT EXISTS visit_arrived ON visit(arrived, id)",
    # a search asks forty cars for their newest visits: told by the index alone, without a look at the rows
    "CREATE INDEX IF NOT EXISTS visit_newest ON visit(vehicle, deleted_ms, arrived, id, stage)",
    "DROP INDEX IF EXISTS visit_of_car",
    "DROP INDEX IF EXISTS visit_vehicle",
    "CREATE INDEX IF NOT EXISTS appointment_arrives ON appointment(arrives)",
    "CREATE INDEX IF NOT EXISTS vehicle_plate ON vehicle(plate)",
    "CREATE INDEX IF NOT EXISTS payment_debt ON payment(visit, amount) WHERE kind = 'account' AND deleted_ms IS NULL",
    "CREATE INDEX IF NOT EXISTS payment_reverses ON payment(reverses)",
    "CREATE INDEX IF NOT EXISTS payment_pays_off ON payment(pays_off)",
    "CREATE INDEX IF NOT EXISTS event_entity ON event(entity_id)",
    "CREATE INDEX IF NOT EXISTS personal_entity ON personal_history(entity_id)",
    "CREATE INDEX IF NOT EXISTS search_vehicle ON search_entry(vehicle)",
    "CREATE INDEX IF NOT EXISTS search_customer ON search_entry(customer)",
    "CREATE INDEX IF NOT EXISTS search_name ON search_entry(name)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(plates, vin, phones, name, initials,"
    " content='search_entry', content_rowid='key', tokenize='trigram')",
    *(
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, 'append only'); END"
        for table in ("event", "document")
        for act in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE takes rows away without asking the triggers of DELETE
    "CREATE TRIGGER IF NOT EXISTS document_no_replace BEFORE INSERT ON document WHEN EXISTS (SELECT 1 FROM document"
    " WHERE id = NEW.id OR (number <> '' AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER IF NOT EXISTS event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event"
    " WHERE event_id = NEW.event_id OR (desk = NEW.desk AND epoch = NEW.epoch AND desk_seq = NEW.desk_seq))"
    " BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE UNIQUE INDEX IF NOT EXISTS document_numbers ON document(number) WHERE number <> ''",
)
SEARCH_SHADOWS = ("search_text", "search_text_data", "search_text_idx", "search_text_docsize", "search_text_config")
OWN_TABLES = {*SEARCH_SHADOWS, "_sqlite_migrations"}
META = {"rev": "INTEGER", "hlc": "INTEGER", "updated_ms": "INTEGER", "deleted_ms": "INTEGER"}


def version() -> int:
    """What `user_version` says of a file that all migrations have run on."""
    return len(migrations.MIGRATIONS) + 1


def sql_columns(form: type[f.Form]) -> dict[str, str]:
    """Column name to SQL type, in the order of the declaration; rows of a sheet are tables of their own."""
    columns = {"id": "TEXT"}
    if issubclass(form, f.Line):
        columns |= {"parent": "TEXT", "position": "INTEGER"}
    for spec in form.specs().values():
        if spec.kind in f.ROWS:
            continue
        columns[spec.name] = "TEXT" if spec.kind in f.TEXTS | {"several"} else "INTEGER"
        if spec.kind == "moment":
            columns[f"{spec.name}_offset"] = "INTEGER"
    if any(spec.personal for spec in form.specs().values()):
        columns["salt"] = "BLOB"
    return columns | META


def plain(form: type[f.Form]) -> dict[str, str]:
    return {name: f"{kind}{_default(name, kind)}" for name, kind in sql_columns(form).items()}


def _default(name: str, kind: str) -> str:
    if name == "id":
        return " PRIMARY KEY"
    return " NOT NULL DEFAULT ''" if kind == "TEXT" else ""


@functools.cache
def fingerprint() -> str:
    """One sum over all that the schema is made from: equal means that nothing has to be looked at or changed."""
    parts = [f"{form.table}:{plain(form)}" for form in all_forms()]
    text = "\n".join([str(version()), *parts, *map(str, DESK_TABLES.items()), *EXTRAS])
    return f"{len(text)}-{zlib.crc32(text.encode()):08x}"


def signature(connection: sqlite3.Connection) -> str:
    """What `desk.forms` says when these forms were the last to change the file's schema, counted by SQLite itself."""
    return f"{fingerprint()}@{connection.execute('PRAGMA schema_version').fetchone()[0]}"


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the file was last brought to just these forms, and nobody changed its schema since."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'desk'").fetchone():
        return False
    return bool(connection.execute("SELECT forms FROM desk").fetchone() == (signature(connection),))


def columns(connection: sqlite3.Connection) -> dict[str, set[str]]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')} for name in names}


def known(kept: dict[str, set[str]]) -> bool:
    """Whether the file holds no table and no column that this version has never heard of."""
    ours = {form.table: set(sql_columns(form)) for form in all_forms()}
    ours |= {name: {part.split()[0] for part in sql.split(", ")} for name, sql in DESK_TABLES.items()}
    for name, names in kept.items():
        if name in OWN_TABLES or name.startswith("sqlite_"):
            continue
        if name not in ours or not names <= ours[name]:
            return False
    return True


def bring_up(db: Database) -> None:
    """Make what is missing: tables, columns, indexes, triggers; all or nothing. Migrations have run before."""
    conn = db.conn
    kept = columns(conn)
    for name, sql in DESK_TABLES.items():
        if name not in kept:
            conn.execute(f"CREATE TABLE {name}({sql}) STRICT")
    for form in all_forms():
        if form.table in kept:
            _add_columns(conn, form, kept[form.table])
        else:
            body = ", ".join(f'"{name}" {kind}' for name, kind in plain(form).items())
            conn.execute(f'CREATE TABLE "{form.table}"({body}) STRICT')
        for name in sql_columns(form):
            if name in INDEXED and (form.table, name) not in LED:
                conn.execute(f'CREATE INDEX IF NOT EXISTS "{form.table}_{name}" ON "{form.table}"("{name}")')
    for sql in EXTRAS:
        conn.execute(sql)
    conn.execute(f"PRAGMA user_version={version()}")


def _add_columns(conn: sqlite3.Connection, form: type[f.Form], kept: set[str]) -> None:
    for name, kind in plain(form).items():
        if name not in kept:
            conn.execute(f'ALTER TABLE "{form.table}" ADD COLUMN "{name}" {kind}')
