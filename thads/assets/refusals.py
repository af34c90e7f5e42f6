"""How a step of an asset is refused."""

from __future__ import annotations

from typing import NoReturn

from thads.core.errors import RuleBroken

KEPT = "Chưa ghi gì"


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    """Raise RuleBroken: what happened, that nothing was kept, what to do."""
    raise RuleBroken(f"asset.{code}", message, field=field)
