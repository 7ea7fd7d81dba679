"""What may pass: a table of requests with the reason for each, and the addresses that may be listened on."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from qbot.web.security import BodyLimits, OutsideAddressError, _mask, find_refusal, require_loopback

HOST = {"host": "127.0.0.1:8321"}
CASES = {
    "a page is read": ("GET", {}, None),
    "a page is read by its other name": ("GET", {"host": "localhost:8321"}, None),
    "a page is read over IPv6": ("GET", {"host": "[::1]:8321"}, None),
    "a foreign name points here": ("GET", {"host": "rebound.example:8321"}, "host"),
    "a foreign name that begins like ours": ("GET", {"host": "127.0.0.1.example:8321"}, "host"),
    "no name at all": ("GET", {"host": ""}, "host"),
    "a change from our page": ("POST", {"sec-fetch-site": "same-origin"}, None),
    "a change from another site": ("POST", {"sec-fetch-site": "cross-site"}, "cross_site"),
    "a change from another port of this machine": ("POST", {"sec-fetch-site": "same-site"}, "cross_site"),
    "the site is believed before the origin": (
        "POST",
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8321"},
        "cross_site",
    ),
    "an older browser, our page": ("POST", {"origin": "http://127.0.0.1:8321"}, None),
    "an older browser, another site": ("POST", {"origin": "https://evil.example"}, "cross_site"),
    "an older browser, another port": ("POST", {"origin": "http://127.0.0.1:9000"}, "cross_site"),
    "an older browser, a page without origin": ("POST", {"origin": "null"}, "cross_site"),
    "a deletion from another site": ("DELETE", {"sec-fetch-site": "cross-site"}, "cross_site"),
    "a program on this machine": ("POST", {}, None),
    "a body at the limit": ("POST", {"content-length": "1000"}, None),
    "a body over the limit": ("POST", {"content-length": "1001"}, "too_large"),
    "a body of unknown length": ("POST", {"transfer-encoding": "chunked"}, "length"),
    "a length that is no number": ("POST", {"content-length": "ten"}, "length"),
    "a negative length": ("POST", {"content-length": "-1"}, "length"),
}


@pytest.mark.parametrize("case", CASES)
def test_only_what_may_pass_passes(case: str) -> None:
    method, headers, code = CASES[case]
    refusal = find_refusal(method, "/settings", Headers({**HOST, **headers}), BodyLimits(upload=5_000, other=1_000))
    assert (refusal.code if refusal else None) == code


def test_an_upload_may_be_larger_than_a_form() -> None:
    headers, limits = Headers({**HOST, "content-length": "5000"}), BodyLimits(upload=5_000, other=1_000)
    assert find_refusal("POST", "/questionnaires", headers, limits) is None
    assert find_refusal("POST", "/api/questionnaires", headers, limits) is None
    assert find_refusal("POST", "/questionnaires/1/edit", headers, limits) is not None


def test_the_secret_of_a_link_stands_in_no_log() -> None:
    assert _mask("/trust/link/secret/document") == "/trust/link/…"
    assert _mask("/trust/request") == "/trust/request"


def test_a_proxy_that_carries_the_trust_centre_under_another_name_passes() -> None:
    headers = {**HOST, "origin": "https://trust.example", "sec-fetch-site": "same-origin", "content-length": "10"}
    assert find_refusal("POST", "/trust/request", Headers(headers), BodyLimits()) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost"])
def test_addresses_of_this_machine_are_listened_on(address: str) -> None:
    require_loopback(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.7", "qbot.example", "", "127.0.0.1.example"])
def test_another_address_is_refused_with_the_reason(address: str) -> None:
    with pytest.raises(OutsideAddressError, match="no accounts and no encryption"):
        require_loopback(address)
