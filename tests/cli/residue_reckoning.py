#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Residue reckoned from raw log files, without trailcase: for kinds that a create and a delete settle, what one
user made, and whether anybody deleted it later. One line each: kind, name, part, state."""
import glob
import json
import sys


def path(record, *members):
    for member in members:
        record = record.get(member) if isinstance(record, dict) else None
    return record


def rq(*members):
    return lambda r: path(r, "requestParameters", *members)


def rs(*members):
    return lambda r: path(r, "responseElements", *members)



PAIRS = [  # kind, create, delete, name when made, part when made, name when deleted, part when deleted
    ("user", "CreateUser", "DeleteUser", rq("userName"), None, rq("userName"), None),
    ("role", "CreateRole", "DeleteRole", rq("roleName"), None, rq("roleName"), None),
    ("instance-profile", "CreateInstanceProfile", "DeleteInstanceProfile", rq("instanceProfileName"), None,
     rq("instanceProfileName"), None),
    ("policy", "CreatePolicy", "DeletePolicy", rs("policy", "arn"), None, rq("policyArn"), None),
    ("role-policy-attached", "AttachRolePolicy", "DetachRolePolicy", rq("roleName"), rq("policyArn"), rq("roleName"),
     rq("policyArn")),
    ("user-policy-attached", "AttachUserPolicy", "DetachUserPolicy", rq("userName"), rq("policyArn"), rq("userName"),
     rq("policyArn")),
    ("role-policy", "PutRolePolicy", "DeleteRolePolicy", rq("roleName"), rq("policyName"), rq("roleName"),
     rq("policyName")),
    ("access-key", "CreateAccessKey", "DeleteAccessKey", rq("userName"), rs("accessKey", "accessKeyId"),
     rq("userName"), rq("accessKeyId")),
    ("login-profile", "CreateLoginProfile", "DeleteLoginProfile", rq("userName"), None, rq("userName"), None),
    ("bucket", "CreateBucket", "DeleteBucket", rq("bucketName"), None, rq("bucketName"), None),
    ("snapshot", "CreateSnapshot", "DeleteSnapshot", rs("snapshotId"), None, rq("snapshotId"), None),
    ("volume", "CreateVolume", "DeleteVolume", rs("volumeId"), None, rq("volumeId"), None),
    ("image", "RegisterImage", "DeregisterImage", rs("imageId"), None, rq("imageId"), None),
    ("function", "CreateFunction20150331", "DeleteFunction20150331", rq("functionName"), None, rq("functionName"),
     None),
    ("trail", "CreateTrail", "DeleteTrail", rq("name"), None, rq("name"), None),
    ("security-group", "CreateSecurityGroup", "DeleteSecurityGroup", rs("groupId"), None, rq("groupId"), None),
    ("db-snapshot", "CreateDBSnapshot", "DeleteDBSnapshot", rq("dBSnapshotIdentifier"), None,
     rq("dBSnapshotIdentifier"), None),
]


# Deleting the owner takes these along, also where the logs miss their own deletion.
OWNERS = {
    "role-policy": ("DeleteRole", rq("roleName")), "role-policy-attached": ("DeleteRole", rq("roleName")),
    "user-policy-attached": ("DeleteUser", rq("userName")), "access-key": ("DeleteUser", rq("userName")),
    "login-profile": ("DeleteUser", rq("userName")),
}


def main(folder, user):
    records = {}
    for name in glob.glob(folder + "/*.json"):
        with open(name, encoding="utf-8") as file:
            for record in json.load(file)["Records"]:
                records[record["eventID"]] = record
    done = [r for r in records.values() if not r.get("errorCode") and not r.get("errorMessage")]
    for kind, create, delete, name, part, gone, gone_part in PAIRS:
        for made in done:
            if made["eventName"] != create or path(made, "userIdentity", "userName") != user:
                continue
            identity = made["userIdentity"]
            if identity.get("type") != "IAMUser":
                continue
            later = [other for other in done if other["eventTime"] >= made["eventTime"]]
            undone = any(
                other["eventName"] == delete and gone(other) == name(made)
                and (not part or gone_part(other) == part(made))
                for other in later)
            if kind in OWNERS:
                call, owner = OWNERS[kind]
                undone = undone or any(o["eventName"] == call and owner(o) == name(made) for o in later)
            print(kind, name(made), part(made) if part else "", "undone" if undone else "open", sep="\t")


main(*sys.argv[1:])
