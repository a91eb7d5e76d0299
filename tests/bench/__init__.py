"""Tests of the parts of benches that could mislead: what they read and what they count."""
