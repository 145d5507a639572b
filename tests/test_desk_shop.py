"""The shop's own sheet is read once and seen as it is now all the same."""

from __future__ import annotations

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.forms.shop import Bay, Shop


def test_shop_is_as_it_was_edited_last(desk: Desk) -> None:
    shop = desk.shop()
    desk.sheets.edit(Shop, shop.id, {"name": "Garage of the morning"})
    assert desk.shop().name == "Garage of the morning"
    bays = len(desk.shop().bays)
    bay = desk.sheets.add_row(Bay(name="Ramp"), shop.id)
    assert len(desk.shop().bays) == bays + 1
    desk.sheets.remove_row(Bay, bay)
    assert len(desk.shop().bays) == bays


def test_shop_whose_edit_was_rolled_back_is_what_it_was(desk: Desk) -> None:
    before = desk.shop()

    def interrupted() -> None:
        with desk.store.atomic():
            desk.sheets.edit(Shop, before.id, {"name": "Never"})
            assert desk.shop().name == "Never"
            raise RuntimeError("the light went out")

    with pytest.raises(RuntimeError, match="light"):
        interrupted()
    assert desk.shop().name == before.name
    desk.sheets.edit(Shop, before.id, {"name": "Later"})
    assert desk.shop().name == "Later"


def test_shop_that_somebody_changes_in_hand_is_not_changed_for_others(desk: Desk) -> None:
    mine = desk.shop()
    mine.name = "Only mine"
    assert desk.shop().name != "Only mine"
