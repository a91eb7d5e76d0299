"""The pieces that pages are made of, as template tags; each file is one family of them."""
