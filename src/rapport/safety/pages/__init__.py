"""The pages of safety: the report form, and the moderators' desk."""
