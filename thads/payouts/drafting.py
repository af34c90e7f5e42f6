"""A proposal before anybody agreed to it: the money of a case as lines that explain themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case, JudgmentKind, Standing
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.fees.queries import Payment, quotes
from thads.interest import owing
from thads.interest.owing import Owed
from thads.parties.models import Party
from thads.payouts import reasons, sources
from thads.payouts.distribution import Claim, Share, distribute
from thads.payouts.models import PayoutLine
from thads.payouts.sources import Asked, Money
from thads.payouts.terms import LineKind
from thads.rules import fee_table
from thads.rules.payment_order import Deducted, PaymentOrder, order_on
from thads.units.models import Unit

KEPT = "Chưa ghi gì"
BUDGET = "Ngân sách nhà nước"
UNKNOWN = "Chưa rõ người nhận"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTerms:
    """What the officer says: whose money, since when, who else asks, what comes off first."""

    day: date
    received_on: date
    debtor_id: UUID
    coercion_on: date | None = None
    others: Sequence[UUID] = ()  # other cases of the debtor that share
    unlisted: bool = False  # and all after the first `sources.LISTED` of them
    ranks: Mapping[UUID, int] = field(default_factory=dict)  # of items whose judgment was read
    other_rank: int | None = None  # of those among the other items whose kind tells no rank
    secured: frozenset[UUID] = frozenset()
    deductions: Mapping[Deducted, int] = field(default_factory=dict)
    note: str | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines that would be written, and the money that they add up to."""

    unit: Unit
    law: PaymentOrder
    money: Money
    lines: list[PayoutLine]

    @property
    def amount(self) -> int:
        """Đồng not allocated yet that it distributes."""
        return sum(line.amount for line in self.lines if line.kind is not LineKind.HELD)

    @property
    def held(self) -> int:
        """Đồng allocated before that it pays."""
        return sum(line.amount for line in self.lines if line.kind is LineKind.HELD)


def draft(db: Session, case: Case, terms: ProposalTerms) -> Draft:
    """What the law makes of the money that the case holds now; RuleBroken names what is missing."""
    law = order_on(terms.day)
    unit = sources.books_of(db, case.id, terms.day)
    money = sources.money_of(db, case.id, unit.id)
    if money.unallocated + sum(money.held.values()) <= 0:
        raise RuleBroken(
            "payouts.no_money",
            f"Hồ sơ {case.title} không còn tiền chờ chi trả trong sổ của {unit.name}. {KEPT}.",
        )
    debtor = _debtor(db, case, terms.debtor_id)
    others = list(_others(db, case, debtor, unit, terms))
    asked = list(sources.asked_of(db, [case, *others]))
    _check_own_order(asked)
    costs = sources.costs_due(db, case.id, money, terms.day)
    check_deductions(money, terms.deductions, law, costs)
    interest = owing.owed(db, [case, *others], terms.received_on) if money.unallocated else {}
    shares = _shared(money.unallocated, asked, terms, law, interest)
    lines = [_held_line(one, money.held[one.item.id]) for one in asked if one.item.id in money.held]
    by_item = {one.item.id: one for one in asked}
    for share in shares:
        lines.append(_line(case, share, by_item, debtor))
    _keep_fees(db, lines, {one.case.id: one.case for one in asked}, terms.day)
    _name_payees(db, lines)
    for position, line in enumerate(lines, start=1):
        line.position = position
    return Draft(unit, law, money, lines)


def claims_of(
    asked: Iterable[Asked], terms: ProposalTerms, law: PaymentOrder, interest: Mapping[UUID, Owed]
) -> list[Claim]:
    """The open items that ask for money, and their late interest; that of a completed item too.
    RuleBroken where a rank must be read and was not."""
    claims = list[Claim]()
    for one in asked:
        owed, standing = interest.get(one.item.id), one.moment.standing
        is_open = one.moment.remaining > 0 and not standing.has_ended
        if owed is not None and (not standing.has_ended or standing is Standing.COMPLETED):
            claims.append(sources.interest_claim(one, owed, secured=one.item.id in terms.secured))
        if not is_open:
            continue
        rank = law.rank_of(one.item.kind.value)
        said = terms.ranks.get(one.item.id) or (None if rank else terms.other_rank)
        if law.rank(said) is None if said else rank is None:
            raise RuleBroken(
                "payouts.rank_needed",
                f"Khoản {one.item.position} của việc {one.case.title} ({one.item.kind.label}) có "
                f"thể thuộc nhiều hàng ưu tiên. {KEPT}; đọc bản án rồi chọn hàng của khoản.",
                field=f"rank-{one.item.id}",
            )
        by_kind = rank.number if rank else None
        claim = sources.claim(one, said or by_kind or 0, secured=one.item.id in terms.secured)
        read = said is not None and said != by_kind
        claims.append(replace(claim, read_from_judgment=read))
    return claims


def check_deductions(
    money: Money, wanted: Mapping[Deducted, int], law: PaymentOrder, costs: int
) -> None:
    """RuleBroken for what the law does not take off, or what the money does not allow.

    `costs`: the đồng that proceeds still bear, as `sources.costs_due` says.
    """
    for kind, amount in wanted.items():
        if amount and kind not in law.deductions:
            raise RuleBroken(
                "payouts.deduction_unknown",
                f"{law.article} không cho trừ {kind.label.lower()}. {KEPT}; để trống ô này.",
                field=kind.value,
            )
    if wanted.get(Deducted.COSTS, 0) > costs:
        raise RuleBroken(
            "payouts.costs",
            f"Chi phí đã duyệt mà người phải thi hành án còn phải chịu chỉ có "
            f"{format_dong(costs)} đ. {KEPT}; nhập số nhỏ hơn hoặc duyệt quyết toán chi phí trước.",
            field=Deducted.COSTS.value,
        )
    if sum(wanted.values()) > money.unallocated:
        raise RuleBroken(
            "payouts.over_deducted",
            f"Tổng các khoản trừ {format_dong(sum(wanted.values()))} đ lớn hơn tiền chưa phân bổ "
            f"{format_dong(money.unallocated)} đ. {KEPT}; nhập lại.",
            field=next(iter(wanted)).value,
        )


def _shared(
    money: int, asked: Sequence[Asked], terms: ProposalTerms, law: PaymentOrder,
    interest: Mapping[UUID, Owed],
) -> list[Share]:  # fmt: skip
    """Nothing to distribute where all was allocated before."""
    if money <= 0:
        return []
    claims = claims_of(asked, terms, law, interest)
    return distribute(money, terms.deductions, claims, law=law, coercion_on=terms.coercion_on)


def _check_own_order(asked: Sequence[Asked]) -> None:
    """Bankruptcy follows its own law; money of a suspended case is deposited, not paid."""
    for one in asked:
        if one.case.kind is JudgmentKind.BANKRUPTCY:
            raise RuleBroken(
                "payouts.bankruptcy",
                f"Việc {one.case.title} thi hành quyết định phá sản: thứ tự thanh toán theo Luật "
                f"Phục hồi, phá sản. {KEPT}; lập bảng chi trả theo luật đó.",
            )
        if one.moment.standing is Standing.SUSPENDED:
            raise RuleBroken(
                "payouts.suspended",
                f"Việc {one.case.title} đang tạm đình chỉ: tiền được gửi tiết kiệm, chưa chi trả. "
                f"{KEPT}; chờ quyết định tiếp tục thi hành án.",
            )


def _others(
    db: Session, case: Case, debtor: Party, unit: Unit, terms: ProposalTerms
) -> Iterator[Case]:
    """The other cases that share: those named, and those that no page lists."""
    if not (terms.others or terms.unlisted):
        return
    chosen, same = set(terms.others), sources.of_same_debtor(db, case, debtor, unit, terms.day)
    for place, other in enumerate(same):
        if other.id in chosen or (terms.unlisted and place >= sources.LISTED):
            yield other


def _debtor(db: Session, case: Case, party_id: UUID) -> Party:
    party = db.get(Party, party_id)
    if party is None or party.case_id != case.id:
        raise RuleBroken(
            "payouts.debtor", f"Chọn người phải thi hành án của việc. {KEPT}.", field="debtor"
        )
    return party


def _held_line(asked: Asked, amount: int) -> PayoutLine:
    return PayoutLine(
        kind=LineKind.HELD, case_id=asked.case.id, item_id=asked.item.id,
        party_id=_payee(asked), payee=BUDGET, rank=None, secured=False, read_from_judgment=False,
        basis="", words=reasons.HELD, awarded=asked.moment.awarded + asked.moment.increases,
        remaining=asked.moment.remaining, amount=amount,
    )  # fmt: skip


def _line(case: Case, share: Share, asked: Mapping[UUID, Asked], debtor: Party) -> PayoutLine:
    line = PayoutLine(
        kind=share.kind, case_id=case.id, payee=share.kind.label, basis=share.basis,
        words=share.words, amount=share.amount, secured=False, read_from_judgment=False,
    )  # fmt: skip
    if share.kind is LineKind.REMAINDER:
        line.party_id = debtor.id
    if (part := share.part) is not None:
        claim = part.claim
        line.case_id, line.item_id = claim.case_id, claim.item_id
        own = asked[claim.item_id]
        line.party_id = _payee(own) if part.amount else own.payee_id
        line.payee = BUDGET if own.item.state_budget else UNKNOWN
        line.rank, line.secured = claim.rank, claim.secured
        line.read_from_judgment = claim.read_from_judgment
        line.awarded, line.remaining = claim.awarded, claim.remaining
        line.numerator, line.denominator = part.fraction or (None, None)
    return line


def _payee(asked: Asked) -> UUID | None:
    if asked.item.state_budget:
        return None
    if asked.payee_id is None:
        raise RuleBroken(
            "payouts.no_payee",
            f"Khoản {asked.item.position} của việc {asked.case.title} chưa rõ ai nhận tiền: việc "
            f"không có hoặc có nhiều người được thi hành án. {KEPT}; ghi người nhận của khoản ở "
            "mục “Người nhận tiền” của hồ sơ.",
        )
    return asked.payee_id


def _keep_fees(
    db: Session, lines: Sequence[PayoutLine], cases: Mapping[UUID, Case], day: date
) -> None:
    """The fee of each creditor comes off what is paid to him (TT216 Đ.5 k.1).

    A case all of whose awards stay within the threshold can bear none, and is not reckoned.
    """
    threshold, by_case = fee_table.threshold(day), dict[UUID, list[PayoutLine]]()
    for line in lines:
        line.fee = 0
        if line.item_id and line.party_id and line.amount:
            by_case.setdefault(line.case_id, []).append(line)
    for case_id, own in by_case.items():
        if sum(line.awarded or 0 for line in own) <= threshold:
            continue
        payments = [
            Payment(
                line.party_id,
                line.item_id,
                line.amount,
                is_interest=line.kind is LineKind.INTEREST,
            )
            for line in own
            if line.party_id and line.item_id
        ]
        for line, quote in zip(own, quotes(db, cases[case_id], payments, day), strict=True):
            line.fee = quote.deduct
            line.words = f"{line.words} {reasons.fee(quote.deduct, quote.explanation)}".strip()


def _name_payees(db: Session, lines: Sequence[PayoutLine]) -> None:
    """The names of parties as they stand now."""
    wanted = [line.party_id for line in lines if line.party_id]
    names = dict[UUID, str]()
    for start in range(0, len(wanted), sources.CHUNK):
        chunk = wanted[start : start + sources.CHUNK]
        names |= dict(db.execute(select(Party.id, Party.name).where(Party.id.in_(chunk))).all())
    for line in lines:
        line.payee = names.get(line.party_id, line.payee) if line.party_id else line.payee
