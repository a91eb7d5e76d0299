"""The forms of posts."""
