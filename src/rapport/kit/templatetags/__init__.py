"""The template library that every page has without loading it."""
