"""The people who work here."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.shop import LANGUAGES

WORK = f.section("Person")
LOOK = f.section("Look and language", "side")
"""What a person wants the screen to be like; two people may share a desk."""


@f.form
class Staff(f.Form):
    table = "staff"
    title = f.title("Person")
    name: str = f.text("Name of the person", length=40, wide=4, section=WORK, personal=True, holds=frozenset({"save"}))
    role: str = f.choice(
        "Role",
        f.option("Adviser", code="adviser"),
        f.option("Technician", code="technician"),
        f.option("Manager", code="manager"),
        default="adviser",
        section=WORK,
        wide=4,
    )
    language: str = f.choice("Language of the screen", *LANGUAGES, section=LOOK, wide=4)
    look: str = f.choice(
        "Look",
        f.option(f.word("look", "As the computer"), code="computer"),
        f.option(f.word("look", "Light"), code="light"),
        f.option(f.word("look", "Dark"), code="dark"),
        f.option(f.word("look", "High contrast"), code="contrast"),
        default="computer",
        section=LOOK,
        paper="none",
        wide=4,
    )
    text_size: str = f.choice(
        "Text size",
        f.option(f.word("text size", "Normal"), code="normal"),
        f.option(f.word("text size", "Large"), code="large"),
        f.option(f.word("text size", "Largest"), code="largest"),
        default="normal",
        section=LOOK,
        paper="none",
        wide=4,
    )
    touch: str = f.choice(
        "Larger targets for touch",
        f.option(f.word("touch", "When the screen is touched"), code="auto"),
        f.option(f.word("touch", "Always"), code="on"),
        f.option(f.word("touch", "Never"), code="off"),
        default="auto",
        section=LOOK,
        paper="none",
        wide=4,
    )
    board: str = f.choice(
        "Cars of the day",
        f.option(f.word("board", "Columns where the window is wide"), code="columns"),
        f.option(f.word("board", "Always a table"), code="table"),
        default="columns",
        section=LOOK,
        paper="none",
        wide=4,
    )
    discount_limit: int | None = f.percent(
        "Discount up to", section=WORK, wide=4, hint=f.hint("Blank: the shop's limit; a manager has none.")
    )
    gone: bool = f.flag("No longer works here", section=WORK, wide=4)
