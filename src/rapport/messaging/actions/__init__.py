"""What may be done in messaging; each use case in a file of its own."""
