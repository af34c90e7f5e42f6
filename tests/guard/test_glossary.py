"""Each table has its word in the glossary."""

from pathlib import Path

import thads.schema
from tenants.models import ControlBase

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def test_every_table_stands_in_the_glossary() -> None:
    text = GLOSSARY.read_text("utf-8")
    tables = [*thads.schema.metadata.tables, *ControlBase.metadata.tables]
    assert [table for table in tables if f"`{table}`" not in text] == []
