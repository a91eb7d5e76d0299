"""A stand-in push service: TLS with a certificate of its own, answers as the story says."""

import base64
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import httpcore2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HOST = "push.example.org"
PUBLIC = "198.41.0.4"  # a public number that nobody here dials


def b64(data: bytes) -> str:
    """base64url without padding, as browsers write it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Browser:
    """A browser's keys of one subscription, and how it reads a push (RFC 8291)."""

    def __init__(self, number: int = 1) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = bytes([number]) * 16
        self.point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.fields = {
            "endpoint": f"https://{HOST}/push/{number}",
            "p256dh": b64(self.point),
            "auth": b64(self.secret),
            "label": "Chromium, Linux",
        }

    def read(self, body: bytes) -> bytes:
        """Open an aes128gcm body (RFC 8188) with our own keys."""
        salt, length = body[:16], body[20]
        theirs = body[21 : 21 + length]
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self.key.exchange(ec.ECDH(), point)
        info = b"WebPush: info\x00" + self.point + theirs
        ikm = _derive(self.secret, shared, info, 32)
        key = _derive(salt, ikm, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _derive(salt, ikm, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, body[21 + length :], None)
        return plain.rstrip(b"\x00").removesuffix(b"\x02")


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


class Service:
    """Listens on a port of its own; `got` are the requests, `answer` is (status, headers)."""

    def __init__(self, folder: Path) -> None:
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.answer: tuple[int, dict[str, str]] = (201, {})
        self.dialled: list[str] = []
        self.numbers = [PUBLIC]
        certificate = _certificate(folder)
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                told = {name.lower(): value for name, value in self.headers.items()}
                service.got.append((self.path, told, body))
                status, headers = service.answer
                self.send_response(status)
                for name, value in {**headers, "content-length": "0"}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.trusting = ssl.create_default_context(cafile=str(certificate))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Nobody listens any more."""
        self._server.shutdown()
        self._server.server_close()

    def resolve(self, host: str) -> list:
        """What the name leads to."""
        return [ip_address(number) for number in self.numbers]

    def dial(self, address, port: int, seconds: float):
        """The way to the public number ends here."""
        self.dialled.append(f"{address}:{port}")
        return httpcore2.SyncBackend().connect_tcp(
            "127.0.0.1", self._server.server_address[1], timeout=seconds
        )


def _certificate(folder: Path) -> Path:
    """A certificate for the host with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "service.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path
