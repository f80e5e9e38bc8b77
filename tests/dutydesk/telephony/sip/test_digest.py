"""Digest proofs against the examples that the RFCs work out, and challenges as exchanges write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.sip.digest import Account, Challenge, challenge, proof
from dutydesk.telephony.sip.message import Header, Response

MUFASA = Account("Mufasa", "Circle of Life")
HTTP = {
    "realm": "http-auth@example.org",
    "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
}
CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


def asked(*values: str, name: str = "www-authenticate") -> Challenge | None:
    return challenge(Response(tuple(Header(name, value) for value in values), status=401))


def proved(found: Challenge, account: Account = MUFASA, uri: str = "/dir/index.html", method: str = "GET") -> str:
    return proof(found, account, method=method, uri=uri, count=1, cnonce=CNONCE)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_worked_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    found = Challenge("Authorization", **HTTP, algorithm=algorithm, has_qop=True)
    told = proved(found, Account("Mufasa", "Circle of Life"))
    assert f'response="{response}"' in told
    assert told.startswith('Digest username="Mufasa", realm="http-auth@example.org", ')
    assert told.endswith(f"algorithm={algorithm}, nc=00000001, qop=auth")


def test_without_qop_the_proof_is_that_of_rfc_2069() -> None:
    found = Challenge("Authorization", "testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093")
    told = proved(found, Account("Mufasa", "CircleOfLife"))
    assert 'response="1949323746fe6a43ef61f9606e7febea"' in told  # with the password of RFC 2617, computed by its formula
    assert "qop" not in told
    assert "cnonce" not in told


def test_a_challenge_is_read() -> None:
    found = asked('digest  realm="a, \\"b\\"", nonce="n=1", opaque="o", qop="auth-int, auth", algorithm=md5, stale=TRUE')
    assert found == Challenge("Authorization", 'a, "b"', "n=1", "o", "md5", has_qop=True, is_stale=True)
    assert found is not None
    assert 'realm="a, \\"b\\""' in proved(found)


def test_a_proxy_s_challenge_is_answered_in_its_own_header() -> None:
    found = asked('Digest realm="r", nonce="n"', name="proxy-authenticate")
    assert found == Challenge("Proxy-Authorization", "r", "n")


def test_the_first_that_we_know_is_taken() -> None:
    values = ['Basic realm="r"', 'Digest realm="r", nonce="1", algorithm=SHA-512-256', 'Digest realm="r", nonce="2", algorithm=SHA-256']
    found = asked(*values, 'Digest realm="r", nonce="3"')
    assert found is not None
    assert (found.nonce, found.algorithm) == ("2", "SHA-256")


@pytest.mark.parametrize(
    "value",
    ["", "Digest", 'Digest realm="r"', 'Digest nonce="n", qop="auth-int"', 'Digest nonce="n", algorithm=AKAv1-MD5', 'Basic nonce="n"'],
)
def test_what_we_cannot_prove_is_none(value: str) -> None:
    assert asked(value) is None


def test_a_user_and_a_password_may_be_chinese() -> None:
    told = proved(Challenge("Authorization", "r", "n"), Account("值班", "口令"))
    assert f'username="{"值班".encode().decode("latin-1")}"' in told


def test_a_password_is_not_shown_by_accident() -> None:
    assert "Circle" not in repr(MUFASA)


@given(st.text(st.characters(max_codepoint=255), max_size=300) | st.text(st.sampled_from('Digest nonce="a\\,= '), max_size=200))
def test_any_challenge_is_read_or_none(value: str) -> None:
    found = asked(f"Digest {value}")
    if found is not None:
        assert "\n" not in proved(found).replace(value, "")
