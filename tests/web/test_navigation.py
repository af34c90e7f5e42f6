"""The way through the product: what a person may open, and no more of it than is looked for."""

import re

import pytest

from tests.browsing import SignIn
from thads.identity.models import Role

pytestmark = pytest.mark.one_engine


def _unfolded(page: str) -> dict[str, bool]:
    """Each section of the navigation by its title: whether its entries are seen."""
    found = re.findall(r"<details( open)?>\s*<summary>([^<]+)</summary>\s*<ul>", page)
    return {title: bool(is_open) for is_open, title in found}


def test_a_page_unfolds_its_own_section_and_the_home_page_all(sign_in: SignIn) -> None:
    head = sign_in(Role.PROVINCE_HEAD)

    at_the_register = _unfolded(head.get("/cases/").text)
    assert [title for title, is_open in at_the_register.items() if is_open] == ["Sổ sách"]
    at_home = _unfolded(head.get("/").text)
    assert at_home.keys() == at_the_register.keys()
    assert all(at_home.values())


def test_the_morning_page_is_offered_to_leaders(sign_in: SignIn) -> None:
    assert '/morning">' in sign_in(Role.PROVINCE_HEAD).get("/cases/").text
    assert '/morning">' not in sign_in(Role.OFFICER).get("/cases/").text
