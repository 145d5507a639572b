"""Plates 车牌号. Mainland forms after GA 36-2018: province, letter, five characters; six for new-energy cars."""

from __future__ import annotations

import re

PLACES = {
    "京": "北京", "津": "天津", "沪": "上海", "渝": "重庆", "冀": "河北", "豫": "河南", "云": "云南", "辽": "辽宁",
    "黑": "黑龙江", "湘": "湖南", "皖": "安徽", "鲁": "山东", "新": "新疆", "苏": "江苏", "浙": "浙江", "赣": "江西",
    "鄂": "湖北", "桂": "广西", "甘": "甘肃", "晋": "山西", "蒙": "内蒙古", "陕": "陕西", "吉": "吉林", "闽": "福建",
    "贵": "贵州", "粤": "广东", "青": "青海", "藏": "西藏", "川": "四川", "宁": "宁夏", "琼": "海南",
}  # fmt: skip
"""What a plate begins with, and the place that it means."""
PROVINCES = "".join(PLACES)
_ORDINARY = re.compile(rf"[{PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳领试超]")
_NEW_ENERGY_SMALL = re.compile(rf"[{PROVINCES}][A-HJ-NP-Z][A-HJK][A-HJ-NP-Z0-9][0-9]{{4}}")
_NEW_ENERGY_LARGE = re.compile(rf"[{PROVINCES}][A-HJ-NP-Z][0-9]{{5}}[A-HJK]")
_EMBASSY = re.compile(r"使[0-9]{6}|[0-9]{6}使|[A-HJ-NP-Z][0-9]{5}领")
_TEMPORARY = re.compile(rf"临?[{PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{{5}}临?")


def is_new_energy(plate: str) -> bool:
    return bool(_NEW_ENERGY_SMALL.fullmatch(plate) or _NEW_ENERGY_LARGE.fullmatch(plate))


def is_mainland(plate: str) -> bool:
    """Whether it is a plate of the mainland; 7 characters, 8 for new-energy cars."""
    forms = (_ORDINARY, _EMBASSY, _TEMPORARY)
    return is_new_energy(plate) or any(form.fullmatch(plate) for form in forms)


def pretty(plate: str) -> str:
    """粤BD12345 is written 粤B·D12345; other plates as they are kept."""
    return (
        f"{plate[:2]}·{plate[2:]}" if len(plate) in (7, 8) and is_mainland(plate) and plate[0] in PROVINCES else plate
    )


def with_prefix(typed: str, prefix: str) -> str:
    """What was typed without its province gets the shop's own: D12345 with prefix 粤B is 粤BD12345."""
    if not prefix or not typed or not typed.isascii() or is_mainland(typed):
        return typed
    # BF0031 in a 粤B shop is 粤B·F0031 with its city's letter, not the new-energy plate 粤B·BF0031.
    heads = (prefix[:1], prefix) if typed[0] == prefix[1:2] else (prefix, prefix[:1])
    for head in heads:
        if is_mainland(head + typed):
            return head + typed
    return typed
