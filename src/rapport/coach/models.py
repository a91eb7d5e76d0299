"""What members told the coach: dismissals and switches."""
