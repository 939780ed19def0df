"""Tests of ``index.store``."""
