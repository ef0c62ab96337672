"""Documents in an S3 storage: the same bytes as here, also from one that fails now and then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("s3fs", reason="the extra [s3-test] is not installed")
pytest.importorskip("moto", reason="the extra [s3-test] is not installed")
import boto3
from s3_server import KEY, Server, open_server

pytestmark = pytest.mark.filterwarnings("default")  # those of other libraries are not ours to mend

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
MANY = 60


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A storage with a bucket of every sample, and one of many small files."""
    with open_server() as server:
        client = boto3.client(
            "s3",
            endpoint_url=server.address,
            region_name="us-east-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=KEY,
        )
        client.create_bucket(Bucket="budgets")
        for path in SAMPLES:
            client.put_object(Bucket="budgets", Key=f"2031/{path.name}", Body=path.read_bytes())
        for number in range(MANY):
            client.put_object(Bucket="budgets", Key=f"many/{number % 7}/{number:03}.txt", Body=b"")
        yield server


@pytest.fixture(autouse=True)
def _no_faults(server: Server) -> None:
    server.fails_every = server.failed = 0


def check(
    server: Server, folder: Path, *words: str, key: str = KEY, address: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the whole program in a folder, with a key for a storage."""
    return subprocess.run(
        [sys.executable, "-m", "auditor", "check", *words, "--format", "json", "--lang", "en"],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / "home"),
            "AWS_ENDPOINT_URL": address or server.address,
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": KEY,
            "AWS_DEFAULT_REGION": "us-east-1",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def list_reasons(run: subprocess.CompletedProcess[str]) -> list[tuple[str, str, str]]:
    """List the documents of a report: path, status, reason."""
    documents = json.loads(run.stdout)["documents"]
    return [(one["path"], one["status"], one["reason"] or "") for one in documents]


@pytest.mark.parametrize("every", [0, 3])
def test_a_bucket_is_audited_as_a_folder_is(server: Server, tmp_path: Path, every: int) -> None:
    """All but the paths is the same, also where each third request is answered 500 or 503."""
    here = check(server, SAMPLES[0].parent, *(path.name for path in SAMPLES))
    server.fails_every = every

    there = check(server, tmp_path, "s3://budgets/2031/", "--cache", "kept")

    assert there.returncode == here.returncode == 1
    assert there.stdout.replace("s3://budgets/2031/", "") == here.stdout
    assert bool(server.failed) == bool(every)
    again = check(server, tmp_path, "s3://budgets/2031/", "--cache", "kept")
    assert again.stdout == there.stdout


def test_a_prefix_of_many_objects_is_listed_in_order(server: Server, tmp_path: Path) -> None:
    """By folder and name, none twice, none lacking."""
    found = list_reasons(check(server, tmp_path, "s3://budgets/many"))

    names = sorted(f"s3://budgets/many/{number % 7}/{number:03}.txt" for number in range(MANY))
    assert found == [(name, "unreadable", "empty file") for name in names]


@pytest.mark.parametrize(
    ("path", "key", "said"),
    [
        ("s3://nowhere/2031/", KEY, "no such file"),
        ("s3://budgets/none.txt", KEY, "no such file"),
        ("s3://budgets/2031/", "stranger", "Access Denied"),
    ],
)
def test_what_storage_refuses_is_named(
    server: Server, tmp_path: Path, path: str, key: str, said: str
) -> None:
    """The run ends with status 3 and a report that says why."""
    run = check(server, tmp_path, path, key=key)

    ((shown, status, reason),) = list_reasons(run)
    assert (run.returncode, shown, status) == (3, path, "unreadable")
    assert said in reason


def test_storage_that_does_not_answer_is_named(server: Server, tmp_path: Path) -> None:
    """It is no fault of the program."""
    run = check(server, tmp_path, "s3://budgets/2031/", address="http://127.0.0.1:1")

    ((_, status, reason),) = list_reasons(run)
    assert (run.returncode, status) == (3, "unreadable")
    assert "Could not connect" in reason
