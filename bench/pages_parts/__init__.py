"""What the bench of pages is made of: the server, the visitors, the member with a full inbox."""
