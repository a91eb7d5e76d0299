"""What the place does for notices by itself; each job finds its work and may run twice."""
