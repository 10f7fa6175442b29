"""Which links a download may follow: https, http on this computer alone, never from outside into this network, and to
no page that asks to sign in."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

import requests
import urllib3

from connectors.web.web_failures import LOCAL, Failed, below, host_of


def allowed(link: str, inside: bool | None) -> bool:
    """Whether a link stays inside this network, `inside` being what the first one did; raises Failed where it may not
    be asked."""
    try:
        # as it will be asked: another reader of links may see another host in one
        parts = urllib3.util.parse_url(link)
    except urllib3.exceptions.HTTPError:
        raise Failed("only-https", "") from None
    scheme, host = parts.scheme, (parts.host or "").strip("[]").lower()
    if not host or not (scheme == "https" or (scheme == "http" and host in LOCAL)):
        raise Failed("only-https", host)
    if requests.utils.select_proxy(link, requests.utils.get_environ_proxies(link)) and host not in LOCAL:
        found = {host}  # a name is looked up by the proxy
    else:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    addresses = [one for one in map(_address, found) if one]
    within = any(not one.is_global for one in addresses)
    if any(one.is_link_local or one.is_multicast or one.is_unspecified for one in addresses) or (
        within and inside is False
    ):
        raise Failed("inside", host)
    return within if inside is None else inside


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The number a computer is reached by; None of a name."""
    with suppress(ValueError):
        number = ipaddress.ip_address(text.partition("%")[0])
        return getattr(number, "ipv4_mapped", None) or number
    return None


def no_portal(service: Mapping, sent_to: str) -> None:
    """A redirect to the sign-in of whom we asked means: not shared; one to a plain http:// page comes from the
    network."""
    host = host_of(sent_to)
    if below(host, service["sign_in"]) or any(mark in sent_to.lower() for mark in service["in_link"]):
        raise Failed("not-shared", host)
    if urlsplit(sent_to).scheme == "http" and host not in LOCAL:
        raise Failed("portal", host)
