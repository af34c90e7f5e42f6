"""Whose paper it is: the head by the day of the paper."""

from datetime import date

from sqlalchemy.orm import Session

from thads.rules import letterhead
from thads.units import queries as units


def head(db: Session, at: date, dated: date) -> dict[str, str]:
    """The lines above and below the paper (NĐ 30/2020)."""
    lines = letterhead.on(dated)
    office = units.provincial_on(db, at)
    name = office.name.replace("THADS", "Thi hành án dân sự") if office else lines.agency_words
    return {
        "superior": lines.superior, "agency": name, "series": lines.report_series,
        "signer": lines.head_title, "place": office.place if office else "",
        "province": name.split(" tỉnh ")[-1], "dated": dated.isoformat(),
    }  # fmt: skip
