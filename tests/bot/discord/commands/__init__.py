"""Tests of the commands, in a simulated Discord."""
