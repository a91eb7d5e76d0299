"""Rapport: who may reach whom, how, and why; and a message worth answering."""

__version__ = "0.1.0"
