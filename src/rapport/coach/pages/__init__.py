"""The coach's pages and fragments."""
