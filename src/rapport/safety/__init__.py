"""Safety: reports with their evidence, and the moderators' desk."""
