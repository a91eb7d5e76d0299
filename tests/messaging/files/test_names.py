import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.messaging.files.names import LENGTH_MAX, extension_of, safe_name

PDF = ("pdf",)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("Grüße an Łódź.PDF", "Grüße an Łódź.PDF"),
        ("Gru\u0308ße.pdf", "Grüße.pdf"),
        ("報告書 第2版.pdf", "報告書 第2版.pdf"),
        ("گزارش\u200cها.pdf", "گزارش\u200cها.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\win.pdf", "win.pdf"),
        ("/etc/cron.d/x.pdf", "x.pdf"),
        ("C:\\evil.pdf", "evil.pdf"),
        ("a:b|c?.pdf", "a_b_c_.pdf"),
        ("annual\u202efdp.exe.pdf", "annualfdp.exe.pdf"),
        ("line\nbreak\r\n.pdf", "linebreak.pdf"),
        ("nul\x00byte.pdf", "nulbyte.pdf"),
        ('quote".pdf', "quote_.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("report", "report.pdf"),
        ("report.exe", "report.exe.pdf"),
        ("\ud800half.pdf", "half.pdf"),
        ("  spaced   out .pdf", "spaced out.pdf"),
    ],
)
def test_a_name_survives_without_what_misleads(given, kept):
    assert safe_name(given, PDF) == kept


def test_a_long_name_keeps_its_end():
    name = safe_name("x" * 400 + ".pdf", PDF)
    assert name.endswith("x.pdf")
    assert len(name) == LENGTH_MAX


@given(st.text(max_size=300))
def test_no_name_ever_leads_anywhere(given):
    name = safe_name(given, PDF)
    assert name.lower().endswith(".pdf")
    assert len(name) <= LENGTH_MAX
    assert not set(name) & set('/\\<>:"|?*\x00\n\r')
    assert not name.startswith((".", " "))
    assert all(unicodedata.category(c) not in ("Cc", "Cs") for c in name)
    assert safe_name(name, PDF) == name


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        ("a.PDF", "pdf"),
        ("a", ""),
        ("a.b/c", ""),
        ("a.pdf.exe", "exe"),
        ("a.ex\u202ee", "exe"),
        (".x", ""),
    ],
)
def test_the_extension_is_what_the_reader_would_see(given, ends):
    assert extension_of(given) == ends
