"""How second proofs look here: a code that an app can also scan on a dark page."""

from io import BytesIO

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from qrcode.image.svg import SvgPathFillImage


class ProofAdapter(DefaultMFAAdapter):
    """The library's second factors with a picture of our own."""

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white: without its own ground it would be black on black in the dark."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()
