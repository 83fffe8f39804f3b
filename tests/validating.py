"""RO-Crates validated by roc-validator without the network."""

import socket
from pathlib import Path

import requests
from rocrate_validator import models, services
from rocrate_validator.utils.http import HttpRequester

CONTEXT = Path(__file__).parent / "schemas" / "ro-crate-1.1-context.json"


def answered(requester, address, **_):
    """Answer the one address that the validator may ask for from the file beside the tests."""
    assert address == "https://w3id.org/ro/crate/1.1/context"
    answer = requests.Response()
    answer.status_code, answer._content, answer.url = 200, CONTEXT.read_bytes(), address
    answer.headers["Content-Type"] = "application/ld+json"
    return answer


def offline(monkeypatch, tmp_path_factory, profile):
    """Return a function that validates a folder against a profile; what it gives are the complaints."""

    def refuse(*_):
        raise AssertionError("the validator wanted the network")

    monkeypatch.setattr(HttpRequester, "get", answered, raising=False)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    def validate(folder, severity=models.Severity.REQUIRED):
        asked = models.ValidationSettings(rocrate_uri=folder, profile_identifier=profile, offline=True,
                                          cache_path=tmp_path_factory.mktemp("cache"), requirement_severity=severity)  # fmt: skip
        return {(issue.severity.name, issue.message) for issue in services.validate(asked).get_issues()}

    return validate
