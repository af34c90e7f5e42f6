"""What can be wrong with a province before any of its records is read."""


class TenantError(Exception):
    """Something about the province itself; the message says what, in Vietnamese."""


class NoTenantError(TenantError):
    """Records were asked for outside any province: always a mistake in the program."""


class WrongTenantError(TenantError):
    """Two provinces would meet in one piece of work: always a mistake in the program."""


class UnknownTenantError(TenantError):
    """No province has this name."""


class SuspendedTenantError(TenantError):
    """The province exists but is not open for work."""


class ForeignPathError(TenantError):
    """A database file outside the province's own folder."""


class TenantExistsError(TenantError):
    """The name is taken."""


class UnusableTermsError(TenantError):
    """A name or an address that cannot be used."""


class ForeignBackupError(TenantError):
    """The backup belongs to another province, or is not whole."""


class TooManyConnectionsError(TenantError):
    """Every connection this process may hold is in use."""
