"""Drills: calls that come by themselves, invented or from a file, and an officer and a crew that work them as people would."""
