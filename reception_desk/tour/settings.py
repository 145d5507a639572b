"""Settings, section by section; on the way the papers are sent into a folder."""

from __future__ import annotations

from reception_desk.tour.stage import Stage
from reception_desk.ui.printer import FOLDER


def look_round(stage: Stage) -> None:
    hands = stage.hands
    stage.picture("today")
    hands.press("Ctrl+Shift+2")
    stage.picture("settings-shop")
    for section in ("people", "prices", "packages"):
        hands.click(f"settings.{section}")
        stage.picture(f"settings-{section}")
    hands.click("settings.printing")
    hands.pick("shop.printer", FOLDER)
    hands.fill("shop.print_folder", str(stage.folder.printed))
    shop = stage.desk.shop()
    hands.expect(shop.printer == FOLDER, "papers should go into a folder")
    hands.expect(shop.print_folder == str(stage.folder.printed), "the folder should be kept")
    hands.pick("shop.receipt_page", "roll")
    hands.expect(stage.desk.shop().receipt_page == "roll", "receipts should come on the roll")
    stage.picture("settings-printing")
    hands.click("settings.about")
    stage.picture("settings-about")
    hands.press("Ctrl+Return")
    hands.expect(stage.window.place == "today", "Done should lead back to Today")
