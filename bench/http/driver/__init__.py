"""Drives the comparison: the questions, the check that all answer alike, the load, the report."""
