"""Discord: the same answers as in the terminal, as messages."""
