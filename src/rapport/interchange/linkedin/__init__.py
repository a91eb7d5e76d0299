"""Reads the tables of a LinkedIn archive into records, one file a kind; no database here."""
