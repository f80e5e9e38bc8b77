"""Keeps peewee from loading the drivers of database servers that nothing here speaks to."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

SERVER_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb")


@contextmanager
def no_server_drivers() -> Iterator[None]:
    """Within it an import finds no such driver, though it be installed.

    peewee takes in each one that it finds: psycopg alone is 16 MB and a tenth of a second of every start. Who speaks to a server
    imports its driver.
    """
    hidden = [name for name in SERVER_DRIVERS if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment] # the documented way: reference/import, "The module cache"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
