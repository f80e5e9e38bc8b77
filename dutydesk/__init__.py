"""The duty desk itself: calls, crews, shifts, phones and the journal's events. Knows no Qt and no database."""

__version__ = "0.1.0"
