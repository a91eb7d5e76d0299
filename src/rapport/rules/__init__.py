"""Decisions: facts in, verdicts out."""
