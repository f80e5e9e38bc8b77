"""The page of phone sources and lines (Ctrl+,)."""
