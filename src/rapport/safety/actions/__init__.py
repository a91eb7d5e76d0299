"""What may be done to reports; each use case in a file of its own."""

from rapport.safety.actions.closing import close_report
from rapport.safety.actions.removing import put_words_back, remove_words
from rapport.safety.actions.reporting import Complaint, report_member

__all__ = ["Complaint", "close_report", "put_words_back", "remove_words", "report_member"]
