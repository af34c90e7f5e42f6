"""Headings of a pasted block that are not our columns' names, and what a person says they are."""

from collections.abc import Mapping

from thads.imports.columns import CASES, ITEMS, PARTIES, name_of

OFFERED = tuple(dict.fromkeys([*CASES.names, *PARTIES.names, *ITEMS.names]))
LEFT_OUT = "-"


def strange(block: str) -> dict[int, str]:
    """The headings of the first line that name no column of ours, by their place."""
    return {
        place: heading
        for place, heading in enumerate(_headings(block))
        if heading.strip() and name_of(heading) not in OFFERED
    }


def renamed(block: str, chosen: Mapping[int, str]) -> str:
    """The block with the headings at these places called by our names; those left out keep theirs
    and are reported as unknown."""
    headings = _headings(block)
    for place, name in chosen.items():
        if place < len(headings) and name in OFFERED:
            headings[place] = name
    _, newline, rest = block.lstrip("\r\n").partition("\n")
    return "\t".join(headings) + newline + rest


def _headings(block: str) -> list[str]:
    first = block.lstrip("\r\n").partition("\n")[0]
    return first.rstrip("\r").split("\t")
