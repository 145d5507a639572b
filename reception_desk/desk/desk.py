"""The front desk: what the screen holds. Each part is a stage of the day, each method one thing a person does."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path

from reception_desk.desk.parts import Parts
from reception_desk.desk.sheets import Sheets
from reception_desk.desk.watch import Watch
from reception_desk.forms.fields import Known
from reception_desk.forms.moments import Clock, Moment
from reception_desk.forms.sheets import BY_TABLE
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.language import Language
from reception_desk.store.backup import back_up, back_up_beside, newest
from reception_desk.store.database import ENGINE
from reception_desk.store.ids import Ids, UuidIds
from reception_desk.store.pinyin import Spelling, spelling
from reception_desk.store.store import Store


class Desk(Parts):
    """One open shop. Clock and ids come from outside, so that tests own time. Raises ShopFileError."""

    def __init__(self, folder: Path, *, clock: Clock, ids: Ids | None = None) -> None:
        self.clock = clock
        self.ids = ids or UuidIds(clock)
        self.store = Store(folder, clock, self.ids)
        self._shop: tuple[int, Shop] | None = None
        """The shop's sheet as it was read last, and the newest change of it then: every sum and paper asks for it."""
        self.sheets = Sheets(self)
        self.watch = Watch(self)
        self.recovered = self.reception.recover() if self.sheets.half_done() else None
        """The visit that was being worked on when the program stopped without being closed."""

    @property
    def folder(self) -> Path:
        return self.store.folder

    @property
    def engine(self) -> str:
        """The version of SQLite that holds the file."""
        return ENGINE

    def now(self) -> Moment:
        return self.clock.now()

    def shop(self) -> Shop:
        """The shop's own sheet; a fresh one for a folder that was just made (first run fills it)."""
        newest = self.store.newest(Shop)
        if self._shop is None or self._shop[0] != newest:
            found = self.store.find(Shop, with_rows=True, limit=1)
            self._shop = (newest, found[0] if found else Shop())
        return copy(self._shop[1])

    def staff(self) -> list[Staff]:
        """The people who work here now, by name."""
        return self.store.find(Staff, {"gone": 0}, order="name")

    def names(self, table: str) -> list[tuple[str, str]]:
        """(id, name) of all that a link can point at; of customers and cars there are too many to list."""
        form = BY_TABLE[table]
        column = "plate" if "plate" in form.specs() else "name"
        if column not in form.specs():
            return []
        match = {"gone": 0} if "gone" in form.specs() else {}
        found = self.store.find(form, match, order=column)
        return [(row.id, getattr(row, column)) for row in found if getattr(row, column)]

    def language(self, code: str) -> Language:
        """Words of one language in this shop's region, money and units."""
        return Language(code, *self.shop().measures)

    def known(self, **more: object) -> Known:
        shop = self.shop()
        return Known(today=self.now().day(), region=shop.region, distance=shop.distance or "km", **more)  # type: ignore[arg-type]

    @property
    def actor(self) -> str:
        """The id of who works at the desk now."""
        return self.store.journal.actor

    def work_as(self, staff: str) -> None:
        """Another person takes over: what was edited so far is still the former's."""
        if staff != self.actor:
            self.sheets.leave()
            self.store.journal.actor = staff

    @property
    def last_stop(self) -> str:
        """How the last run ended: "clean", "killed", or "cut" when what it saved last is gone with its file."""
        return self.store.last_stop

    def last_entry(self) -> Moment | None:
        """When the last thing was done at this desk."""
        return self.store.journal.last()

    def is_sound(self) -> bool:
        """SQLite's own look at a copy of the file; may take long, and may be called from a worker thread."""
        from reception_desk.store.check import quick_check

        return quick_check(self.folder)

    def spelling(self, words: str) -> Spelling:
        """The pinyin of Chinese words in every reading, whole and by initials; nothing for Latin ones."""
        return spelling(words)

    def key_list(self, groups: Sequence[tuple[str, Sequence[tuple[Sequence[str], str]]]], language: Language) -> bytes:
        """The keys of the program on one page, in one language; it belongs to no visit and is kept nowhere."""
        from reception_desk import printing

        shop, day = self.shop(), language.day(self.now().day())
        return printing.draw_keys(groups, language=language, shop=shop.name, day=day, page=shop.sheet_page)

    def back_up(self) -> Path:
        """A verified backup now, of all that is saved; called from a worker thread, the desk goes on."""
        return back_up_beside(self.folder, self.now())

    def last_backup(self) -> Path | None:
        return newest(self.folder, self.now())

    def close(self, *, backup: bool = True) -> None:
        """Gather what is open, make a verified backup, let go of the file."""
        try:
            self.sheets.leave()
            if backup:
                back_up(self.store)
        finally:
            self.store.close()
