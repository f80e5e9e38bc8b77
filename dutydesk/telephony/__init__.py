"""Protocols and sources that bring phone events; text from the wire is untrusted."""
