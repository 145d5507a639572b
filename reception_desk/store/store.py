"""A shop folder: forms in, forms out, every change with its event, one sync a save."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reception_desk import errors
from reception_desk.forms import fields as f
from reception_desk.forms.moments import Clock
from reception_desk.forms.sheets import BY_TABLE, SHEET_OF
from reception_desk.store import backup, database, debts, migrations, rescue, rows, tables
from reception_desk.store.events import Journal
from reception_desk.store.ids import Ids
from reception_desk.store.numbers import Numbers
from reception_desk.store.papers import Papers
from reception_desk.store.search import Search

if TYPE_CHECKING:
    from sqlite_utils import Database

F = TypeVar("F", bound=f.Form)
L = TypeVar("L", bound=f.Line)
MOST = 500
"""Sheets whose rows are asked for at once: SQLite takes no more than so many values in older builds."""
ONE = -1
"""Exactly one value: no list of them."""
LOCKS = frozenset({"visit", "stage"})
"""The fields of a sheet that tell whether it may be changed."""


class Store:
    """The one that holds the file. Raises ShopFileError when the folder cannot be opened."""

    def __init__(self, folder: Path, clock: Clock, ids: Ids) -> None:
        self.folder = folder
        self.clock = clock
        self.ids = ids
        self.connection, self.last_stop = database.open_file(folder)
        self._last_hlc = 0
        self._newest: dict[str, tuple[int, int]] = {}
        """By table, how many rows this connection had written, and the newest change that was there then."""
        try:
            self._bring_up()
        except sqlite3.DatabaseError as trouble:
            self.connection.close()
            raise database.trouble_of(trouble, self.path) from trouble
        except errors.DeskError:
            self.connection.close()
            raise
        rescue.note_open(folder)
        self.journal = Journal(self)
        self.numbers = Numbers(self)
        self.papers = Papers(self)
        self.search = Search(self)

    @property
    def path(self) -> Path:
        return self.folder / database.FILE

    @cached_property
    def db(self) -> Database:
        """sqlite-utils round our connection; imported when something is written, not for the first screen."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False)

    def _bring_up(self) -> None:
        if not tables.is_current(self.connection):
            self._change_tables(fresh=not tables.columns(self.connection))
        self._last_hlc = self._newest_hlc()
        (last_id,) = self.connection.execute("SELECT max(event_id) FROM event").fetchone()
        if last_id:
            self.ids.after(last_id)

    def _change_tables(self, *, fresh: bool) -> None:
        """All of it or nothing, and before it a copy of what was; DeskError when it cannot be done."""
        if not fresh:
            backup.before_change(self)
        self.connection.execute("PRAGMA foreign_keys=OFF")  # a table that is made anew takes no rows of others along
        try:
            with self.db.atomic():
                migrations.apply(self.db, fresh=fresh)
                tables.bring_up(self.db)
                self._sign_desk()
        except migrations.TROUBLES as trouble:
            known = self._trouble(trouble) if isinstance(trouble, sqlite3.DatabaseError) else None
            raise known or errors.not_migrated(self.path) from trouble
        finally:
            self.connection.execute("PRAGMA foreign_keys=ON")

    def _newest_hlc(self) -> int:
        """The desk's own, or that of a sheet that was being edited when the program stopped."""
        (newest,) = self.connection.execute("SELECT last_hlc FROM desk").fetchone()
        for entity, table in self.connection.execute("SELECT entity_id, form FROM draft").fetchall():
            places = [(table, "id"), *((row.table, "parent") for row in BY_TABLE[table].rows().values())]
            for name, column in places:
                row = self.connection.execute(f'SELECT max(hlc) FROM "{name}" WHERE "{column}" = ?', (entity,))
                newest = max(newest, row.fetchone()[0] or 0)
        return int(newest)

    def _sign_desk(self) -> None:
        if self.connection.execute("SELECT 1 FROM desk").fetchone() is None:
            self.connection.execute("INSERT INTO desk VALUES(?, 'A', 1, 0, 0, '')", (self.ids(),))
        self.connection.execute("UPDATE desk SET forms = ?", (tables.signature(self.connection),))

    def close(self) -> None:
        """Fold the WAL into the file and let go of it; on a full disk the WAL stays, and holds all that is saved."""
        try:
            with suppress(sqlite3.OperationalError):
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.connection.close()
        if not self.path.with_name(f"{database.FILE}-wal").exists():
            rescue.note_closed(self.folder)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One save: all of it or nothing, one sync. Nests. What the world does to it comes out as a DeskError."""
        outermost = not self.connection.in_transaction
        try:
            with self.db.atomic():
                yield
                if outermost:
                    self.search.refresh()
        except sqlite3.DatabaseError as trouble:
            known = self._trouble(trouble)
            if known is None:
                raise
            raise known from trouble
        finally:
            if outermost:
                self.search.forget()
                if self.connection.in_transaction:
                    self.connection.rollback()

    def _trouble(self, trouble: sqlite3.DatabaseError) -> errors.DeskError | None:
        words = str(trouble)
        if "is full" in words or "disk I/O" in words:
            return errors.disk_full(self.path)
        if "locked" in words or "busy" in words:
            return errors.file_locked(self.path)
        if "malformed" in words:
            return errors.broken_file(self.path)
        return errors.read_only(self.folder) if "readonly" in words else None

    def tick(self) -> int:
        """The hybrid logical clock: wall milliseconds that never run backward."""
        self._last_hlc = max(self.clock.now().ms, self._last_hlc + 1)
        return self._last_hlc

    @cached_property
    def desk_sign(self) -> tuple[str, int]:
        """Letter and epoch: as long as the file is open they stay."""
        code, epoch = self.connection.execute("SELECT code, epoch FROM desk").fetchone()
        return str(code), int(epoch)

    @property
    def desk_code(self) -> str:
        """Letter and epoch, A1: part of every number that people see."""
        return "{}{}".format(*self.desk_sign)

    # Reading

    def get(self, form: type[F], row_id: str) -> F | None:
        """One sheet with its rows; None if there is none or it was taken away."""
        found = self.find(form, {"id": row_id}, with_rows=True) if row_id else []
        return found[0] if found else None

    def part(self, form: type[F], row_id: str, names: Iterable[str]) -> F | None:
        """One sheet or row with some of its fields only (`parent` and `position` of a Line are fields here)."""
        own = {name: form.specs().get(name) for name in names}
        columns = [column for name, spec in own.items() for column in (rows.columns_for(spec) if spec else (name,))]
        row = self.connection.execute(
            f'SELECT {rows.quoted(("id", *columns))} FROM "{form.table}" WHERE id = ? AND deleted_ms IS NULL', (row_id,)
        ).fetchone()
        if row is None:
            return None
        kept = dict(zip(("id", *columns), row, strict=True))
        return form(
            id=row_id, **{name: rows.from_columns(spec, kept) if spec else kept[name] for name, spec in own.items()}
        )

    def value(self, form: type[f.Form], row_id: str, name: str) -> Any:
        """One column of one row; None if the row is not there."""
        where = f'FROM "{form.table}" WHERE id = ? AND deleted_ms IS NULL'
        row = self.connection.execute(f'SELECT "{name}" {where}', (row_id,)).fetchone()
        return row[0] if row else None

    def newest(self, form: type[f.Form]) -> int:
        """Changes with every change of these sheets or their rows, and goes back with one that was rolled back."""
        written = None if self.connection.in_transaction else self.connection.total_changes
        if written is not None and self._newest.get(form.table, (-1, 0))[0] == written:
            return self._newest[form.table][1]  # nothing at all was written since
        tables = (form.table, *(row.table for row in form.rows().values()))
        newest = max(hlc or 0 for (hlc,) in self.connection.execute(_changed(tables)))
        if written is not None:
            self._newest[form.table] = written, newest
        return newest

    def find(
        self,
        form: type[F],
        match: Mapping[str, Any] | None = None,
        *,
        order: str = "id",
        limit: int = -1,
        with_rows: bool = False,
    ) -> list[F]:
        """Sheets that are there. `match`: column to value, a tuple means any of them; a column may carry an operator
        ("arrives >=", "number !="). `order`: columns, "-arrived" is the newest first. Rows come by position.
        """
        asked, args = _asked(match or {})
        sql = _select(form.table, rows.shape(form).read, asked, order)
        found = list(map(rows.maker(form), self.connection.execute(sql, (*args, limit)).fetchall()))
        if with_rows and found:
            for name, row_form in form.rows().items():
                held = self._held(row_form, [sheet.id for sheet in found])
                for sheet in found:
                    setattr(sheet, name, tuple(held.get(sheet.id, ())))
        return found

    def _held(self, row_form: type[L], parents: Sequence[str]) -> dict[str, list[L]]:
        """Rows of some sheets by their parent, by position; in one question for every so many."""
        found: dict[str, list[L]] = {}
        for start in range(0, len(parents), MOST):
            for row in self.find(row_form, {"parent": tuple(parents[start : start + MOST])}, order="position id"):
                found.setdefault(row.parent, []).append(row)
        return found

    def columns(
        self,
        form: type[f.Form],
        names: tuple[str, ...],
        match: Mapping[str, Any],
        *,
        order: str = "id",
        limit: int = -1,
    ) -> list[tuple[Any, ...]]:
        """Some columns of what `find` finds, as the file keeps them: for choosing among many rows."""
        asked, args = _asked(match)
        return self.connection.execute(_select(form.table, rows.quoted(names), asked, order), (*args, limit)).fetchall()

    def newest_of(
        self, form: type[f.Form], column: str, values: Iterable[str], match: Mapping[str, Any]
    ) -> dict[str, str]:
        """For each value of a column the id of the sheet that arrived last, where there is one."""
        asked, args = _asked(match)
        sql = _newest(form.table, column, asked)
        return {key: row_id for key, row_id in self.connection.execute(sql, (*args, json.dumps([*values]))) if row_id}

    def open_debts(self, customers: tuple[str, ...]) -> list[tuple[str, str, int | None, int]]:
        """What these customers have on account; see `debts.open_debts`."""
        return debts.open_debts(self.connection, customers)

    # Writing; each inside the caller's `atomic()`

    def insert(self, form: f.Form) -> str:
        """A new sheet or row, with the rows it holds. Its id is made here unless it has one."""
        form.id = form.id or self.ids()
        columns = rows.columns_of(form)
        columns |= self._stamp(rev=1)
        if rows.shape(type(form)).salted:
            columns["salt"] = self.ids.salt()
        self.connection.execute(_insert(form.table, tuple(columns)), tuple(columns.values()))
        for name in type(form).rows():
            for position, row in enumerate(getattr(form, name)):
                row.parent, row.position = form.id, position
                self.insert(row)
        self.search.touched(form)
        return form.id

    def update(self, form: type[f.Form], row_id: str, values: Mapping[str, Any]) -> None:
        """Write some fields of one row (`position` of a Line too)."""
        columns: dict[str, Any] = {}
        for name, kept in values.items():
            columns |= {name: kept} if name == "position" else rows.to_columns(form.spec(name), kept)
        self._set(form, row_id, columns)

    def remove(self, form: type[f.Form], row_id: str, *, back: bool = False) -> None:
        """Take a row away (it stays in the file), or with `back` bring it back."""
        self._set(form, row_id, {"deleted_ms": None if back else self.clock.now().ms})

    def _set(self, form: type[f.Form], row_id: str, columns: dict[str, Any]) -> None:
        told = self.search.tells(form, columns)
        if told:
            self.search.touched_row(form, row_id)
        columns |= self._stamp()
        sets = ", ".join(f'"{name}" = ?' for name in columns)
        self.connection.execute(
            f'UPDATE "{form.table}" SET {sets}, rev = rev + 1 WHERE id = ?', (*columns.values(), row_id)
        )
        if told:
            self.search.touched_row(form, row_id)  # and whom it belongs to now

    def _stamp(self, **more: int) -> dict[str, Any]:
        return {"hlc": self.tick(), "updated_ms": self.clock.now().ms, **more}

    def sheet_of(self, form: type[f.Form], row_id: str) -> f.Form | None:
        """The sheet that an edit of this row belongs to, the row's parent or the sheet itself, as far as locks ask."""
        if issubclass(form, f.Line):
            row = self.connection.execute(f'SELECT parent FROM "{form.table}" WHERE id = ?', (row_id,)).fetchone()
            form, row_id = sheet_form(form), row[0] if row else ""
        return self.part(form, row_id, LOCKS & form.specs().keys())


def sheet_form(row: type[f.Form]) -> type[f.Form]:
    """The sheet that holds rows of this form."""
    return BY_TABLE[SHEET_OF[row.table]]


def _asked(match: Mapping[str, Any]) -> tuple[tuple[tuple[str, int], ...], list[Any]]:
    """Of each condition (column with its operator, how many values it may have or ONE), and all values."""
    asked: list[tuple[str, int]] = []
    args: list[Any] = []
    for key, wanted in match.items():
        if isinstance(wanted, tuple):
            asked.append((key, len(wanted)))
            args += wanted
        else:
            asked.append((key, ONE))
            args.append(wanted)
    return tuple(asked), args


@lru_cache(maxsize=512)
def _select(table: str, chosen: str, asked: tuple[tuple[str, int], ...], order: str) -> str:
    return f'SELECT {chosen} FROM "{table}" WHERE {_where(asked)} ORDER BY {_order(order)} LIMIT ?'


@lru_cache(maxsize=64)
def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f'INSERT INTO "{table}"({rows.quoted(columns)}) VALUES({",".join("?" * len(columns))})'


@lru_cache(maxsize=64)
def _changed(tables: tuple[str, ...]) -> str:
    return " UNION ALL ".join(f'SELECT max(hlc) FROM "{table}"' for table in tables)


@lru_cache(maxsize=64)
def _newest(table: str, column: str, asked: tuple[tuple[str, int], ...]) -> str:
    one = f'SELECT id FROM "{table}" WHERE "{column}" = each.value AND {_where(asked)} ORDER BY arrived DESC, id DESC'
    return f"SELECT each.value, ({one} LIMIT 1) FROM json_each(?) AS each"


def _where(asked: tuple[tuple[str, int], ...]) -> str:
    parts = ["deleted_ms IS NULL"]
    for key, count in asked:
        column, _, operator = key.partition(" ")
        parts.append(f'"{column}" IN ({",".join("?" * count)})' if count != ONE else f'"{column}" {operator or "="} ?')
    return " AND ".join(parts)


def _order(order: str) -> str:
    return ", ".join(f'"{name.lstrip("-")}"' + (" DESC" if name.startswith("-") else "") for name in order.split())
