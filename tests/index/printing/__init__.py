"""Tests of ``index.printing``."""
