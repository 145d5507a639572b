"""Stand-ins for what would make a test slow: a PDF of one page that says which paper it is."""

from __future__ import annotations

import json

import pytest

from reception_desk.desk.papers import Papers
from reception_desk.forms.document import Document

SIZES = {"A4": "595 842", "letter": "612 792", "A5": "595 420", "roll": "227 400"}
"""In points."""


def tiny_pdf(words: str, page: str = "A4") -> bytes:
    """The smallest PDF that readers open: one blank page, `words` (ASCII) as its title."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + SIZES[page].encode() + b"]>>",
        b"<</Title(" + words.encode("ascii", "replace") + b")>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def draw(self: Papers, paper: Document, *, copy: int = 0) -> bytes:
    """In place of `Papers.draw`: follows content and size, so that other content is another file."""
    content = json.loads(paper.content)
    return tiny_pdf(f"{paper.kind} {paper.number} {paper.revision} {copy} {hash_of(content)}", paper.page or "A4")


def hash_of(content: object) -> int:
    return sum(json.dumps(content, sort_keys=True).encode()) % 65_521


def fake_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are drawn as blank pages from here on in this test."""
    monkeypatch.setattr(Papers, "draw", draw)
