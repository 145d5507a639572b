"""Papers: what stands on them is frozen, archived and hashed before anything is printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reception_desk.desk import revisions
from reception_desk.desk.paper_content import PaperContent
from reception_desk.desk.routes import page_of
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import Refused
from reception_desk.forms.document import SERIES, Document
from reception_desk.forms.moments import Moment
from reception_desk.forms.shop import MEASURES
from reception_desk.forms.staff import Staff
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import say
from reception_desk.language import Language
from reception_desk.store.rows import canonical

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


class Papers:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store
        self.content = PaperContent(desk)

    def language_for(self, file: VisitFile) -> str:
        """The customer's language of papers, else the shop's."""
        return file.customer.paper_language or self._desk.shop().language or "zh_CN"

    def path(self, document: str) -> Path:
        return self._store.papers.path(document)

    def pdf(self, document: str) -> bytes:
        """The archived paper, exactly as it was made. Refused when somebody took its file away."""
        try:
            return self.path(document).read_bytes()
        except OSError as trouble:
            raise Refused(
                say("The file of this paper cannot be read: {path}", path=str(self.path(document)))
            ) from trouble

    def file_name(self, paper: Document) -> str:
        """What a printed file or job is called: numbers and kinds only, never a user's text."""
        visit = self._store.get(Visit, paper.visit)
        number = paper.number or f"{visit.number if visit else paper.visit}-rev{paper.revision}"
        return f"{number}-{paper.kind}-{paper.language}"

    def of_visit(self, visit: str) -> list[Document]:
        """All papers of a visit in the order in which they were made."""
        return self._store.find(Document, {"visit": visit}, order="id")

    def last(self) -> Document | None:
        """The paper that was made last, of whichever visit."""
        found = self._store.find(Document, order="-id", limit=1)
        return found[0] if found else None

    def print(self, visit: str, kinds: Sequence[str], *, language: str = "", page: str = "") -> list[Document]:
        """Papers that go on: unchanged since the last print it is the same document, else the next revision.

        `page`: A4, A5, letter or roll, as each kind is printed when it is not named; so too below.
        """
        file = self._desk.reception.file(visit)
        for kind in kinds:
            self._refuse_unprintable(file, kind)
        with self._store.atomic():
            self._desk.sheets.leave(*file.sheet_ids())
            tongue = language or self.language_for(file)
            papers = [self._archive(self._next(file, kind, tongue, page)) for kind in kinds]
            for paper in papers:
                event = {"document": paper.id, "kind": paper.kind, "rev": paper.revision, "sum": paper.content_sum}
                self._store.journal.record("printed", visit, event)
        return papers

    def look(self, visit: str, kind: str, *, language: str = "", page: str = "") -> tuple[Document, bytes]:
        """What would be printed now, archived nowhere: a paper without an id where it is not in the archive yet."""
        file = self._desk.reception.file(visit)
        paper = self._next(file, kind, language or self.language_for(file), page)
        return paper, self.pdf(paper.id) if paper.id else self.draw(paper)

    def on(self, document: str, page: str) -> tuple[Document, bytes]:
        """An archived paper as it looks on another size; in its own it is the archived file itself."""
        paper = self._kept(document)
        other = replace(paper, page=page)
        return (paper, self.pdf(document)) if page == paper.page else (other, self.draw(other))

    def _kept(self, document: str) -> Document:
        paper = self._store.get(Document, document)
        if paper is None:
            raise Refused(say("This paper is no longer there."))
        return paper

    def _refuse_unprintable(self, file: VisitFile, kind: str) -> None:
        if kind in SERIES:
            raise Refused(say("This paper is issued at checkout."))
        stops = self._desk.workshop.problems(file, "print") if kind in ("work_order", "job_card") else []
        if stops:
            table, problem = stops[0]
            raise Refused(problem.text, field=f"{table}.{problem.field}")

    def _next(self, file: VisitFile, kind: str, language: str, page: str = "") -> Document:
        """The paper as it stands now: the archived one, or a new one. Another language or size is the same revision."""
        body, page = self.content.body(file, kind), page or page_of(self._desk, kind)
        earlier = self._store.find(Document, {"visit": file.visit.id, "kind": kind}, order="id")
        revision, changes = 1, []
        if earlier:
            last = json.loads(earlier[-1].content)
            now = body
            for paper in earlier:
                now = revisions.unsigned(now, last["body"], paper.id)
            revision, changes = earlier[-1].revision or 1, last["changes"]
            if revisions.said(now) == revisions.said(last["body"]):
                for paper in earlier:
                    if (paper.revision, paper.language, paper.page) == (revision, language, page):
                        return paper
            else:
                revision, changes = revision + 1, revisions.changes(last["body"], body)
        at = self._desk.now()
        return self._make(file, kind, body, language, at=at, page=page, revision=revision, changes=changes)

    def issue(
        self,
        file: VisitFile,
        kind: str,
        *,
        payer: str,
        language: str = "",
        reverses: Document | None = None,
        reason: str = "",
        more: dict[str, Any] | None = None,
        page: str = "",
    ) -> Document:
        """A legal paper with the next number of its series; inside the caller's transaction.

        Its number and its date are those of the day of issue, for a visit that was entered later too: only the time of
        supply on it is the real one.

        `more`: what stands on it beside the sheets; an `amount` in it is the paper's own instead of the bill's total.
        """
        self._desk.sheets.leave(*file.sheet_ids())
        if not reverses:
            body = self.content.body(file, kind, payer=payer) | (more or {})
        else:
            body = json.loads(reverses.content)["body"]
            body |= {"credits": {"number": reverses.number, "at": reverses.at, "reason": reason}}
        at = self._desk.now()
        number = self._store.numbers.legal(SERIES[kind], at)
        paper = self._archive(
            self._make(
                file,
                kind,
                body,
                language or self.language_for(file),
                at=at,
                number=number,
                payer=payer,
                reverses=reverses.id if reverses else "",
                page=page or page_of(self._desk, kind),
            )
        )
        event = {"document": paper.id, "kind": kind, "number": number, "amount": paper.amount, "sum": paper.content_sum}
        self._store.journal.record("issued", file.visit.id, event)
        return paper

    def _make(
        self,
        file: VisitFile,
        kind: str,
        body: dict[str, Any],
        language: str,
        *,
        at: Moment,
        revision: int = 1,
        number: str = "",
        payer: str = "",
        reverses: str = "",
        changes: list[tuple[str, str]] | None = None,
        page: str,
    ) -> Document:
        return Document(
            kind=kind,
            visit=file.visit.id,
            payer=payer,
            language=language,
            page=page,
            revision=revision,
            number=number,
            at=at,
            staff=self._desk.actor,
            rule=body.get("rule", ""),
            amount=(-1 if reverses else 1) * body.get("amount", body.get("totals", {}).get("total", 0)),
            credits=reverses,
            content=canonical({"body": body, "changes": changes or []}),
        )

    def _archive(self, paper: Document) -> Document:
        """Draw, sum, write and keep a new paper; one that is in the archive stays as it is."""
        if paper.id:
            return paper
        paper.id = self._desk.ids()
        paper.content_sum = hashlib.sha256(paper.content.encode()).hexdigest()
        paper.file_sum = self._store.papers.write(paper.id, self.draw(paper))
        self._store.insert(paper)
        return paper

    def draw(self, paper: Document, *, copy: int = 0) -> bytes:
        """The PDF of a frozen document, drawn once more; `copy` stands on it as "Copy n"."""
        from reception_desk import printing

        content = json.loads(paper.content)
        staff = self._store.get(Staff, paper.staff)
        facts = printing.Facts(
            number=paper.number,
            revision=paper.revision or 1,
            copy=copy,
            at=paper.at or self._desk.now(),
            staff=staff.name if staff else "",
            scan=content["body"]["visit"]["scan"],
            changes=tuple((how, what) for how, what in content["changes"]),
            page=paper.page,
        )
        body = content["body"]
        language = Language(paper.language, *(body[name] for name in MEASURES))
        return printing.draw(paper.kind, body, language=language, facts=facts)

    def again(self, document: str, *, page: str = "") -> tuple[str, bytes]:
        """One more copy: its file name, and the frozen content with the next copy number. The archive never changes."""
        paper = self._kept(document)
        paper = replace(paper, page=page or paper.page)
        copies = sum(event["kind"] == "copied" for event in self._store.journal.history(document)) + 1
        with self._store.atomic():
            self._store.journal.record("copied", document, {"copy": copies})
        return f"{self.file_name(paper)}-copy{copies}", self.draw(paper, copy=copies)

    def unprintable(self, text: str) -> str:
        """The characters of a text that the papers' fonts lack; each prints as □."""
        from reception_desk.printing.coverage import covered

        return "".join(dict.fromkeys(c for c in text if not c.isspace() and not covered(c)))
