"""The terminal: the same answers as in Discord, as text or as JSON."""
