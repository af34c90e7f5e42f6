"""Drafts of papers to edit in Word: the same stored content as the PDF, marked as drafts."""

from workers.word.draft import draft

__all__ = ["draft"]
