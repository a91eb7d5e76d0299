"""What the benches of reach and of pages share: the place, the people asked for, the figures."""
