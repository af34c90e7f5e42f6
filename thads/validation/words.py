"""Findings in words, for screens, papers and refusals."""

from thads.core.money import format_dong
from thads.validation.finding import Finding, Number


def told(finding: Finding) -> str:
    """Thi hành xong (việc): Thi hành xong 12, Cộng các đơn vị 11."""
    return f"{finding.where}: " + ", ".join(map(side, finding.numbers))


def side(number: Number) -> str:
    """Thi hành xong 1.200.000 đồng."""
    amount = format_dong(number.value) + (" đồng" if number.money else "")
    return f"{number.title} {amount}"
