"""What can go wrong with the database itself, in words."""


class DatabaseUnavailable(Exception):
    """The database cannot be used now: it is full, read-only, gone or too busy. Nothing of the act was stored."""


CLOSED = "The database is closed: the server is shutting down. Nothing was stored."


def raisable(error: BaseException) -> BaseException:
    """Give an error that a future takes: it refuses StopIteration, and whoever waits for it would wait for ever."""
    return RuntimeError(f"the act stopped: {error!r}") if isinstance(error, StopIteration) else error
