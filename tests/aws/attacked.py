#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An AWS of moto's in the state the attacker left, and whether it is clean again.

attacked.py set-up RESIDUE.json TRUTH.json MAP.json     make what the attacker made, beside what is the owner's
attacked.py rewrite MAP.json LOGS OUT.json              the logs with the ids that moto gave
attacked.py state                                       what is there, in lines to compare
attacked.py verify MAP.json                             fails unless the residue is gone and the owner's is not
"""
import gzip
import json
import pathlib
import re
import sys

import boto3

OWNER_RULE = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "198.51.100.0/25"}]}


def client(service, region="us-east-1"):
    return boto3.client(service, region_name=region)


def set_up(residue_path, truth_path, map_path):
    residue = json.load(open(residue_path))
    truth = json.load(open(truth_path))
    ids = {}
    for key, use in truth["per_key"].items():
        client("iam").create_user(UserName=use["user"])
        ids[key] = client("iam").create_access_key(UserName=use["user"])["AccessKey"]["AccessKeyId"]
    client("iam").create_user(UserName="bystander")
    client("iam").create_access_key(UserName="bystander")
    for item in residue:
        ec2 = client("ec2", item["region"])
        if item["kind"] == "security-group-rule":
            if item["name"] not in ids:
                ids[item["name"]] = ec2.create_security_group(GroupName=item["name"], Description="x")["GroupId"]
                ec2.authorize_security_group_ingress(GroupId=ids[item["name"]], IpPermissions=[OWNER_RULE])
            permission = json.loads(item["text"])
            ec2.authorize_security_group_ingress(GroupId=ids[item["name"]], IpPermissions=[permission])
        elif item["kind"] == "key-pair":
            ec2.create_key_pair(KeyName=item["name"])
            ec2.create_key_pair(KeyName="owners-key")
        elif item["kind"] == "instance":
            image = ec2.describe_images()["Images"][0]["ImageId"]
            run = ec2.run_instances(ImageId=image, MinCount=2, MaxCount=2)["Instances"]
            ids[item["name"]] = run[0]["InstanceId"]
            ids["bystander"] = run[1]["InstanceId"]
    json.dump(ids, open(map_path, "w"))


def rewrite(map_path, logs, out_path):
    ids = json.load(open(map_path))
    pattern = re.compile("|".join(map(re.escape, ids)))
    with open(out_path, "w") as out:
        for path in sorted(pathlib.Path(logs).rglob("*.json.gz")):
            for record in json.loads(gzip.open(path).read())["Records"]:
                out.write(pattern.sub(lambda match: ids[match.group()], json.dumps(record)) + "\n")


def rules(regions=("us-east-1", "us-west-2", "eu-west-1")):
    for region in regions:
        for group in client("ec2", region).describe_security_groups()["SecurityGroups"]:
            for permission in group["IpPermissions"]:
                for cidr in permission["IpRanges"]:
                    yield (group["GroupId"], permission.get("FromPort"), permission.get("ToPort"), cidr["CidrIp"])


def instances():
    for reservation in client("ec2").describe_instances()["Reservations"]:
        for instance in reservation["Instances"]:
            yield instance["InstanceId"], instance["State"]["Name"]


def state():
    iam = client("iam")
    for user in sorted(user["UserName"] for user in iam.list_users()["Users"]):
        for key in iam.list_access_keys(UserName=user)["AccessKeyMetadata"]:
            print("key", user, key["AccessKeyId"], key["Status"])
    for rule in sorted(rules(), key=str):
        print("rule", *rule)
    for name in sorted(pair["KeyName"] for pair in client("ec2").describe_key_pairs()["KeyPairs"]):
        print("pair", name)
    for instance in sorted(instances()):
        print("instance", *instance)
    snapshots = client("ec2").describe_snapshots(OwnerIds=["self"])["Snapshots"]
    print("snapshots", sum(any(tag["Key"] == "trailcase" for tag in s.get("Tags", [])) for s in snapshots))


def verify(map_path):
    ids = json.load(open(map_path))
    groups = [new for old, new in ids.items() if old.startswith("sg-")]
    left = [rule for rule in rules() if rule[0] in groups]
    keys = {key["AccessKeyId"]: key["Status"] for user in client("iam").list_users()["Users"]
            for key in client("iam").list_access_keys(UserName=user["UserName"])["AccessKeyMetadata"]}
    states = dict(instances())
    machine = next(new for old, new in ids.items() if old.startswith("i-"))
    assert sorted(rule[0] for rule in left) == sorted(groups), "an owner's rule is gone or one of the attacker's is there"
    assert all(rule[1:] == (443, 443, "198.51.100.0/25") for rule in left), left[:3]
    assert not set(keys) & set(ids.values()), "a leaked key is there"
    assert list(keys.values()) == ["Active"], "the bystander's key was touched"
    pairs = [pair["KeyName"] for pair in client("ec2").describe_key_pairs()["KeyPairs"]]
    assert pairs == ["owners-key"], pairs
    assert states[machine] == "terminated" and states[ids["bystander"]] == "running", states
    snapshots = client("ec2").describe_snapshots(Filters=[{"Name": "tag:trailcase", "Values": [machine]}])["Snapshots"]
    assert snapshots, "the instance went without a snapshot"
    print(f"clean: {len(groups)} groups, {len(ids) - len(groups) - 2} keys, the instance kept in {len(snapshots)} snapshots")


if __name__ == "__main__":
    {"set-up": set_up, "rewrite": rewrite, "state": state, "verify": verify}[sys.argv[1]](*sys.argv[2:])
