"""Previews of links: which links a text shows, and what the page behind one says of itself."""
