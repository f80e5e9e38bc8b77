"""SIP for an extension that only rings (telephony.md, source C): bytes in, events and bytes out; no sockets, no clock of its own."""
