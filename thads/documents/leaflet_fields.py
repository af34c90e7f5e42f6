"""What the leaflet for a debtor explains: his time, each kind of duty, what follows, his rights.

Plain words; each rule by the law of the leaflet's day, with its article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from thads.cases.models import ItemKind, ObligationItem
from thads.documents.catalogue import Kind, form_on
from thads.documents.missing import Missing
from thads.documents.subject import Subject
from thads.rules import coercion_costs, complaints, deadlines, measures, remission
from thads.rules.citation import cited
from thads.rules.coercion_costs import Bearer
from thads.rules.deadlines import Duty

THINGS = frozenset({
    ItemKind.PROPERTY_DIVISION, ItemKind.PROPERTY_HANDOVER, ItemKind.PROPERTY_RETURN,
})  # fmt: skip


def _time(subject: Subject) -> str:
    rule = deadlines.rule(Duty.VOLUNTARY_PERIOD, subject.day)
    return (
        f"Ông (bà) có {rule.length_in_words} để tự nguyện thi hành, kể từ ngày nhận được hoặc được "
        f"thông báo hợp lệ quyết định thi hành án ({cited(rule.source)}). Tự nguyện thi hành thì "
        "không bị cưỡng chế và không phải chịu chi phí cưỡng chế."
    )


def _duties(subject: Subject) -> str:
    """One paragraph for each kind of duty that is still open."""
    return "\n".join(dict.fromkeys(
        said for one in subject.concerned for said in _of_item(subject, one.item)
    ))  # fmt: skip


def _of_item(subject: Subject, item: ObligationItem) -> Iterator[str]:
    if item.kind is ItemKind.COMPELLED_ACT:
        yield (
            "Việc phải làm hoặc không được làm: ông (bà) tự làm đúng như bản án, quyết định. Không "
            "làm thì có thể bị phạt tiền và bị buộc thực hiện."
        )
    elif item.kind in THINGS:
        yield (
            "Tài sản phải giao: ông (bà) giao đúng tài sản nêu trong bản án, quyết định cho người "
            "được nhận; Chấp hành viên lập biên bản giao nhận và giao ông (bà) một bản."
        )
    elif item.state_budget:
        yield (
            "Tiền nộp ngân sách nhà nước: nộp tại cơ quan thi hành án dân sự và giữ lại biên lai. "
            "Không có tài sản, thu nhập và có đủ điều kiện luật định thì có thể được Tòa án miễn, "
            f"giảm ({cited(remission.conditions(subject.day).source)}); hỏi Chấp hành viên để được "
            "hướng dẫn."
        )
    else:
        yield (
            "Tiền phải trả cho người được thi hành án: ông (bà) có thể thỏa thuận với người đó về "
            f"số tiền, thời hạn, cách trả ({cited(_agreement(subject))}); thỏa thuận phải lập "
            "thành văn bản. Chậm trả thì còn phải chịu lãi nếu bản án, quyết định có tuyên."
        )


def _agreement(subject: Subject) -> str:
    form = form_on(Kind.AGREEMENT_MINUTES, subject.day)
    if form is None:
        raise Missing("quy định về thỏa thuận thi hành án")
    return form.source


def _coercion(subject: Subject) -> str:
    listed = [one for one in measures.rules(subject.day) if not one.kind.is_security]
    names = "; ".join(one.label[0].lower() + one.label[1:] for one in listed)
    article = listed[0].source.partition(" k.")[0]
    costs = next(one for one in coercion_costs.contents(subject.day) if one.bearer is Bearer.DEBTOR)
    return (
        "Hết thời hạn tự nguyện, người có điều kiện mà không thi hành thì bị cưỡng chế bằng một "
        f"hoặc nhiều biện pháp: {names} ({cited(article)}), và phải chịu chi phí cưỡng chế "
        f"({cited(costs.source)})."
    )


def _rights(subject: Subject) -> str:
    return (
        "Ông (bà) có quyền khiếu nại quyết định, hành vi trái pháp luật của Thủ trưởng cơ quan thi "
        f"hành án dân sự, Chấp hành viên ({cited(complaints.right(subject.day).source)})."
    )


OF_LEAFLETS: dict[str, Callable[[Subject], str]] = {
    "leaflet_time": _time, "leaflet_duties": _duties, "leaflet_coercion": _coercion,
    "leaflet_rights": _rights,
}  # fmt: skip
