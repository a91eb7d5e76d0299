"""What a file is, what it may be called, where it lies: the tools of attachments."""
