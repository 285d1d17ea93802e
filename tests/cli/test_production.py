"""What may not meet the public: the demo, tracebacks, and cookies signed with a key nobody chose."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from openinhuur.installation.production import DebugIsPublic, DemoIsPublic, SecretKeyMissing, check

HOME = {"hosts": ["localhost", "127.0.0.1"], "address": "http://localhost:8000"}


def test_at_home_everything_is_allowed() -> None:
    check(demo=True, debug=True, has_secret_key=False, **HOME)


@pytest.mark.parametrize(
    "public",
    [
        {"hosts": ["inhuur.gemeente.example"], "address": "http://localhost:8000"},
        {"hosts": ["localhost", ".gemeente.example"], "address": "http://localhost:8000"},
        {"hosts": ["*"], "address": "http://localhost:8000"},
        {"hosts": ["192.0.2.7"], "address": "http://localhost:8000"},
        {"hosts": ["localhost"], "address": "https://inhuur.gemeente.example"},
    ],
    ids=["host", "subdomains", "any", "number", "address"],
)
def test_at_a_public_address_the_house_is_closed_first(public) -> None:
    with pytest.raises(DemoIsPublic):
        check(demo=True, debug=False, has_secret_key=True, **public)
    with pytest.raises(DebugIsPublic):
        check(demo=False, debug=True, has_secret_key=True, **public)
    with pytest.raises(SecretKeyMissing):
        check(demo=False, debug=False, has_secret_key=False, **public)
    check(demo=False, debug=False, has_secret_key=True, **public)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"OPENINHUUR_DEMO": "1"}, "demo kan iedereen"),
        ({"OPENINHUUR_DEBUG": "1", "OPENINHUUR_SECRET_KEY": "x" * 50}, "OPENINHUUR_DEBUG"),
        ({}, "OPENINHUUR_SECRET_KEY"),
    ],
    ids=["demo", "debug", "no key"],
)
def test_serving_refuses_in_one_sentence(more, said, built) -> None:
    environment = os.environ | {"OPENINHUUR_HOSTS": "inhuur.gemeente.example", "LANG": "nl", "LC_ALL": ""} | more
    command = [str(Path(sys.executable).parent / "openinhuur"), "serve", "--port", "18999"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
