"""Storage: the only package that knows peewee."""
