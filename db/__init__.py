"""Storage: the only package that knows peewee."""

from db.drivers import no_server_drivers

with no_server_drivers():
    import peewee  # noqa: F401 - the first import of it decides which drivers it has
