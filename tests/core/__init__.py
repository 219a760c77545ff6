"""Tests of values and logic."""
