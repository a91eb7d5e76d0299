"""What the coach reads."""
