"""The days of these tests."""

from datetime import date

RECEIVED = date(2026, 11, 10)
TODAY = date(2026, 11, 20)
