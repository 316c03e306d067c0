"""What can go wrong with the database itself, in words."""


class DatabaseUnavailable(Exception):
    """The database cannot be used now: it is full, read-only, gone or too busy. Nothing of the act was stored."""


CLOSED = "The database is closed: the server is shutting down. Nothing was stored."
