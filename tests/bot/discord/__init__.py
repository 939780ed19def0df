"""Tests of the Discord front end."""
