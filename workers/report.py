"""Renders one summary for the `thads report` command: SLUG DAY FILE [VERSION]."""

import sys
from datetime import date
from pathlib import Path

from tenants import context, registry
from tenants.errors import TenantError
from tenants.sessions import open_session
from tenants.settings import Settings
from thads.assembly import assemble
from thads.core import files
from thads.core.days import month_end
from thads.core.errors import NotFound
from thads.reports import queries, summary
from workers import pdf

REFUSED = 2


def content_of(slug: str, at: date, version: int | None) -> bytes:
    """The published file byte for byte, or a paper of the live figures."""
    with open_session(slug, read_only=True) as db:
        if version is not None:
            return files.read(db, queries.version(db, at, version).newest.file_key or "")
        figures = summary.compose(db, at, dated=at, version=queries.next_provisional(db, at))
    with context.entered(registry.find(slug)):  # its paper is marked if it is for practice
        return pdf.monthly(figures)


def main(arguments: list[str]) -> int:
    """Write the file; a refusal is one line on standard error."""
    slug, day, out, *version = arguments
    assemble(Settings.from_environment().audit_key)
    at = date.fromisoformat(day)
    if at != month_end(at):
        return _refuse(f"{at:%d/%m/%Y} không phải ngày cuối tháng.")
    try:
        content = content_of(slug, at, int(version[0]) if version else None)
    except (TenantError, NotFound) as refused:
        return _refuse(str(refused) or "không có bản công bố này.")
    try:
        Path(out).write_bytes(content)
    except FileNotFoundError:
        return _refuse(f"không ghi được {out}: không có thư mục này.")
    except PermissionError:
        return _refuse(f"không ghi được {out}: không được phép.")
    except OSError as failure:
        return _refuse(f"không ghi được {out}: {failure.strerror}")
    return 0


def _refuse(line: str) -> int:
    sys.stderr.write(f"thads: {line}\n")
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
