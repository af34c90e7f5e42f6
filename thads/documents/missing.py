"""What the file does not tell, by its Vietnamese name: never a blank on paper."""

from thads.core.errors import RuleBroken


class Missing(Exception):
    """Fields that a paper needs and the file does not hold."""

    def __init__(self, *names: str) -> None:
        super().__init__("; ".join(names))
        self.names = names


def refuse_missing(names: list[str]) -> None:
    """RuleBroken that names all of them at once, if there are any."""
    if names:
        raise RuleBroken(
            "document.missing",
            f"Chưa lập được văn bản vì hồ sơ thiếu: {'; '.join(dict.fromkeys(names))}. Chưa ghi "
            "gì; bổ sung vào hồ sơ rồi lập lại.",
        )
