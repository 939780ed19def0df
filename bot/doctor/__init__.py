"""Settings, files and machine -> what is well, what is not, and what to do about it."""
