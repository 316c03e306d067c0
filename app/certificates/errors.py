"""What can go wrong with certificates. None of these knows HTTP."""

from __future__ import annotations


class NoSuchCertificate(Exception):
    """No certificate has this number."""
