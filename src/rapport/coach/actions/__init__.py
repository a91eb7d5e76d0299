"""What members do with the coach."""
