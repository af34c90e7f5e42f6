"""What the file does not tell, by its Vietnamese name: never a blank on paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from thads.core.errors import RuleBroken

Source = TypeVar("Source")


class Missing(Exception):
    """Fields that a paper needs and the file does not hold."""

    def __init__(self, *names: str) -> None:
        super().__init__("; ".join(names))
        self.names = names


@dataclass
class Fields(Mapping[str, str], Generic[Source]):
    """The fields of one paper for `str.format_map`; what is missing is gathered, not blank."""

    readers: Mapping[str, Callable[[Source], str]]
    source: Source
    missing: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        try:
            return self.readers[name](self.source)
        except Missing as missing:
            self.missing.extend(missing.names)
            return ""

    def __iter__(self) -> Iterator[str]:
        return iter(self.readers)

    def __len__(self) -> int:
        return len(self.readers)


def refuse_missing(names: list[str]) -> None:
    """RuleBroken that names all of them at once, if there are any."""
    if names:
        raise RuleBroken(
            "document.missing",
            f"Chưa lập được văn bản vì hồ sơ thiếu: {'; '.join(dict.fromkeys(names))}. Chưa ghi "
            "gì; bổ sung vào hồ sơ rồi lập lại.",
        )
