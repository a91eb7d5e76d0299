"""What the bench of the inbox is made of: a million messages, and what is looked for in them."""
