"""Browsers for these tests."""

from tests.browsing import app, browser, sign_in

__all__ = ["app", "browser", "sign_in"]
