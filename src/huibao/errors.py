"""The one family of exceptions that may reach a user.

Every error carries a sentence for the user (Chinese: what happened, what to do) and keeps its cause for the log
(``raise … from cause``). Document text never goes into either.
"""


class HuibaoError(Exception):
    """Something that is said to the user: ``message`` is one clear Chinese sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputError(HuibaoError):
    """A file that was given can't be read: missing, of no readable kind, broken, encrypted, over the limits."""


class OutputError(HuibaoError):
    """A file can't be written: no permission, disk full, open in another program."""

    def __init__(self, message: str, *, in_use: bool = False) -> None:
        super().__init__(message)
        self.in_use = in_use


class DataError(HuibaoError):
    """A file of rules (template, profile, wording) has a fault; names file, line and reason."""


class EditError(HuibaoError):
    """An edit that the report or its template does not allow, and why. The report stays as it was."""


class PasswordNeeded(InputError):
    """A file is encrypted and a library can open it: ask for the password. ``wrong``: the one given did not fit."""

    def __init__(self, message: str, *, wrong: bool = False) -> None:
        super().__init__(message)
        self.wrong = wrong


class Cancelled(InputError):
    """The user called off the reading of a file; nothing needs to be said."""
