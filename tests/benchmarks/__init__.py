"""Speed and memory of every row of the targets, each beside its floor: python -m tests.benchmarks.

Machines are shared and noisy, so each floor is measured in the same run, in turns with the work.
"""
