"""The conclusion of an inspection as plain words, ready for paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.errors import NotFound
from thads.documents.actions import issuer_on
from thads.inspections import queries
from thads.inspections.models import Inspection, InspectionFinding, SampledFile, Verdict
from thads.rules import inspection as rules
from thads.rules.citation import cited


def head(db: Session, unit_id: UUID, day: date) -> dict[str, str]:
    """Who issues a paper of this unit."""
    of = issuer_on(db, unit_id, day)
    return {"superior": of.superior, "agency": of.agency, "place": of.place}


def conclusion(db: Session, inspection_id: UUID) -> dict[str, Any]:
    """All that the paper prints; NotFound before the inspection is concluded."""
    found = queries.get(db, inspection_id)
    said = found.conclusion
    if said is None:
        raise NotFound
    leader = found.leader.unit_id or found.unit_id
    return {
        "head": head(db, leader, said.day), "number": said.number, "day": said.day.isoformat(),
        "kind": found.kind.label, "unit": found.unit.spelled,
        "decision": found.number, "decided_on": found.decided_on.isoformat(),
        "leader": found.leader.full_name, "scope": found.scope,
        "period": [found.period_from.isoformat(), found.period_to.isoformat()],
        "samples": _samples(found), "items": _items(found), "content": said.content,
        "files": len(found.files), "faulty": sum(map(_is_faulty, found.files)),
        "findings": _findings(db, found),
    }  # fmt: skip


def _samples(inspection: Inspection) -> list[dict[str, Any]]:
    """How the files were chosen, so that anybody can choose them again."""
    return [
        {
            "method": one.method.label, "day": one.drawn_on.isoformat(),
            "population": one.population, "seed": one.seed, "formula": one.formula,
            "files": sum(file.sample_id == one.id for file in inspection.files),
        }
        for one in inspection.samples
    ]  # fmt: skip


def _items(inspection: Inspection) -> list[dict[str, Any]]:
    """Each question that was answered: how many files were good, how many not."""
    day, answers = inspection.decided_on, [file.answered for file in inspection.files]
    lines = []
    for item in rules.checklist(day):
        said = [one[item.code].verdict for one in answers if item.code in one]
        good, fault = said.count(Verdict.GOOD), said.count(Verdict.FAULT)
        if good or fault:
            lines.append({"question": item.question, "article": cited(item.article(day)),
                          "good": good, "fault": fault})  # fmt: skip
    return lines


def _findings(db: Session, inspection: Inspection) -> list[dict[str, Any]]:
    repeats = queries.repeats(db, inspection.findings)
    by_id = {file.id: file.case.title for file in inspection.files}
    return [
        {
            "content": one.content, "file": by_id.get(one.file_id) if one.file_id else None,
            "article": cited(one.article), "remedy": one.remedy, "owner": one.owner.full_name,
            "due_on": one.due_on.isoformat(), "repeats": _day_of(one, repeats),
        }
        for one in inspection.findings
    ]  # fmt: skip


def _day_of(finding: InspectionFinding, repeats: dict[UUID, date]) -> str | None:
    return repeats[finding.id].isoformat() if finding.id in repeats else None


def _is_faulty(file: SampledFile) -> bool:
    return any(one.verdict is Verdict.FAULT for one in file.answered.values())
