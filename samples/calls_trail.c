// SPDX-License-Identifier: GPL-3.0-or-later
// CloudTrail's own calls, and Lambda's.
#include "samples/calls.h"

static const char trail[] = "company-trail";

static void by_name(struct actor *actor, const char *api)
{
    actor_call(actor, &(struct call){.api = api, .request = actor_text(actor, "{'name':'%s'}", trail)});
}

void trail_stop(struct actor *actor)
{
    by_name(actor, "cloudtrail:StopLogging");
}

void trail_start(struct actor *actor)
{
    by_name(actor, "cloudtrail:StartLogging");
}

void trail_delete(struct actor *actor)
{
    by_name(actor, "cloudtrail:DeleteTrail");
}

void trail_create(struct actor *actor)
{
    const char *settings =
        actor_text(actor,
                   "'name':'%s','s3BucketName':'fernhollow-logs','includeGlobalServiceEvents'"
                   ":true,'isMultiRegionTrail':true",
                   trail);
    actor_call(actor,
               &(struct call){
                   .api = "cloudtrail:CreateTrail",
                   .request = actor_text(
                       actor, "{%r,'enableLogFileValidation':true,'isOrganizationTrail':false}", settings),
                   .response = actor_text(actor,
                                          "{%r,'trailARN':'arn:aws:cloudtrail:us-east-1:%s:trail/%s',"
                                          "'logFileValidationEnabled':true,'isOrganizationTrail':false}",
                                          settings, actor->account, trail),
               });
}

void trail_select(struct actor *actor, bool objects)
{
    const char *data = objects ? "{\"type\":\"AWS::S3::Object\",\"values\":[\"arn:aws:s3\"]}" : "";
    const char *selectors =
        actor_text(actor,
                   "'eventSelectors':[{'readWriteType':'All','includeManagementEvents':true,"
                   "'dataResources':[%r],'excludeManagementEventSources':[]}]",
                   data);
    actor_call(actor,
               &(struct call){
                   .api = "cloudtrail:PutEventSelectors",
                   .request = actor_text(actor, "{'trailName':'%s',%r}", trail, selectors),
                   .response = actor_text(actor, "{'trailARN':'arn:aws:cloudtrail:us-east-1:%s:trail/%s',%r}",
                                          actor->account, trail, selectors),
               });
}

void lambda_create(struct actor *actor, const char *function, enum role_id role)
{
    const char *what = actor_text(actor,
                                  "'functionName':'%s','runtime':'python3.8','role':'%s','handler':"
                                  "'index.handler','timeout':30,'memorySize':128",
                                  function, world_role_arn(actor->world, role));
    actor_call(
        actor,
        &(struct call){
            .api = "lambda:CreateFunction20150331",
            .request = actor_text(actor, "{%r,'code':{},'publish':false,'environment':{}}", what),
            .response = actor_text(actor,
                                   "{%r,'functionArn':'arn:aws:lambda:%s:%s:function:%s','codeSize':912,"
                                   "'description':'','version':'$LATEST','environment':{},"
                                   "'tracingConfig':{'mode':'PassThrough'},'state':'Active'}",
                                   what, actor->region, actor->account, function),
        });
}

void lambda_open(struct actor *actor, const char *function)
{
    const char *statement = actor_text(
        actor,
        "{\"Sid\":\"run\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"lambda:InvokeFunction\","
        "\"Resource\":\"arn:aws:lambda:%s:%s:function:%s\"}",
        actor->region, actor->account, function);
    actor_call(actor, &(struct call){
                          .api = "lambda:AddPermission20150331v2",
                          .request = actor_text(actor,
                                                "{'functionName':'%s','statementId':'run','action':"
                                                "'lambda:InvokeFunction','principal':'*'}",
                                                function),
                          .response = actor_text(actor, "{'statement':'%s'}", statement),
                      });
}
