"""Tests of ``index.engines``."""
