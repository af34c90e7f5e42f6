"""What forms may name in braces: each field is read from the file, or is missing by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from thads.cases.models import ActKind, Case, CaseAct, Initiation
from thads.core.days import day_in_words
from thads.documents import wording
from thads.documents.agency import Issuer
from thads.documents.citations import formal
from thads.documents.cost_fields import OF_COSTS
from thads.documents.fee_fields import OF_FEES
from thads.documents.leaflet_fields import OF_LEAFLETS
from thads.documents.missing import Missing
from thads.documents.said import LABELS, said
from thads.documents.subject import Concerned, Subject
from thads.documents.wording import amount_in_words
from thads.rules import deadlines, grounds
from thads.rules.dated import NEW_LAW
from thads.rules.deadlines.duties import Duty

HELD_BY = {  # what a resumption ends, and the article for it in the old and the new law
    ActKind.POSTPONEMENT: ("hoãn thi hành án", "L08 Đ.48 k.4", "L25 Đ.46 k.3"),
    ActKind.SUSPENSION: ("tạm đình chỉ thi hành án", "L08 Đ.49 k.3", "L25 Đ.47 k.3"),
    ActKind.NOT_YET_ENFORCEABLE: (
        "về việc chưa có điều kiện thi hành án", "NĐ62 Đ.9 k.4", "L25 Đ.38 k.2",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Where fields are read: the fact, who issues it, and what the file does not hold."""

    subject: Subject
    issuer: Issuer
    requested_on: date | None

    @property
    def case(self) -> Case:
        """The loaded file."""
        return self.subject.case

    @property
    def act(self) -> CaseAct:
        """The act; forms of enforcement decisions name no field that asks for it."""
        if self.subject.act is None:
            raise Missing("quyết định về hồ sơ")
        return self.subject.act


def _decision(source: Source) -> str:
    case = source.case
    return f"Quyết định thi hành án số {case.title} {day_in_words(case.docketed_on)}"


def _judgment(source: Source) -> str:
    return wording.judgment(source.case.judgment)


def _parties(source: Source) -> str:
    """One line a party; who pays and who receives as the kind of case asks for."""
    debtors, creditors = source.subject.parties()
    if not debtors and not (source.subject.returns or source.subject.destroys):
        raise Missing("người phải thi hành án")
    if not creditors and (source.subject.returns or _on_request(source.case)):
        raise Missing("người được thi hành án")
    lines: list[str] = []
    unknown: list[str] = []
    for role, people in (("phải", debtors), ("được", creditors)):
        for party in people:
            try:
                lines.append(f"Người {role} thi hành án: {wording.person(party, source.case)}.")
            except Missing as missing:
                unknown += missing.names
    if unknown:
        raise Missing(*unknown)
    return "\n".join(lines)


def _on_request(case: Case) -> bool:
    return case.initiation is Initiation.ON_REQUEST


def _items(source: Source) -> str:
    """The items in question with what each amounts to."""
    lines = [_item_line(source, one, amount_in_words) for one in _concerned(source)]
    amounts = [one.amount for one in _concerned(source) if one.amount]
    if len(amounts) > 1:
        lines.append(f"Tổng cộng: {amount_in_words(sum(amounts))}.")
    return "\n".join(lines)


def _item_line(source: Source, one: Concerned, say: Callable[[int], str]) -> str:
    item = one.item
    told = f" ({item.description})" if item.description else ""
    if not item.amount and not one.amount:
        if not item.description:
            raise Missing(f"nội dung khoản {item.position}")
        return f"{item.position}. {item.kind.label}: {item.description}."
    return f"{item.position}. {item.kind.label}{told}: {say(one.amount)}."


def _concerned(source: Source) -> list[Concerned]:
    found = list(source.subject.concerned)
    if not found:
        raise Missing("khoản phải thi hành")
    return found


def _entrusted(source: Source) -> str:
    """Owed, done and entrusted of each item (NĐ152 Đ.26 k.3)."""
    lines = []
    for one in _concerned(source):
        owed = one.before.awarded + one.before.increases
        done = amount_in_words(one.before.collected)
        line = _item_line(source, one, lambda amount, owed=owed, done=done: (  # type: ignore[misc]
            f"phải thi hành {amount_in_words(owed)}; đã thi hành xong {done}; "
            f"ủy thác {amount_in_words(amount)}"
        ))  # fmt: skip
        lines.append(line)
    return "\n".join(lines)


def _performed(source: Source) -> str:
    """What was owed on items that are done."""
    return "\n".join(
        _item_line(
            source, one._replace(amount=one.before.awarded + one.before.increases),
            lambda amount: f"{amount_in_words(amount)}, đã thi hành xong",
        )
        for one in _concerned(source)
    )  # fmt: skip


def _extent(source: Source) -> str:
    act = source.act
    return "toàn bộ" if act.item_id is None and act.amount is None else "một phần"


def _ground(source: Source) -> str:
    found = source.subject.ground
    if found is None:
        raise Missing(f"căn cứ của {source.act.kind.label}")
    return found.text[0].lower() + found.text[1:]


def _ground_article(source: Source) -> str:
    found = source.subject.ground
    if found is None:
        raise Missing(f"căn cứ của {source.act.kind.label}")
    return formal(found.source)


def _until(source: Source) -> str:
    if source.act.until is None:
        return "cho đến khi căn cứ hoãn thi hành án nêu trên không còn"
    return f"đến hết {day_in_words(source.act.until)}"


def _interest(source: Source) -> str:
    """Late interest during a postponement (L08 Đ.48 k.1 điểm c, k.2; L25 Đ.46 k.1 điểm c, k.2)."""
    free = "người phải thi hành án không phải chịu lãi suất chậm thi hành án"
    if source.act.ground == grounds.BY_AGREEMENT:
        return f"Trong thời gian hoãn, {free}, trừ trường hợp đương sự có thỏa thuận khác."
    if source.act.ground == grounds.BY_PROTEST_AUTHORITY:
        return f"Trong thời gian hoãn, {free}."
    return ""


def _officer(source: Source) -> str:
    """The officer who holds the case at the end of that day, if one does already."""
    held = source.subject.history.at(source.subject.day)
    for act in source.case.acts:
        if held and act.officer is not None and act.officer_id == held.officer_id:
            return f"Chấp hành viên {act.officer.full_name}"
    return "Chấp hành viên được phân công"


def _assigned(source: Source) -> str:
    if source.act.officer is None:
        raise Missing("Chấp hành viên được phân công")
    return source.act.officer.full_name


def _receiver(source: Source) -> str:
    if not source.act.receiver:
        raise Missing("cơ quan nhận ủy thác")
    return source.act.receiver


def _requested_on(source: Source) -> str:
    if source.requested_on is None:
        raise Missing("ngày đơn yêu cầu thi hành án")
    return day_in_words(source.requested_on)


def _verified_on(source: Source) -> str:
    found = source.subject.earlier(ActKind.VERIFICATION)
    if found is None:
        raise Missing("kết quả xác minh điều kiện thi hành án")
    return day_in_words(found.day)


def _held_decision(source: Source) -> str:
    found = _held(source)
    number = Subject(source.case, found).number
    if number is None:
        raise Missing(f"số quyết định {HELD_BY[found.kind][0]} ngày {found.day:%d/%m/%Y}")
    return f"Quyết định {HELD_BY[found.kind][0]} số {number} {day_in_words(found.day)}"


def _held_article(source: Source) -> str:
    _, old, new = HELD_BY[_held(source).kind]
    return formal(old if source.subject.day < NEW_LAW else new)


def _held(source: Source) -> CaseAct:
    found = source.subject.earlier(*HELD_BY)
    if found is None:
        raise Missing("quyết định hoãn, tạm đình chỉ hoặc chưa có điều kiện trước đó")
    return found


def _not_yet_decision(source: Source) -> str:
    found = source.subject.earlier(ActKind.NOT_YET_ENFORCEABLE)
    number = Subject(source.case, found).number if found else None
    if found is None or number is None:
        raise Missing("số quyết định về việc chưa có điều kiện thi hành án")
    return f"Quyết định về việc chưa có điều kiện thi hành án số {number} {day_in_words(found.day)}"


def _creditors(source: Source) -> str:
    if not source.case.creditors:
        raise Missing("người được thi hành án")
    return ", ".join(party.name for party in source.case.creditors)


def _note(source: Source) -> str:
    if not source.act.note:
        raise Missing("nội dung ghi trong quyết định")
    return source.act.note.rstrip(".")


def _said(name: str) -> Callable[[Source], str]:
    def read(source: Source) -> str:
        issued = source.subject.issued
        return said(issued.terms if issued else {}, name)

    return read


def _of_subject(read: Callable[[Subject], str]) -> Callable[[Source], str]:
    return lambda source: read(source.subject)


def _period(duty: Duty) -> Callable[[Source], str]:
    """How long the law of the day gives."""
    return lambda source: deadlines.rule(duty, source.subject.day).length_in_words


READERS: dict[str, Callable[[Source], str]] = {
    "agency": lambda source: source.issuer.agency, "assigned": _assigned,
    "creditors": _creditors, "decision": _decision, "entrusted": _entrusted, "extent": _extent,
    "ground": _ground, "ground_article": _ground_article, "held_article": _held_article,
    "held_decision": _held_decision, "interest": _interest, "items": _items,
    "judgment": _judgment,
    "not_yet_decision": _not_yet_decision, "officer": _officer, "parties": _parties,
    "performed": _performed, "receiver": _receiver, "requested_on": _requested_on,
    **{name: _said(name) for name in LABELS}, "note": _note,
    **{name: _of_subject(read) for name, read in OF_FEES.items()},
    **{name: _of_subject(read) for name, read in OF_COSTS.items()},
    **{name: _of_subject(read) for name, read in OF_LEAFLETS.items()},
    "posting_period": _period(Duty.POSTING), "information_period": _period(Duty.INFORMATION),
    "delegated_period": _period(Duty.DELEGATED_REGISTERED),
    "delegated_other_period": _period(Duty.DELEGATED_OTHER),
    "until": _until, "verified_on": _verified_on,
}  # fmt: skip
