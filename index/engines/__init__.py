"""The engines behind the ports: one third-party engine, one file."""
