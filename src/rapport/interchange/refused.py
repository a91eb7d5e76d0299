"""Why an archive is not read: a code, a sentence that names the fault, and what to do about it."""

from rapport.kit.refusals import Refused


class ArchiveRefused(Exception):
    """The archive as a whole is refused; nothing of it has been written.

    `code` is one of CODES, `sentence` says what is wrong and what to do.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence

    def to_refused(self) -> Refused:
        """The same as the value that every door of Rapport maps to its own status."""
        return Refused(self.code, self.sentence, on="archive")


CODES = {
    "archive_absent": "there is no file to read",
    "archive_too_large": "the file is larger than an archive may be",
    "not_a_zip": "the file is no ZIP archive",
    "archive_damaged": "the ZIP archive is cut short or damaged",
    "archive_encrypted": "the ZIP archive asks for a password",
    "archive_path_outside": "an entry names a place outside the archive",
    "archive_overlaps": "entries of the ZIP archive share the same bytes",
    "archive_too_many_entries": "the archive lists more files than an archive may",
    "archive_bomb": "the archive would unpack to far more than it may",
    "archive_compression": "a file is packed by a method that is not read",
    "not_linkedin": "the archive holds none of the files that are read",
    "nothing_readable": "none of the files could be read",
    "file_cut_short": "a table ends in the middle of a row",
    "owner_unknown": "the archive does not tell which participant is its owner",
}
