"""The two errors that a person may see; anything else should crash and be noticed."""


class RuleBroken(Exception):
    """The law or the facts refuse an act; the message is shown as written, in Vietnamese.

    `field` names the form field that the message belongs to, when there is one.
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class NotFound(Exception):
    """What was asked for is not there, or not for this person: both look alike."""


class Conflict(Exception):
    """Someone else changed the file since this person opened it (shown as 409)."""
