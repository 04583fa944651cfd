// SPDX-License-Identifier: GPL-3.0-or-later
// EC2 calls in full.
#include "samples/calls.h"

#include "samples/clock.h"
#include "samples/text.h"

void ec2_describe(struct actor *actor, const char *name, const char *set)
{
    actor_call(actor, &(struct call){
                          .api = actor_text(actor, "ec2:%s", name),
                          .request = set ? actor_text(actor, "{'%s':{},'filterSet':{}}", set)
                                         : actor_text(actor, "{'filterSet':{}}"),
                      });
}

void ec2_denied(struct actor *actor, const char *name, const char *request)
{
    actor_call(actor, &(struct call){
                          .api = actor_text(actor, "ec2:%s", name),
                          .error = "Client.UnauthorizedOperation",
                          .message = "You are not authorized to perform this operation.",
                          .request = request,
                      });
}

void ec2_describe_instance(struct actor *actor, const char *instance)
{
    const char *request =
        actor_text(actor, "{'instancesSet':{'items':[{'instanceId':'%s'}]},'filterSet':{}}", instance);
    actor_call(actor, &(struct call){.api = "ec2:DescribeInstances", .request = request});
}

// EC2 of 2020 answered `_return` alone; rule ids came in 2021.
static void call_returning(struct actor *actor, const char *api, const char *request)
{
    const char *id = actor_uuid(actor);
    actor_call(actor, &(struct call){
                          .api = api,
                          .request = request,
                          .response = actor_text(actor, "{'requestId':'%s','_return':true}", id),
                          .request_id = id,
                      });
}

static const char *rule(struct actor *actor, const char *group, int ports[2], const char *range)
{
    return actor_text(
        actor,
        "{'groupId':'%s','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':%d,'toPort':%d,"
        "'groups':{},'ipRanges':{'items':[{'cidrIp':'%s'}]},'ipv6Ranges':{},'prefixListIds':{}}]}}",
        group, ports[0], ports[1], range);
}

void ec2_authorize_ingress(struct actor *actor, const char *group, int from_port, int to_port,
                           const char *range)
{
    call_returning(actor, "ec2:AuthorizeSecurityGroupIngress",
                   rule(actor, group, (int[]){from_port, to_port}, range));
}

void ec2_revoke_ingress(struct actor *actor, const char *group, int port, const char *range)
{
    call_returning(actor, "ec2:RevokeSecurityGroupIngress", rule(actor, group, (int[]){port, port}, range));
}

void ec2_create_tags(struct actor *actor, const char *resource, const char *name)
{
    call_returning(
        actor, "ec2:CreateTags",
        actor_text(actor,
                   "{'resourcesSet':{'items':[{'resourceId':'%s'}]},'tagSet':{'items':[{'key':'Name','value':"
                   "'%s'}]}}",
                   resource, name));
}

void ec2_delete_snapshot(struct actor *actor, const char *snapshot)
{
    call_returning(actor, "ec2:DeleteSnapshot", actor_text(actor, "{'snapshotId':'%s'}", snapshot));
}

void ec2_create_key_pair(struct actor *actor, const char *name)
{
    struct text print = {0};
    const char *id = actor_uuid(actor);
    for (int i = 0; i < 20; i++)
        text_add(&print, "%r%s", i > 0 ? ":" : "", rng_hex(&actor->rng, actor->arena, 2));
    actor_call(actor, &(struct call){
                          .api = "ec2:CreateKeyPair",
                          .request = actor_text(actor, "{'keyName':'%s'}", name),
                          .response =
                              actor_text(actor,
                                         "{'requestId':'%s','keyName':'%s','keyFingerprint':'%s','keyPairId':"
                                         "'%s','keyMaterial':'<sensitiveDataRemoved>'}",
                                         id, name, print.bytes, actor_resource(actor, "key")),
                          .request_id = id,
                      });
    text_done(&print);
}

void ec2_terminate(struct actor *actor, const char *instance)
{
    const char *id = actor_uuid(actor);
    actor_call(actor,
               &(struct call){
                   .api = "ec2:TerminateInstances",
                   .request = actor_text(actor, "{'instancesSet':{'items':[{'instanceId':'%s'}]}}", instance),
                   .response = actor_text(actor,
                                          "{'requestId':'%s','instancesSet':{'items':[{'instanceId':'%s',"
                                          "'currentState':{'code':32,'name':'shutting-down'},'previousState':"
                                          "{'code':16,'name':'running'}}]}}",
                                          id, instance),
                   .request_id = id,
               });
}

const char *ec2_create_snapshot(struct actor *actor, const char *volume)
{
    actor_pause(actor);
    const char *id = actor_uuid(actor), *snapshot = actor_resource(actor, "snap");
    const char *response = actor_text(
        actor,
        "{'requestId':'%s','snapshotId':'%s','volumeId':'%s','status':'pending','startTime':%D,'ownerId':"
        "'%s','volumeSize':'%d','encrypted':false,'description':'nightly'}",
        id, snapshot, volume, actor->now_s * 1000, actor->account, 8 << rng_below(&actor->rng, 5));
    actor_call_now(actor,
                   &(struct call){
                       .api = "ec2:CreateSnapshot",
                       .request = actor_text(actor, "{'volumeId':'%s','description':'nightly'}", volume),
                       .response = response,
                       .request_id = id,
                   });
    return snapshot;
}

static const char *run_request(struct actor *actor, const struct launch *launch, const char *token)
{
    struct text json = {0};
    text_add(&json, "{'instancesSet':{'items':[{'imageId':'%s','minCount':1,'maxCount':1", launch->image);
    if (launch->key_name)
        text_add(&json, ",'keyName':'%s'", launch->key_name);
    text_add(&json, "}]}");
    if (launch->group)
        text_add(&json, ",'groupSet':{'items':[{'groupId':'%s'}]}", launch->group);
    text_add(&json, ",'instanceType':'%s','blockDeviceMapping':{},'monitoring':{'enabled':false}",
             launch->type);
    text_add(&json, ",'disableApiTermination':false,'clientToken':'%s'", token);
    if (launch->scaling_group)
        text_add(&json,
                 ",'tagSpecificationSet':{'items':[{'resourceType':'instance','tags':[{'key':'aws:"
                 "autoscaling:groupName',"
                 "'value':'%s'},{'key':'Name','value':'%s'}]}]}",
                 launch->scaling_group, launch->name);
    text_add(&json, "}");
    const char *request = actor_text(actor, "%r", json.bytes);
    text_done(&json);
    return request;
}

static const char network_json[] =
    "'subnetId':'%s','vpcId':'%s','privateIpAddress':'%s','stateReason':{'code':'pending','message':'pending'"
    "},"
    "'architecture':'x86_64','rootDeviceType':'ebs','rootDeviceName':'/dev/xvda','blockDeviceMapping':{},"
    "'virtualizationType':'hvm','hypervisor':'xen','groupSet':{'items':[{'groupId':'%s','groupName':'web'}]},"
    "'sourceDestCheck':true,'networkInterfaceSet':{'items':[{'networkInterfaceId':'%s','subnetId':'%s',"
    "'vpcId':'%s','ownerId':'%s','status':'in-use','privateIpAddress':'%s','sourceDestCheck':true,"
    "'attachment':{'attachmentId':'%s','deviceIndex':0,'status':'attaching','attachTime':%D,"
    "'deleteOnTermination':true},'ipv6AddressesSet':{},'tagSet':{}}]},'ebsOptimized':false";

static const char *run_network(struct actor *actor, const struct launch *launch, const char *ip)
{
    const char *subnet = actor_resource(actor, "subnet"), *interface = actor_resource(actor, "eni");
    const char *attachment = actor_resource(actor, "eni-attach");
    const char *group = launch->group ? launch->group : "sg-0d41f8a92ce7b3560";
    return actor_text(actor, network_json, subnet, launch->vpc, ip, group, interface, subnet, launch->vpc,
                      actor->account, ip, attachment, actor->now_s * 1000);
}

static const char instance_json[] =
    "{'requestId':'%s','reservationId':'%s','ownerId':'%s','groupSet':{},'instancesSet':{'items':[{"
    "'instanceId':'%s','imageId':'%s','instanceState':{'code':0,'name':'pending'},"
    "'privateDnsName':'%s.ec2.internal',%r'amiLaunchIndex':0,'productCodes':{},'instanceType':'%s',"
    "'launchTime':%D,'placement':{'availabilityZone':'%sa','tenancy':'default'},'monitoring':{'state':'"
    "disabled'},"
    "%r,'cpuOptions':{'coreCount':1,'threadsPerCore':2},"
    "'capacityReservationSpecification':{'capacityReservationPreference':'open'},'metadataOptions':{"
    "'state':'pending','httpTokens':'optional','httpPutResponseHopLimit':1,'httpEndpoint':'enabled'}}]}}";

const char *ec2_run(struct actor *actor, const struct launch *launch)
{
    actor_pause(actor);
    const char *id = actor_uuid(actor), *token = actor_uuid(actor), *instance = actor_resource(actor, "i");
    const char *reservation = actor_resource(actor, "r");
    int net = rng_below(&actor->rng, 3), host = rng_between(&actor->rng, 20, 220);
    const char *ip = actor_text(actor, "10.20.%d.%d", net, host);
    const char *dns = actor_text(actor, "ip-10-20-%d-%d", net, host);
    const char *key = launch->key_name ? actor_text(actor, "'keyName':'%s',", launch->key_name) : "";
    const char *network = run_network(actor, launch, ip);
    const char *response =
        actor_text(actor, instance_json, id, reservation, actor->account, instance, launch->image, dns, key,
                   launch->type, actor->now_s * 1000, actor->region, network);
    actor_call_now(actor, &(struct call){
                              .api = "ec2:RunInstances",
                              .request = run_request(actor, launch, token),
                              .response = response,
                              .request_id = id,
                          });
    return instance;
}
