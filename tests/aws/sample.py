#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Samples 2 and 3 in moto: what the attacker left in each account, beside what is the owner's, and whether it is clean again.

sample.py profiles CREDENTIALS                        write the profiles "default" and "lab", one an account
sample.py set-up NAME MAP.json                        make it
sample.py rewrite MAP.json LOGS OUT.json              the logs with the key ids that moto gave
sample.py state                                       what is there, in lines to compare
sample.py verify NAME MAP.json                        fails unless the residue is gone and the owner's is not
"""
import gzip
import io
import json
import pathlib
import re
import sys
import zipfile

import boto3

MAIN, LAB, REGION = "111122223333", "444455556666", "us-east-1"
ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
                                                            "Action": "sts:AssumeRole"}]})
REVOKE = "trailcase-revoke-sessions"


def client(service, account=MAIN):
    return boto3.Session(profile_name="default" if account == MAIN else "lab").client(service, region_name=REGION)


def profiles(path):
    """Credentials of both accounts, from those of an account that is neither."""
    sts = boto3.client("sts", region_name=REGION, aws_access_key_id="x", aws_secret_access_key="x")
    text = ""
    for name, account in (("default", MAIN), ("lab", LAB)):
        found = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/x", RoleSessionName="trailcase")["Credentials"]
        text += (f"[{name}]\naws_access_key_id = {found['AccessKeyId']}\naws_secret_access_key = {found['SecretAccessKey']}\n"
                 f"aws_session_token = {found['SessionToken']}\n")
    pathlib.Path(path).parent.mkdir(exist_ok=True)
    pathlib.Path(path).write_text(text)


def make_key(iam, user):
    return iam.create_access_key(UserName=user)["AccessKey"]["AccessKeyId"]


def make_function(name, role):
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("index.py", "def handler(event, context): pass\n")
    awslambda = client("lambda")
    awslambda.create_function(FunctionName=name, Runtime="python3.8", Role=role, Handler="index.handler",
                              Code={"ZipFile": code.getvalue()})
    awslambda.add_permission(FunctionName=name, StatementId="run", Action="lambda:InvokeFunction", Principal="*")


def set_up_role():
    iam, lab = client("iam"), client("iam", LAB)
    ids = {}
    for name in ("log-forwarder", "web-instance", "ci-deploy", "bystander"):
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        if name in ("log-forwarder", "bystander"):
            iam.attach_role_policy(RoleName=name, PolicyArn=ADMIN)
            make_function(name, role)
    for name in ("svc-monitoring", "bystander"):
        iam.create_user(UserName=name)
        iam.create_login_profile(UserName=name, Password="Just-for-moto-1")
        iam.attach_user_policy(UserName=name, PolicyArn=ADMIN)
        ids[name] = make_key(iam, name)
    lab.create_role(RoleName="OrganizationAccountAccessRole", AssumeRolePolicyDocument=TRUST)
    lab.create_user(UserName="lab-etl")
    ids["owner"], ids["lab-etl"] = make_key(lab, "lab-etl"), make_key(lab, "lab-etl")
    image = client("ec2").describe_images()["Images"][0]["ImageId"]
    ids["instance"] = client("ec2").run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
    return ids


def set_up_console():
    iam, s3 = client("iam"), client("s3")
    iam.create_user(UserName="helen.ortiz")
    ids = {"owner": make_key(iam, "helen.ortiz"), "helen.ortiz": make_key(iam, "helen.ortiz")}
    iam.update_access_key(UserName="helen.ortiz", AccessKeyId=ids["helen.ortiz"], Status="Inactive")
    rule = {"ID": "x", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}
    for bucket in ("fernhollow-reports", "fernhollow-logs", "bystander"):
        s3.create_bucket(Bucket=bucket)
        if bucket != "fernhollow-logs":
            s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [rule]})
    s3.put_bucket_versioning(Bucket="fernhollow-logs", VersioningConfiguration={"Status": "Suspended"})
    return ids


def set_up(name, map_path):
    json.dump({"role": set_up_role, "console": set_up_console}[name](), open(map_path, "w"))


def rewrite(map_path, logs, out_path):
    """The last key that the attacker made for a user is the one that is there, as is the instance of the role."""
    ids, records, made = json.load(open(map_path)), [], {}
    for path in sorted(pathlib.Path(logs).rglob("*.json.gz")):
        records += json.loads(gzip.open(path).read())["Records"]
    for record in sorted(records, key=lambda record: record["eventTime"]):
        key = ((record.get("responseElements") or {}).get("accessKey") or {})
        if record["eventName"] == "CreateAccessKey" and key.get("userName") in ids:
            made[key["userName"]] = key["accessKeyId"]
    back = {old: ids[user] for user, old in made.items()}
    truth = json.loads((pathlib.Path(logs).parent / "truth.json").read_text())
    robbed = re.search("i-[0-9a-f]+", truth["attacker"]["sessions"][0])
    back.update({robbed.group(): ids["instance"]} if robbed and "instance" in ids else {})
    pattern = re.compile("|".join(map(re.escape, back)))
    with open(out_path, "w") as out:
        for record in records:
            out.write(pattern.sub(lambda match: back[match.group()], json.dumps(record)) + "\n")


def found(call, *path, **arguments):
    try:
        value = call(**arguments)
        for name in path:
            value = value[name]
        return value
    except Exception as error:  # what is not there
        return type(error).__name__


def state():
    for account in (MAIN, LAB):
        iam = client("iam", account)
        for user in sorted(user["UserName"] for user in iam.list_users()["Users"]):
            print(account, "user", user, found(iam.get_login_profile, "LoginProfile", "UserName", UserName=user),
                  [p["PolicyName"] for p in iam.list_attached_user_policies(UserName=user)["AttachedPolicies"]],
                  iam.list_user_policies(UserName=user)["PolicyNames"],
                  [(k["AccessKeyId"], k["Status"]) for k in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]])
        for role in sorted(role["RoleName"] for role in iam.list_roles()["Roles"]):
            print(account, "role", role, [p["PolicyName"] for p in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]],
                  iam.list_role_policies(RoleName=role)["PolicyNames"])
    awslambda, s3 = client("lambda"), client("s3")
    for name in sorted(f["FunctionName"] for f in awslambda.list_functions()["Functions"]):
        statements = json.loads(found(awslambda.get_policy, "Policy", FunctionName=name).replace("ResourceNotFoundException", "{}")
                                .replace("ClientError", "{}") or "{}").get("Statement", [])
        print("function", name, found(awslambda.get_function_concurrency, "ReservedConcurrentExecutions", FunctionName=name),
              [s["Sid"] for s in statements])
    for bucket in sorted(b["Name"] for b in s3.list_buckets()["Buckets"]):
        print("bucket", bucket, found(s3.get_bucket_lifecycle_configuration, "Rules", Bucket=bucket),
              found(s3.get_bucket_versioning, "Status", Bucket=bucket))


def lines():
    kept, sys.stdout = sys.stdout, io.StringIO()
    state()
    text, sys.stdout = sys.stdout.getvalue(), kept
    return text.splitlines()


def verify(name, map_path):
    ids, now = json.load(open(map_path)), lines()
    say = "\n".join(now)
    attackers = [ids[user] for user in ("svc-monitoring", "lab-etl", "helen.ortiz") if user in ids]
    assert not [key for key in attackers if key in say], "a key of the attacker's is there"
    assert f"('{ids['owner']}', 'Active')" in say, "the owner's key was touched"
    if name == "role":
        assert " svc-monitoring " not in say and "role log-forwarder" not in say, say
        instance = client("ec2").describe_instances(InstanceIds=[ids["instance"]])["Reservations"][0]["Instances"][0]
        assert instance["MetadataOptions"]["HttpTokens"] == "required" and instance["State"]["Name"] == "running", instance
        assert client("ec2").describe_snapshots(Filters=[{"Name": "tag:trailcase", "Values": [ids["instance"]]}])["Snapshots"]
        assert "function log-forwarder 0 []" in now, "the function may run"
        for role in ("web-instance", "ci-deploy", "OrganizationAccountAccessRole"):
            assert re.search(rf"role {role} \[.*\['{REVOKE}'\]", say), f"sessions of {role} are not revoked"
        assert f"{MAIN} role bystander ['AdministratorAccess'] []" in now and "function bystander KeyError ['run']" in now, say
        assert re.search(rf"user bystander bystander \['AdministratorAccess'\] \[\] \[\('{ids['bystander']}', 'Active'\)\]", say), say
    else:
        assert re.search(rf"user helen.ortiz .*\['{REVOKE}'\]", say), "sessions are not revoked"
        assert "bucket fernhollow-reports NoSuch" in say.replace("ClientError", "NoSuch"), say
        assert [line for line in now if line.startswith("bucket fernhollow-logs") and line.endswith(" Enabled")], say
        assert [line for line in now if line.startswith("bucket bystander [{")], "a bystander's rules are gone"
    print(f"clean: {name}")


if __name__ == "__main__":
    {"profiles": profiles, "set-up": set_up, "rewrite": rewrite, "state": state, "verify": verify}[sys.argv[1]](*sys.argv[2:])
