"""The timeline of the shift: who did what from when to when, told by the entries alone. No Qt, no clock, no language."""
