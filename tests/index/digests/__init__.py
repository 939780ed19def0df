"""Tests of what is put together from passages."""
