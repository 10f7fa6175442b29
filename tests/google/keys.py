"""A throw-away service account: a real RSA key, a key file as Google writes it, and the check of what was signed with
it."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt


class Account:
    """One service account with one key, made in memory; nothing of it is worth stealing."""

    def __init__(self, address: str, base: str):
        self.address = address
        self.key_id = secrets.token_hex(20)
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._base = base
        self.revoked = False

    def info(self) -> dict[str, str]:
        """The content of its key file."""
        pem = self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": "synthetic-project",
            "private_key_id": self.key_id,
            "private_key": pem.decode(),
            "client_email": self.address,
            "client_id": "100000000000000000001",
            "auth_uri": f"{self._base}/o/oauth2/auth",
            "token_uri": f"{self._base}/token",
            "universe_domain": "googleapis.com",
        }

    def write(self, file: Path) -> Path:
        """Writes the key file."""
        file.write_text(json.dumps(self.info(), indent=2), encoding="utf-8")
        return file

    def signed(self, assertion: str) -> dict | None:
        """What the assertion claims; None where this key did not sign it."""
        public = self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        try:
            header = jwt.decode_header(assertion)
            message, _, signature = assertion.encode().rpartition(b".")
            if header.get("kid") != self.key_id or not crypt.verify_signature(message, _decoded(signature), [public]):
                return None
            return jwt.decode(assertion, verify=False)
        except ValueError:
            return None


def _decoded(text: bytes) -> bytes:
    import base64

    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def claims_in_time(claims: dict, skew: float = 0.0) -> bool:
    """Whether issue and end of the claims fit the server's clock, which goes `skew` seconds before this computer's."""
    now = time.time() + skew
    issued, ends = claims.get("iat", 0), claims.get("exp", 0)
    return issued - 300 <= now <= ends and ends - issued <= 3600 + 5
