#!/bin/sh
# httpx 0.28.1: of a response whose gzip body has two members, only the first is given, without an error.
#
# Input: a body of two gzip members one after the other, with Content-Encoding: gzip. RFC 1952 says
# that a gzip file is a series of members, and that they decompress to what all of them hold.
# A good guess: the text of both members, as gzip.decompress gives it.
# Seen: the text of the first member alone; no exception, and the status is 200.
# Exits 1 when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check httpx==0.28.1
"$work/venv/bin/python" - <<'PYTHON'
import gzip
import sys

import httpx

body = gzip.compress(b"first ") + gzip.compress(b"second")


def answer(request):
    return httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(body))


client = httpx.Client(transport=httpx.MockTransport(answer))
response = client.get("http://example.org/")
print(f"httpx {httpx.__version__}: {response.status_code} {response.content!r}, gzip: {gzip.decompress(body)!r}")
sys.exit(0 if response.content == b"first " else 1)
PYTHON
