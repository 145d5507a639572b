"""The first start: four short pages, and at their end the demo shop."""

from __future__ import annotations

from reception_desk.tour.stage import Stage
from reception_desk.ui.first_run import FirstRun, FirstRunAnswers


def first_run(stage: Stage) -> None:
    """Language and region, the shop, the person, and how to start."""
    wizard, told = FirstRun(stage.language, "CN"), list[FirstRunAnswers]()
    wizard.finished.connect(told.append)
    stage.show(wizard)
    hands = stage.hands
    stage.picture("first-run-language")
    hands.click(f"first_run.language.{stage.language}")
    hands.click("first_run.region.CN")
    hands.press("Ctrl+Return")
    hands.focused("shop.name")
    hands.type(stage.words("Harbour Road Garage", "海港路汽修"), enter=True)
    hands.type("0755 0000 0199", enter=True)
    stage.picture("first-run-shop")
    hands.press("Ctrl+Return")
    hands.type(stage.words("Lin Xiao", "林晓"), enter=True)
    stage.picture("first-run-you")
    hands.press("Ctrl+Return")
    hands.click("first_run.start.demo")
    stage.picture("first-run-start")
    hands.press("Ctrl+Return")
    hands.expect(len(told) == 1, "the first run should be over")
    answers = told[0]
    hands.expect((answers.language, answers.region) == (stage.language, "CN"), "language and region should be told")
    hands.expect(answers.name == stage.words("Harbour Road Garage", "海港路汽修"), "the shop's name should be told")
    hands.expect(answers.demo, "the demo shop should be wished for")
    wizard.close()
