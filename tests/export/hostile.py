# SPDX-License-Identifier: GPL-3.0-or-later
"""Records whose every name was chosen by an attacker, as one JSON array."""
import json

NAMES = ["=cmd|'/C calc'!A1", "+1+1", "-2", "@SUM(A1)", "\t=1", "a,\"b\"\nc", "\x1b[2Jgone", "\u202etxt", "*", "a?b\\*c",
         "'] OR [x:y = '", "<script>alert(1)</script>", "a: b # c", "- x", "%s%n", "\"; DROP TABLE event; --", "\\", "é\u0000"]


def record(n, name):
    return {
        "eventVersion": "1.08", "eventTime": f"2020-04-01T00:00:{n:02}Z", "eventSource": "iam.amazonaws.com",
        "eventName": "CreateUser", "awsRegion": "us-east-1", "sourceIPAddress": "203.0.113.9", "userAgent": name,
        "eventID": f"00000000-0000-4000-8000-0000000000{n:02}", "eventType": "AwsApiCall",
        "recipientAccountId": "111122223333",
        "userIdentity": {"type": "IAMUser", "principalId": f"AIDAEXAMPLE{n:09}", "accountId": "111122223333",
                         "arn": f"arn:aws:iam::111122223333:user/{name}", "accessKeyId": f"AKIAEXAMPLE{n:09}",
                         "userName": name},
        "requestParameters": {"userName": name}, "errorMessage": name, "errorCode": "AccessDenied",
    }


print(json.dumps([record(n, name) for n, name in enumerate(NAMES)]))
