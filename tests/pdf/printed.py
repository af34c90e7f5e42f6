"""Papers that several tests read: the same figures are printed once a run."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from workers import pdf


def monthly(figures: Mapping[str, Any]) -> bytes:
    """The summary of these figures."""
    return _monthly(json.dumps(figures, sort_keys=True))


@cache
def _monthly(kept: str) -> bytes:
    return pdf.monthly(json.loads(kept))
