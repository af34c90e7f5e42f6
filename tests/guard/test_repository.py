"""What must never stand in the repository."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A clock below the views would make a rule depend on when it is asked.
CLOCK = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
CLOCK_ALLOWED = {
    "thads/audit/actions.py": "the audit's own moment, the one clock of the domain",
}
DOMAIN = ("models", "queries", "actions", "policy")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in listed.stdout.splitlines()]


def test_lock_files_name_no_host() -> None:
    locks = tracked("*.lock")
    assert locks, "the lock files are gone"
    assert [p.name for p in locks if "://" in p.read_text("utf-8")] == []


def test_no_lock_of_another_tool_is_kept() -> None:
    assert tracked("uv.lock", "pylock.toml", "poetry.lock") == []


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    path = re.compile(r"(?<![\w.])/(?:" + "|".join(["work", "home", "root"]) + r")/\w")
    found = []
    for file in tracked("*.py", "*.md", "*.html", "*.toml", "bin/*", ".ci/*", "deploy/*"):
        if path.search(file.read_text("utf-8", errors="ignore")):
            found.append(str(file.relative_to(ROOT)))
    assert found == []


def test_domain_code_reads_no_clock() -> None:
    found = []
    for file in tracked("thads/**/*.py"):
        where = str(file.relative_to(ROOT))
        noun = any(part.removesuffix(".py") in DOMAIN for part in file.relative_to(ROOT).parts)
        if noun and where not in CLOCK_ALLOWED and CLOCK.search(file.read_text("utf-8")):
            found.append(where)
    assert found == []
