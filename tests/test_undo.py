"""The undo stack: edits of one field are one step, a hundred steps are kept, and what is refused stays a step."""

from __future__ import annotations

import pytest

from reception_desk.errors import Refused
from reception_desk.forms.words import NOTHING, Text, say, verbatim
from reception_desk.ui.undo import Step, UndoStack


class Field:
    """A value with its stack, as a field has it."""

    def __init__(self) -> None:
        self.kept = 0
        self.locked = False
        self.stack = UndoStack()

    def put(self, kept: int) -> None:
        if self.locked:
            raise Refused(say("locked"))
        self.kept = kept

    def edit(self, kept: int, key: str = "") -> None:
        before = self.kept
        self.put(kept)
        self.stack.push(Step(told(before, kept), lambda: self.put(before), lambda: self.put(kept), key))


def told(before: int, after: int) -> Text:
    return say("{field}: {before} → {after}", field=say("Odometer"), before=before, after=after)


def test_steps_go_back_and_forth_in_order() -> None:
    field = Field()
    field.edit(1)
    field.edit(2)
    field.stack.undo()
    assert (field.kept, field.stack.next) == (1, told(0, 1))
    field.stack.undo()
    assert (field.kept, field.stack.next) == (0, NOTHING)
    field.stack.undo()
    field.stack.redo()
    field.stack.redo()
    field.stack.redo()
    assert (field.kept, field.stack.next) == (2, told(1, 2))


def test_edits_of_one_field_are_one_step_that_tells_both_its_ends() -> None:
    field = Field()
    for kept in (100, 200, 300):
        field.edit(kept, "odometer")
    assert field.stack.next == told(0, 300)
    field.stack.undo()
    assert (field.kept, field.stack.next) == (0, NOTHING)
    field.stack.redo()
    assert (field.kept, field.stack.next) == (300, told(0, 300))


def test_another_field_between_keeps_the_steps_apart() -> None:
    field = Field()
    field.edit(1, "odometer")
    field.edit(2, "fuel")
    field.edit(3, "odometer")
    field.stack.undo()
    assert field.kept == 2


def test_labels_without_ends_stay_as_the_last_one_says() -> None:
    stack = UndoStack()
    for size in (1, 2):
        stack.push(Step(say("mark {number}, size {size}", number=1, size=size), list, list, "m1.size"))
    assert stack.next == say("mark {number}, size {size}", number=1, size=2)


def test_what_is_done_after_an_undo_ends_what_could_be_done_again() -> None:
    field = Field()
    field.edit(1)
    field.stack.undo()
    field.edit(5)
    field.stack.redo()
    assert field.kept == 5


def test_the_last_hundred_steps_are_kept() -> None:
    field = Field()
    for kept in range(1, 131):
        field.edit(kept)
    for _ in range(200):
        field.stack.undo()
    assert field.kept == 30


def test_a_step_that_is_refused_stays_and_is_told() -> None:
    field = Field()
    said: list[Refused] = []
    field.stack.refused.connect(said.append)
    field.edit(1)
    field.locked = True
    field.stack.undo()
    assert (field.kept, field.stack.next, len(said)) == (1, told(0, 1), 1)
    field.locked = False
    field.stack.undo()
    assert (field.kept, field.stack.next) == (0, NOTHING)


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_whoever_shows_the_data_hears_of_it(way: str) -> None:
    field = Field()
    heard: list[int] = []
    field.edit(1)
    field.stack.undone.connect(lambda: heard.append(field.kept))
    field.stack.undo()
    if way == "redo":
        field.stack.redo()
    assert heard == [0, 1][: 1 if way == "undo" else 2]


def test_a_step_is_held_while_it_can_be_taken_back() -> None:
    stack = UndoStack()
    step = Step(verbatim("a"), list, list)
    stack.push(step)
    assert stack.holds(step)
    stack.undo()
    assert not stack.holds(step)
    stack.redo()
    assert stack.holds(step)
    stack.clear()
    assert not stack.holds(step)
