"""Browsers for these tests."""

from tests.browsing import app, assembled, browser, sign_in

__all__ = ["app", "assembled", "browser", "sign_in"]
