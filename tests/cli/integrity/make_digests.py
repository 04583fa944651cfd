#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a small S3 tree as CloudTrail would, with signed digests, and break it in one place.

    make_digests.py OUT [BREAK]

OUT/logs/AWSLogs/...     six hours: a log file and a digest each
OUT/metadata/NAME.json   what `aws s3api head-object` says of each digest
OUT/keys.json            what `aws cloudtrail list-public-keys` says

The keys are made with the openssl program. BREAK is the name of a function below.
"""
import base64
import gzip
import hashlib
import json
import os
import subprocess
import sys

ACCOUNT, REGION, TRAIL, BUCKET, HOURS = "012345678901", "eu-west-1", "main", "evidence", 6
out = sys.argv[1]
root = os.path.join(out, "logs")


def run(*command, text=None):
    return subprocess.run(command, input=text, check=True, capture_output=True).stdout


def make_key(name):
    path = os.path.join(out, name + ".pem")
    run("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", path)
    der = run("openssl", "rsa", "-in", path, "-RSAPublicKey_out", "-outform", "DER")
    return path, der


def key_entry(der):
    return {"Value": base64.b64encode(der).decode(), "Fingerprint": hashlib.md5(der).hexdigest(),
            "ValidityStartTime": 1577836800.0, "ValidityEndTime": 1609372800.0}


def sign(key, text):
    return run("openssl", "dgst", "-sha256", "-sign", key, text=text.encode()).hex()


def log_key(hour):
    return (f"AWSLogs/{ACCOUNT}/CloudTrail/{REGION}/2020/04/01/"
            f"{ACCOUNT}_CloudTrail_{REGION}_20200401T{hour:02d}30Z_AbCdEfGhIjKlMn{hour:02d}.json.gz")


def digest_key(hour):
    return (f"AWSLogs/{ACCOUNT}/CloudTrail-Digest/{REGION}/2020/04/01/"
            f"{ACCOUNT}_CloudTrail-Digest_{REGION}_{TRAIL}_{REGION}_20200401T{hour + 1:02d}0000Z.json.gz")


def log_text(hour):
    record = {"eventVersion": "1.08", "eventTime": f"2020-04-01T{hour:02d}:25:00Z", "eventSource": "ec2.amazonaws.com",
              "eventName": "DescribeInstances", "awsRegion": REGION, "sourceIPAddress": "192.0.2.1",
              "eventID": f"00000000-0000-4000-8000-0000000000{hour:02d}", "eventType": "AwsApiCall",
              "recipientAccountId": ACCOUNT, "userIdentity": {"type": "Root", "accountId": ACCOUNT}}
    return json.dumps({"Records": [record]})


def path_of(key):
    return os.path.join(root, key)


def write(key, data):
    os.makedirs(os.path.dirname(path_of(key)), exist_ok=True)
    with open(path_of(key), "wb") as file:
        file.write(data)


def write_text(key, text):
    write(key, gzip.compress(text.encode(), mtime=0))


def make(wrong_hour=None):
    """The whole chain; the digest of wrong_hour is signed by somebody else."""
    key, der = make_key("key")
    other_key, _ = make_key("other")
    entry = key_entry(der)
    with open(os.path.join(out, "keys.json"), "w", encoding="utf-8") as file:
        json.dump({"PublicKeyList": [entry]}, file)
    os.makedirs(os.path.join(out, "metadata"))
    before = {"object": None, "hash": None, "signature": None}
    for hour in range(HOURS):
        text = log_text(hour)
        write_text(log_key(hour), text)
        digest = json.dumps({
            "awsAccountId": ACCOUNT, "digestStartTime": f"2020-04-01T{hour:02d}:00:00Z",
            "digestEndTime": f"2020-04-01T{hour + 1:02d}:00:00Z", "digestS3Bucket": BUCKET,
            "digestS3Object": digest_key(hour), "digestPublicKeyFingerprint": entry["Fingerprint"],
            "digestSignatureAlgorithm": "SHA256withRSA", "newestEventTime": None, "oldestEventTime": None,
            "previousDigestS3Bucket": BUCKET if before["object"] else None, "previousDigestS3Object": before["object"],
            "previousDigestHashValue": before["hash"], "previousDigestHashAlgorithm": "SHA-256",
            "previousDigestSignature": before["signature"],
            "logFiles": [{"s3Bucket": BUCKET, "s3Object": log_key(hour),
                          "hashValue": hashlib.sha256(text.encode()).hexdigest(), "hashAlgorithm": "SHA-256"}]})
        write_text(digest_key(hour), digest)
        digest_hash = hashlib.sha256(digest.encode()).hexdigest()
        signed = "\n".join([f"2020-04-01T{hour + 1:02d}:00:00Z", f"{BUCKET}/{digest_key(hour)}", digest_hash,
                            before["signature"] or "null"])
        signature = sign(other_key if hour == wrong_hour else key, signed)
        name = os.path.basename(digest_key(hour))
        with open(os.path.join(out, "metadata", name + ".json"), "w", encoding="utf-8") as file:
            json.dump({"Metadata": {"signature": signature, "signature-algorithm": "SHA256withRSA"}}, file)
        before = {"object": digest_key(hour), "hash": digest_hash, "signature": signature}


def log_changed():
    write_text(log_key(2), log_text(2).replace("DescribeInstances", "RunInstances"))


def log_missing():
    os.remove(path_of(log_key(2)))


def log_regzipped():
    with open(path_of(log_key(2)), "wb") as file:
        file.write(gzip.compress(log_text(2).encode(), compresslevel=1, mtime=7))


def log_no_gzip():
    write(log_key(2), b"\x1f\x8b this is no gzip stream")


def log_tail():
    with open(path_of(log_key(2)), "ab") as file:
        file.write(b"more bytes")


def log_extra():
    planted = log_key(2).replace("AbCdEfGhIjKlMn02", "PlantedPlanted00")
    write_text(planted, log_text(2).replace("-0000000000", "-1111111111"))


def digest_changed():
    with gzip.open(path_of(digest_key(2)), "rt", encoding="utf-8") as file:
        text = file.read()
    write_text(digest_key(2), text.replace('"newestEventTime": null', '"newestEventTime": "2020-04-01T02:00:00Z"'))


def digest_missing():
    os.remove(path_of(digest_key(2)))


def digests_missing():
    os.remove(path_of(digest_key(2)))
    os.remove(path_of(digest_key(3)))


def digest_moved():
    moved = digest_key(2).replace("T030000Z", "T030001Z")
    os.rename(path_of(digest_key(2)), path_of(moved))
    metadata = os.path.join(out, "metadata", "%s.json")
    os.rename(metadata % os.path.basename(digest_key(2)), metadata % os.path.basename(moved))


def digest_no_json():
    write_text(digest_key(2), '{"digestS3Object": "x", "logFiles": [')


def signature_wrong():
    """Done while signing."""


def none():
    """Nothing is broken."""


how = sys.argv[2] if len(sys.argv) > 2 else "none"
os.makedirs(out)
make(wrong_hour=3 if how == "signature_wrong" else None)
globals()[how]()
