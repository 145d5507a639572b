"""Draws a page for each line of its input and answers with the seconds it took: `plain FONT` or `KIND BODY`."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MM = 72 / 25.4
COLUMNS = (15, 26, 48, 112, 128, 146, 170)
HEAD = (
    "客户 王伟 138 0013 8000",
    "车牌号 粤B·D12345 比亚迪 秦 白",
    "里程 41,230 公里 油量 4/8",
    "客户描述 冷车时刹车异响，行驶约十分钟后消失，请检查前后制动片",
)
SUMS = ("工时 160.00", "配件 1,248.00", "增值税 183.04", "合计 1,591.04 人民币壹仟伍佰玖拾壹元零肆分")
TERMS = "维修质量保证期自竣工出厂之日起计算，以先达到者为准；旧件由托修方自行处理。"


def plain(font: str) -> Callable[[], bytes]:
    """A page with ReportLab's canvas as it comes: 25 lines of seven cells, a logo and a QR code as bitmaps."""
    sys.modules["_rl_accel"] = None  # type: ignore[assignment]  # an extra, not shipped with it
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Plain", font))
    logo, code = ImageReader(_logo()), ImageReader(_code())

    def page() -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(210 * MM, 297 * MM), pageCompression=1)
        canvas.drawImage(logo, 15 * MM, 266 * MM, 50 * MM, 16 * MM)
        canvas.drawImage(code, 167 * MM, 254 * MM, 28 * MM, 28 * MM)
        _words(canvas)
        canvas.save()
        return out.getvalue()

    return page


def _words(canvas: Any) -> None:
    canvas.setFont("Plain", 15)
    canvas.drawString(75 * MM, 272 * MM, "机动车维修委托书")
    canvas.setFont("Plain", 9)
    for number, text in enumerate(HEAD):
        canvas.drawString(15 * MM, (248 - 5 * number) * MM, text)
    for number in range(25):
        y = (222 - 5.4 * number) * MM
        cells = (
            str(number + 1),
            "配件",
            f"LF-{3400 + number}",
            f"机油滤清器总成 第{number}号",
            "1.00",
            "48.00",
            "48.00",
        )
        for x, cell in zip(COLUMNS, cells, strict=True):
            canvas.drawString(x * MM, y, cell)
        canvas.line(15 * MM, y - 4, 195 * MM, y - 4)
    for number, text in enumerate(SUMS):
        canvas.drawString(120 * MM, (80 - 5 * number) * MM, text)
    for number in range(4):
        canvas.drawString(15 * MM, (50 - 4 * number) * MM, TERMS)


def _logo() -> io.BytesIO:
    from PIL import Image

    picture = Image.new("RGB", (400, 128))
    picture.putdata([(x % 256, x * 7 % 256, 90) for x in range(400 * 128)])
    return _png(picture)


def _code() -> io.BytesIO:
    import segno

    out = io.BytesIO()
    segno.make("88101000000121", error="m").save(out, kind="png", scale=8)
    out.seek(0)
    return out


def _png(picture: Any) -> io.BytesIO:
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def product(kind: str, body: str) -> Callable[[], bytes]:
    """A Chinese paper of the shop, all its copies, all that is on them."""
    from reception_desk import printing
    from reception_desk.forms.moments import Moment
    from reception_desk.language import Language

    content = json.loads(Path(body).read_text(encoding="utf-8"))
    facts = printing.Facts(at=Moment(1_795_245_600_000, 480), staff="陈静", scan=content["visit"]["scan"])
    printing.warm()
    return lambda: printing.draw(kind, content, language=Language("zh_CN"), facts=facts)


def main() -> None:
    draw = plain(sys.argv[2]) if sys.argv[1] == "plain" else product(sys.argv[1], sys.argv[2])
    print("ready", flush=True)
    for line in sys.stdin:
        begun = time.perf_counter()
        pdf = draw()
        print(time.perf_counter() - begun, flush=True)
        if line.strip():
            Path(line.strip()).write_bytes(pdf)


if __name__ == "__main__":
    main()
