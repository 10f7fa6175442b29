"""What stops us: one family of exceptions, each one sentence and what to do about it."""


class CannotGoOn(Exception):
    """Something outside the data stops the work; `what` says it in one sentence, `fix` says what to do.

    `detail` is for the log file only and is never shown: it may hold a path or a library's own words.
    """

    def __init__(self, what: str, fix: str, detail: str = ""):
        super().__init__(f"{what} {fix}".strip())
        self.what, self.fix, self.detail = what, fix, detail


class NothingToRead(CannotGoOn):
    """No such file, an empty file, an empty folder."""


class CannotOpen(CannotGoOn):
    """The file is there and is not a workbook we can read: protected, damaged, another kind, open elsewhere."""


class TooLarge(CannotGoOn):
    """The file would need more memory or time than the limits allow, or is made to exhaust them."""


class NotNow(CannotGoOn):
    """It will pass by itself: no network, or the other side asks us to wait; the last good data stay and it is tried
    again."""


class BeingSaved(NotNow):
    """Somebody is saving the file just now, or a sync program brings it: no failure, the next look finds it whole."""


class NotAllowed(CannotGoOn):
    """Somebody must do something first: share a sheet, renew a key, switch an interface on; `fix` says who and what."""
