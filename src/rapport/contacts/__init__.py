"""Contacts: invitations, connections, follows, blocks, and the shadows of imported archives."""
