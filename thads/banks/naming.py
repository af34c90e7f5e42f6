"""Which institution a creditor's name means: names are compared by what tells them apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from thads.banks.models import CreditInstitution
from thads.core.codes import Coded
from thads.core.text import fold

_WORDS = re.compile(r"[a-z0-9]+")
_BRANCH = re.compile(r"\b(?:chi nhanh|cn|phong giao dich|pgd)\b(.*)$")
_KINDS = (  # of the institution: they tell a bank from a fund of the same name
    ("ngan hang", "nh"),
    ("nhtmcp", "nh"),
    ("nhtm", "nh"),
    ("quy tin dung nhan dan", "qtd"),
    ("quy tin dung", "qtd"),
)
_FORMS = (  # of the company: some write them, some do not
    "thuong mai co phan",
    "thuong mai trach nhiem huu han",
    "trach nhiem huu han",
    "mot thanh vien",
    "tmcp",
    "tnhh",
    "mtv",
    "viet nam",
)
SHORTEST = 3  # letters of a short name that is looked for inside another name


class Likeness(Coded):
    """How sure a suggestion is."""

    SAME = "same", "Trùng tên"
    CLOSE = "close", "Gần giống"


class Suggestion(NamedTuple):
    """The institution that a name seems to mean."""

    institution: CreditInstitution
    likeness: Likeness


class Name(NamedTuple):
    """A name taken apart: what tells the institution, what tells its branch."""

    key: str
    branch: str


def taken_apart(name: str) -> Name:
    """`NHTMCP Ví Dụ – CN Bảo Thắng` and `Ngân hàng thương mại cổ phần Ví Dụ` have one key."""
    words = " ".join(_WORDS.findall(fold(name)))
    found = _BRANCH.search(words)
    whole = words[: found.start()] if found else words
    for long, short in _KINDS:
        whole = re.sub(rf"\b{long}\b", short, whole)
    bare = whole
    for form in _FORMS:
        bare = re.sub(rf"\b{form}\b", " ", bare)
    key = " ".join(bare.split())
    told = key not in ("", "nh", "qtd")
    return Name(key if told else " ".join(whole.split()), found[1].strip() if found else "")


def key_of(name: str) -> str:
    """What is left of a name when it is compared."""
    return taken_apart(name).key


def branch_key(branch: str | None) -> str:
    """What is left of a branch: `Chi nhánh Bảo Thắng` and `Bảo Thắng` have one key."""
    words = " ".join(_WORDS.findall(fold(branch or "")))
    found = _BRANCH.search(words)
    return found[1].strip() if found else words


class Directory:
    """Institutions by what their names are compared by."""

    def __init__(self, institutions: Iterable[CreditInstitution]) -> None:
        self._by_key: dict[str, list[CreditInstitution]] = defaultdict(list)
        self._short: list[tuple[str, CreditInstitution]] = []
        for one in institutions:
            self._by_key[one.name_key].append(one)
            short = " ".join(_WORDS.findall(fold(one.short_name or "")))
            if len(short) >= SHORTEST:
                self._short.append((short, one))

    def meant_by(self, name: str) -> Suggestion | None:
        """The one institution that the name means or seems to; None where that is not one."""
        said = taken_apart(name)
        if same := self._by_key.get(said.key):
            found = _of_branch(same, said.branch)
            return Suggestion(found, Likeness.SAME) if found else _only(same)
        words = f" {' '.join(_WORDS.findall(fold(name)))} "
        close = [one for short, one in self._short if f" {short} " in words]
        if not close:
            close = [
                one
                for key, known in self._by_key.items()
                if f" {key} " in f" {said.key} " or f" {said.key} " in f" {key} "
                for one in known
            ]
        return _only(close)


def _of_branch(known: list[CreditInstitution], branch: str) -> CreditInstitution | None:
    """The institution itself, or the branch that the name tells."""
    of_branch = [one for one in known if branch and branch_key(one.branch) == branch]
    whole = [one for one in known if not one.branch]
    return next(iter(of_branch or whole), None)


def _only(found: list[CreditInstitution]) -> Suggestion | None:
    """A guess is offered only where there is one to make."""
    return Suggestion(found[0], Likeness.CLOSE) if len(found) == 1 else None
