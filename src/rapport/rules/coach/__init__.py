"""The coach: `review(draft)` says what would make a message worth answering, and why."""
