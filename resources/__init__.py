"""Icons, themes, texts, fonts and data, read through importlib.resources."""
