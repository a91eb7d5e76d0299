"""Texts that would be code if a page believed them, and pictures that are not only pictures."""

MARKUP = (
    "<script>alert('name')</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(2)>",
    "</textarea><script>alert(3)</script>",
    "{{ 7|add:7 }}{% debug %}",
    "javascript:alert(4)",
    '<a href="javascript:alert(5)">here</a>',
    "&lt;script&gt;alert(6)&lt;/script&gt;",
    "<style>body{display:none}</style>",
    "\u202e<b>turned</b>",
)
