"""The commands: each parses what Discord hands over, calls, and sends a card."""
