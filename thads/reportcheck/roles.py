"""The place of a figure in a report, told by the words around it."""

from __future__ import annotations

import re
from enum import Enum


class Role(Enum):
    """Columns of the statistics as reports name them; `value` is what the screen says."""

    DOCKETED = "tổng số thụ lý"
    BROUGHT_FORWARD = "số cũ chuyển sang"
    NEW = "thụ lý mới"
    EX_OFFICIO = "chủ động"
    ON_REQUEST = "theo yêu cầu"
    ENTRUSTED = "ủy thác"
    TAKEN_UP = "rút lên thi hành"
    WITHDRAWN = "thu hồi, hủy"
    TO_ENFORCE = "phải thi hành"
    ENFORCEABLE = "có điều kiện thi hành"
    NOT_YET = "chưa có điều kiện"
    POSTPONED = "hoãn, tạm đình chỉ"
    DONE = "thi hành xong"
    DISCONTINUED = "đình chỉ"
    CARRIED = "chuyển kỳ sau"
    SEPARATE = "theo dõi riêng"
    TOTAL = "tổng số"


_TAIL = r"(?: (?:thi hành|giải quyết))?(?: án)?"
_PATTERNS = {
    Role.CARRIED: (
        r"chuyển (?:sang )?(?:các )?(?:kỳ|năm) (?:sau|tới|tiếp theo)|"
        r"chuyển sang năm (?:20\d\d|sau)|"
        r"còn (?:phải (?:thi hành|giải quyết)|lại|tồn)|chưa (?:thi hành|giải quyết)(?: án)?"
        r"(?: xong| được| dứt điểm)?|(?:số )?tồn (?:lại|chuyển sang kỳ sau)|chuyển kỳ sau"
    ),
    Role.BROUGHT_FORWARD: (
        r"(?:số |việc |án )?cũ(?: (?:của )?năm (?:trước|20\d\d))?(?: chuyển (?:sang|qua))?|"
        r"(?:năm|kỳ) (?:trước|20\d\d)(?: chuyển (?:sang|qua)| còn lại)|"
        r"chuyển (?:sang )?từ (?:năm|kỳ) (?:trước|20\d\d)(?: sang)?|tồn (?:năm|kỳ) trước|"
        r"từ (?:năm|kỳ) (?:trước|20\d\d) chuyển sang|chuyển sang"
    ),
    Role.NEW: (
        r"thụ lý mới|mới thụ lý|(?:số|việc|án) mới|phát sinh mới|mới phát sinh|"
        r"mới(?=[\s:]*(?:là\s*)?$)"
    ),
    Role.DOCKETED: r"(?:tổng số |đã |số )?thụ lý(?: giải quyết| thi hành)?|tổng thụ lý",
    Role.ENTRUSTED: r"(?:ủy|uỷ) thác",
    Role.TAKEN_UP: r"rút lên",
    Role.WITHDRAWN: r"(?:thu hồi|h[ủuỷ]y)(?:,? h[ủuỷ]y)? (?:quyết định|qđ)|thu hồi, h[ủuỷ]y",
    Role.TO_ENFORCE: (
        r"(?:phải|cần)(?: tổ chức)? (?:thi hành|giải quyết)(?: án)?(?! xong)|phải thu(?! hồi)"
    ),
    Role.NOT_YET: rf"(?:chưa|không)(?: có| đủ)? điều kiện{_TAIL}",
    Role.ENFORCEABLE: rf"(?:có|đủ) điều kiện{_TAIL}",
    Role.POSTPONED: r"(?:tạm )?hoãn(?: thi hành án)?|tạm đình chỉ(?: thi hành án)?",
    Role.DONE: (
        r"(?:thi hành|giải quyết|hoàn thành|thực hiện|xử lý)(?: án)?(?: dứt điểm)? xong|"
        r"thi hành (?:được|dứt điểm)|giải quyết (?:được|dứt điểm)|thu (?:hồi )?được|thu hồi|đã thu|"
        r"đã (?:thi hành|giải quyết|xử lý|thực hiện)|hoàn thành|số xong|đã xong|xong|"
        r"(?<!tổ chức )(?<!để )(?<!chủ động )(?<!yêu cầu )(?:thi hành|giải quyết)(?=(?: là|:)?\s*$)"
    ),
    Role.DISCONTINUED: r"đình chỉ(?: thi hành án)?",
    Role.EX_OFFICIO: r"chủ động",
    Role.ON_REQUEST: r"theo (?:đơn )?yêu cầu",
    Role.SEPARATE: r"theo dõi riêng",
    Role.TOTAL: r"tổng (?:số|cộng)",
}
_ROLES = {role: re.compile(rf"\b(?:{p})(?!\w)", re.I) for role, p in _PATTERNS.items()}
# `(trừ số đã chuyển sổ theo dõi riêng)` and `trong số có điều kiện` name no figure of their own.
_ASIDE = re.compile(r"\((?:trừ|không (?:kể|tính|bao gồm))[^()]*\)", re.I)
_BEHIND = re.compile(
    r"\s*(?:quyết định |bản án )?(?:thi hành án )?(?:là |đã được |được |đã |số )?", re.I
)  # fmt: skip
BASE = re.compile(
    r"\b(?:trên|trong|so với|/)\s*(?:tổng (?:số )?|số )?(?:các )?"
    r"(?:vụ việc|việc|số tiền|tiền|giá trị)?\s*"
    r"(?:số )?(?P<role>phải (?:thi hành|giải quyết)|có điều kiện|đủ điều kiện|thụ lý|thi hành xong|"
    r"chưa có điều kiện)(?:[^\W\d_]|\s)*",
    re.I,
)  # fmt: skip
BASES = {
    "phải thi hành": Role.TO_ENFORCE, "phải giải quyết": Role.TO_ENFORCE,
    "có điều kiện": Role.ENFORCEABLE, "đủ điều kiện": Role.ENFORCEABLE,
    "thụ lý": Role.DOCKETED, "thi hành xong": Role.DONE, "chưa có điều kiện": Role.NOT_YET,
}  # fmt: skip


def last_named(words: str) -> tuple[Role | None, int]:
    """The role that words before a figure name last, the longest of those that end together, and
    where it begins."""
    bare = _ASIDE.sub(lambda match: " " * len(match[0]), words)
    found = [
        (match.end(), -match.start(), role)
        for role, pattern in _ROLES.items() for match in pattern.finditer(bare)
    ]  # fmt: skip
    if not found:
        return None, -1
    named = [one for one in found if not _lies_inside(one, found)]
    _, start, role = max(named, key=lambda one: one[:2])
    return role, -start


def names(words: str, role: Role) -> bool:
    """Whether words name a role anywhere."""
    return _ROLES[role].search(words) is not None


def _lies_inside(
    one: tuple[int, int, Role], others: list[tuple[int, int, Role]]
) -> bool:  # fmt: skip
    """`thi hành xong` in `chưa thi hành xong` says the contrary."""
    end, start = one[0], -one[1]
    return any(
        -first <= start and end <= last and (last + first) > (end - start)
        for last, first, _ in others
    )


def named_behind(words: str) -> tuple[Role | None, int]:
    """The role that words right behind a figure name (3.918 việc có điều kiện), and its end."""
    start = _BEHIND.match(words)
    place = start.end() if start else 0
    found = [
        (match.end(), role)
        for role, pattern in _ROLES.items() if (match := pattern.match(words, place))
    ]  # fmt: skip
    if not found:
        return None, 0
    end, role = max(found, key=lambda one: one[0])
    return role, end


def base_named(words: str) -> tuple[Role, int, int] | None:
    """The base that words name (`trên số có điều kiện thi hành`), with its place; the last one."""
    found = list(BASE.finditer(words))
    if not found:
        return None
    match = found[-1]
    return BASES[match["role"].casefold()], match.start(), match.end()
