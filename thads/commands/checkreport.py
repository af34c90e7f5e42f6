"""thads check-report: the figures of a text against each other."""

import json
from typing import Any, TextIO

import click

from thads.commands.arguments import as_json
from thads.commands.vietnamese import Vietnamese
from thads.reportcheck.checking import Check, check
from thads.reportcheck.findings import Finding, Verdict

FOUND_SOMETHING = 1


@click.command("check-report", cls=Vietnamese)
@click.argument("file", type=click.File(encoding="utf-8"), metavar="TỆP|-")
@as_json
def check_report(file: TextIO, json_: bool) -> int:
    """Soát số liệu, tỷ lệ trong một văn bản (tệp .txt, hoặc - để đọc đầu vào chuẩn).

    Kết thúc với 1 khi có chỗ không khớp.
    """
    done = check(file.read())
    if json_:
        found = [_as_json(done, one) for one in done.findings]
        click.echo(json.dumps({"findings": found}, ensure_ascii=False))
    else:
        for one in done.findings:
            click.echo("\n".join(_lines(done, one)))
        counts = (f"{done.count(verdict)} {verdict.value}" for verdict in Verdict)
        click.echo("; ".join(counts), err=True)
    return FOUND_SOMETHING if done.count(Verdict.FAILS) else 0


def _as_json(done: Check, one: Finding) -> dict[str, Any]:
    return {
        "start": one.start, "end": one.end, "text": done.text[one.start : one.end],
        "kind": one.says, "verdict": one.verdict.name.lower(), "read": one.read,
        "computed": one.computed, "proposal": one.proposal, "advice": one.advice,
    }  # fmt: skip


def _lines(done: Check, one: Finding) -> list[str]:
    words = " ".join(done.text[one.start : one.end].split())
    lines = [f"{words}: {one.verdict.value} ({one.says.lower()}). {one.read}"]
    if one.computed:
        lines[0] += f" = {one.computed}"
    return [*lines, *(f"  {more}" for more in (one.proposal, one.advice) if more)]
