"""The core: plain data in, plain data out. No Discord, no engine, no model, no file system."""
