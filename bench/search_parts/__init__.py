"""What the bench of people search is made of: a crowd with many names, and what is asked of it."""
