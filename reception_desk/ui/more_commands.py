"""Commands without a key of their own: what the search box offers behind `>` besides the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from reception_desk.desk.blanks import KINDS
from reception_desk.forms.document import Document
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.words import Text, say
from reception_desk.language import OWN_NAMES
from reception_desk.ui import keys
from reception_desk.ui.backing_up import BackingUp
from reception_desk.ui.keys import Command

if TYPE_CHECKING:
    from reception_desk.ui.main_window import MainWindow

Act = Callable[[], object]
DRESS = (("look", "contrast"), ("text_size", "pencil"), ("touch", "device-mobile"), ("board", "calendar-event"))
"""How the screen looks for the person who works here, as the person's sheet declares it."""


class MoreCommands:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.backing_up = BackingUp(window.room)
        self.backing_up.made.connect(window.retranslate)
        self._acts: dict[str, Act] = {
            "reprint": self.reprint,
            "print_keys": self.print_keys,
            "print_blank": window.room.print_blank,
            "new_visit_earlier": self.new_visit_earlier,
            "debts": partial(window.open_place, "debts"),
            "back_up": self.back_up,
        }

    def act(self, name: str) -> Act | None:
        """What a command does; None for one that is not known or cannot be done now."""
        if name == "reprint" and self._last_paper() is None:
            return None
        if name in self._acts:
            return self._acts[name]
        return next((act for one, act in self._of_this_shop() if one.name == name), None)

    def commands(self) -> Iterator[Command]:
        return (one for one, _ in self._of_this_shop())

    def _of_this_shop(self) -> Iterator[tuple[Command, Act]]:
        """Languages, people, sections of Settings: as many as there are now."""
        window = self._window
        for code, name in OWN_NAMES.items():
            words = say("Language: {language}", language=name)
            yield Command(f"language.{code}", words, icon="language"), partial(window.speak, code)
        for name, icon in DRESS:
            for option in Staff.spec(name).options:
                words = say("{field}: {choice}", field=Staff.spec(name).label, choice=option.label)
                act = partial(window.room.wear, **{name: option.code})
                yield Command(f"{name}.{option.code}", words, icon=icon), act
        for person in window.desk.staff():
            if person.role != "technician" and person.id != window.desk.actor:
                words = say("Work as {name}", name=person.name)
                yield Command(f"person.{person.id}", words, icon="user"), partial(window.work_as, person.id)
        yield from self._blank_papers()
        for section, icon, title in self._sections():
            words = say("Settings: {section}", section=title)
            act = partial(self._open_section, section)
            yield Command(f"settings.{section}", words, icon=icon), act
        demo = window.desk.shop().demo
        other = say("Start my own shop") if demo else say("Try the demo shop")
        yield (
            Command("other_shop", other, icon="arrows-exchange"),
            partial(window.shop_wanted.emit, "own" if demo else "demo"),
        )

    @staticmethod
    def _sections() -> tuple[tuple[str, str, Text], ...]:
        from reception_desk.ui.places.settings import SECTIONS

        return SECTIONS

    def _open_section(self, section: str) -> None:
        if self._window.open_place("settings"):
            page = self._window.page("settings")
            page.open(section)
            page.enter_body()

    def new_visit_earlier(self) -> None:
        self._window.new_visit()
        if self._window.place == "new_visit":
            self._window.page("new_visit").earlier.set_open()

    # Papers

    def _blank_papers(self) -> Iterator[tuple[Command, Act]]:
        """Each of them by itself; the walk-around sheet with the drawing of each body."""
        for kind, title in KINDS.items():
            bodies = Vehicle.spec("body").options if kind == "walk_around" else ()
            for option in bodies or (None,):
                words = say("Print blank: {paper}", paper=title)
                body = option.code if option else "saloon"
                if option:
                    words = say("Print blank: {paper}, {body}", paper=title, body=option.label)
                act = partial(self._window.room.print_blank, (kind,), body=body)
                yield Command(f"blank.{kind}.{body}", words, icon="file"), act

    def _last_paper(self) -> Document | None:
        """Of the visit that is open; elsewhere the last one of all."""
        window = self._window
        file = window.page("visit").file if window.place == "visit" else None
        if file is not None:
            of_visit = window.desk.papers.of_visit(file.visit.id)
            if of_visit:
                return of_visit[-1]
        return window.desk.papers.last()

    def reprint(self) -> None:
        from reception_desk.ui.preview import title_of  # it brings QtPdf

        paper = self._last_paper()
        if paper is not None:
            self._window.room.print_again(paper.id)
            self._window.room.tell(say("Once more to the printer: {paper}", paper=title_of(paper)))

    def print_keys(self) -> None:
        """The whole map of keys on one page, in the language of the screen."""
        room = self._window.room
        language = room.voice.language
        groups = [
            (language.say(title), [(keys.caps(one), language.say(one.words)) for one in own])
            for title, own in keys.all_keys()
        ]
        made: list[bytes] = []
        if room.try_to(lambda: made.append(room.desk.key_list(groups, language))):
            room.print_bytes(made[0], f"keys-{language.code}")
            room.tell(say("The list of keys goes to the printer."))

    # The shop's data

    def back_up(self) -> None:
        """A verified copy now, as at each close."""
        self._window.flush()
        self.backing_up.start()
