"""Files, functions and templates stay small enough to be read at one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 300, 40, 120

# Exceptions by name, each with its reason.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
LONG_TEMPLATES: dict[str, str] = {}


def python_files() -> Iterator[Path]:
    for folder in ("thads", "tenants", "workers", "tests"):
        yield from (ROOT / folder).rglob("*.py")
    yield ROOT / "wsgi.py"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", sorted(python_files()), ids=name)
def test_a_python_file_keeps_its_budget(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = len(text.splitlines())
    assert lines <= FILE_LINES or name(path) in LONG_FILES, f"{lines} lines: split by noun"
    too_long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
        and f"{name(path)}:{node.name}" not in LONG_FUNCTIONS
    ]
    assert not too_long, too_long


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.*")), ids=name)
def test_a_template_keeps_its_budget(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= TEMPLATE_LINES or path.suffix == ".css" or name(path) in LONG_TEMPLATES, lines
