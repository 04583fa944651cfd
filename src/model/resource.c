// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/resource.h"

#include <string.h>

enum { DEPTH_MOST = 6 };

static const char s3_arn[] = ":s3:::";
static const char bucket_type[] = "AWS::S3::Bucket";

/* Members that name a resource wherever they stand in request or response. */
static const struct parameter {
    const char *name;
    const char *type;
} parameters[] = {
    {"accessKeyId", "AWS::IAM::AccessKey"},
    {"allocationId", "AWS::EC2::EIP"},
    {"bucketName", bucket_type},
    {"clusterName", "AWS::EKS::Cluster"},
    {"dBClusterIdentifier", "AWS::RDS::DBCluster"},
    {"dBInstanceIdentifier", "AWS::RDS::DBInstance"},
    {"dBSnapshotIdentifier", "AWS::RDS::DBSnapshot"},
    {"detectorId", "AWS::GuardDuty::Detector"},
    {"functionName", "AWS::Lambda::Function"},
    {"groupId", "AWS::EC2::SecurityGroup"},
    {"groupName", "Group"}, /* of security groups and of IAM groups */
    {"imageId", "AWS::EC2::Image"},
    {"instanceId", "AWS::EC2::Instance"},
    {"instanceProfileName", "AWS::IAM::InstanceProfile"},
    {"internetGatewayId", "AWS::EC2::InternetGateway"},
    {"keyName", "AWS::EC2::KeyPair"},
    {"networkInterfaceId", "AWS::EC2::NetworkInterface"},
    {"policyArn", "AWS::IAM::Policy"},
    {"roleArn", "AWS::IAM::Role"},
    {"roleName", "AWS::IAM::Role"},
    {"routeTableId", "AWS::EC2::RouteTable"},
    {"secretId", "AWS::SecretsManager::Secret"},
    {"snapshotId", "AWS::EC2::Snapshot"},
    {"stackName", "AWS::CloudFormation::Stack"},
    {"subnetId", "AWS::EC2::Subnet"},
    {"tableName", "AWS::DynamoDB::Table"},
    {"trailName", "AWS::CloudTrail::Trail"},
    {"userName", "AWS::IAM::User"},
    {"volumeId", "AWS::EC2::Volume"},
    {"vpcId", "AWS::EC2::VPC"},
};

static bool already_there(const struct resources *all, const char *value)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].value, value) == 0)
            return true;
    return false;
}

static void add(struct resources *all, const char *type, const char *value)
{
    if (all->count == RESOURCE_MOST || !*value || strlen(value) > RESOURCE_VALUE_MOST || strchr(value, '*'))
        return;
    if (!already_there(all, value))
        all->items[all->count++] = (struct resource){.type = type, .value = value};
}

/* The bucket of an S3 ARN that goes on after the bucket's name, or NULL. */
static const char *bucket_of(const char *arn, struct arena *arena)
{
    const char *name = strstr(arn, s3_arn);
    const char *slash = name ? strchr(name, '/') : NULL;
    return slash ? arena_strn(arena, arn, (size_t)(slash - arn)) : NULL;
}

static void add_listed(struct resources *all, const struct json *item, struct arena *arena)
{
    const char *type = json_text(item, "type");
    const char *arn = json_text(item, "ARN");
    if (!arn)
        arn = json_text(item, "ARNPrefix");
    if (!arn)
        return;
    const char *bucket = bucket_of(arn, arena);
    if (bucket)
        add(all, bucket_type, bucket);
    else
        add(all, type, arn);
}

/* Every name in the table begins in lower case and is found by bisection. */
static const char *parameter_type(const char *name)
{
    size_t from = 0, to = ARRAY_LEN(parameters);
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = strcmp(name, parameters[middle].name);
        if (order == 0)
            return parameters[middle].type;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

static void add_named(struct resources *all, const char *name, const char *value, struct arena *arena)
{
    const char *type = parameter_type(name);
    if (type == bucket_type)
        value = arena_fmt(arena, "arn:aws:s3:::%s", value);
    if (type)
        add(all, type, value);
}

static void walk(struct resources *all, const struct json *node, struct arena *arena, unsigned depth)
{
    if (depth == DEPTH_MOST)
        return;
    for (const struct json *child = json_first(node); child; child = json_next(child)) {
        const char *value = json_str(child), *name = json_name(child);
        if (!value)
            walk(all, child, arena, depth + 1);
        else if (name)
            add_named(all, name, value, arena);
    }
}

void resources_of(const struct json *listed, const struct json *request, const struct json *response,
                  struct arena *arena, struct resources *ret)
{
    ret->count = 0;
    if (json_type(listed) == JSON_ARRAY)
        for (const struct json *item = json_first(listed); item; item = json_next(item))
            add_listed(ret, item, arena);
    walk(ret, request, arena, 0);
    walk(ret, response, arena, 0);
}
