"""Tests of the rules and of what is measured for them."""
