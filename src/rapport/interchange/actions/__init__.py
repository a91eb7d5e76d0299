"""What may be done with archives; each use case in a file of its own."""
