"""What can be taken back while a visit is open: each step knows both ways and what to call itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from reception_desk.errors import DeskError
from reception_desk.forms.words import NOTHING, Text

MOST = 100


class Step(NamedTuple):
    """One thing done at the desk; `back` and `forth` are edits like any other. `key` merges steps of one field."""

    label: Text
    back: Callable[[], object]
    forth: Callable[[], object]
    key: str = ""


class UndoStack(QObject):
    changed = Signal()
    undone = Signal()
    """Data went back or forth: whoever shows it loads it again."""
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._done: list[Step] = []
        self._taken: list[Step] = []

    def push(self, step: Step) -> None:
        self._taken.clear()
        last = self._done[-1] if self._done else None
        if last and step.key and last.key == step.key:
            step = Step(_joined(last.label, step.label), last.back, step.forth, step.key)
            self._done.pop()
        self._done = [*self._done, step][-MOST:]
        self.changed.emit()

    def holds(self, step: Step) -> bool:
        """Whether a step is done and can be taken back."""
        return any(one is step for one in self._done)

    def clear(self) -> None:
        self._done.clear()
        self._taken.clear()
        self.changed.emit()

    @property
    def next(self) -> Text:
        """What undo would take back, NOTHING for nothing."""
        return self._done[-1].label if self._done else NOTHING

    def undo(self) -> None:
        if self._done:
            self._turn(self._done, self._taken, self._done[-1].back)

    def redo(self) -> None:
        if self._taken:
            self._turn(self._taken, self._done, self._taken[-1].forth)

    def _turn(self, source: list[Step], target: list[Step], act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as trouble:
            self.refused.emit(trouble)
            return
        target.append(source.pop())
        self.changed.emit()
        self.undone.emit()


def _joined(first: Text, last: Text) -> Text:
    """Two steps as one: from what stood there before the first to what stands there after the last."""
    began = dict(first.args)
    return replace(
        last, args=tuple((name, began.get(name, kept) if name == "before" else kept) for name, kept in last.args)
    )


class TakeBack:
    """Undo from a message that was told of a step: it can be done while the step stands on the stack."""

    def __init__(self, stack: UndoStack, step: Step, act: Callable[[], None]) -> None:
        self._stack, self._step, self._act = stack, step, act

    def __call__(self) -> None:
        self._act()

    @property
    def possible(self) -> bool:
        return self._stack.holds(self._step)
