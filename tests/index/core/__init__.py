"""Tests of ``index.core``."""
