// SPDX-License-Identifier: GPL-3.0-or-later
// S3 calls in full.
#include "samples/calls.h"

#include "samples/clock.h"

#include <string.h>

// S3 writes the byte counts now as whole numbers, now with ".0".
static const char *s3_extra(struct actor *actor, int in, int out)
{
    const char *point = rng_chance(&actor->rng, 70) ? ".0" : "";
    return actor_text(
        actor,
        "{'SignatureVersion':'SigV4','CipherSuite':'ECDHE-RSA-AES128-GCM-SHA256','bytesTransferredIn':%d%r,"
        "'AuthenticationMethod':'AuthHeader','x-amz-id-2':'%s=','bytesTransferredOut':%d%r}",
        in, point, rng_base64(&actor->rng, actor->arena, 75), out, point);
}

static const char *host_of(struct actor *actor, const char *bucket)
{
    return actor_text(actor, "%s.s3.%s.amazonaws.com", bucket, actor->region);
}

static const char *object_resources(struct actor *actor, const struct object *object)
{
    return actor_text(actor,
                      "[{'type':'AWS::S3::Object','ARN':'arn:aws:s3:::%s/%s'},{'accountId':'%s','type':"
                      "'AWS::S3::Bucket','ARN':'arn:aws:s3:::%s'}]",
                      object->bucket, object->key, actor->account, object->bucket);
}

static const char *s3_request_id(struct actor *actor)
{
    return rng_upper(&actor->rng, actor->arena, 16);
}

void s3_put(struct actor *actor, const struct object *object)
{
    bool service = actor->who.kind == IDENTITY_SERVICE;
    const char *acl = service ? actor_text(actor, "'x-amz-acl':'bucket-owner-full-control',"
                                                  "'x-amz-server-side-encryption':'AES256',")
                              : "";
    actor_call(
        actor,
        &(struct call){
            .api = "s3:PutObject",
            .request = actor_text(actor, "{'bucketName':'%s','Host':'%s',%r'key':'%s'}", object->bucket,
                                  host_of(actor, object->bucket), acl, object->key),
            .response = service ? actor_text(actor, "{'x-amz-server-side-encryption':'AES256'}") : NULL,
            .extra = s3_extra(actor, object->bytes, 0),
            .resources = object_resources(actor, object),
            .request_id = s3_request_id(actor),
            .shared_id = service ? actor_uuid(actor) : NULL,
            .endpoint = object->endpoint,
        });
}

void s3_get(struct actor *actor, const struct object *object)
{
    actor_call(actor, &(struct call){
                          .api = "s3:GetObject",
                          .request = actor_text(actor, "{'bucketName':'%s','Host':'%s','key':'%s'}",
                                                object->bucket, host_of(actor, object->bucket), object->key),
                          .extra = s3_extra(actor, 0, object->bytes),
                          .resources = object_resources(actor, object),
                          .request_id = s3_request_id(actor),
                          .endpoint = object->endpoint,
                          .bytes_out = object->bytes,
                      });
}

void s3_list_objects(struct actor *actor, const char *bucket, int bytes)
{
    const char *request = actor_text(actor,
                                     "{'list-type':'2','bucketName':'%s','encoding-type':'url','prefix':'',"
                                     "'Host':'%s'}",
                                     bucket, host_of(actor, bucket));
    actor_call(actor,
               &(struct call){
                   .api = "s3:ListObjects",
                   .request = request,
                   .extra = s3_extra(actor, 0, bytes),
                   .resources = actor_text(actor,
                                           "[{'type':'AWS::S3::Object','ARNPrefix':'arn:aws:s3:::%s/'},"
                                           "{'accountId':'%s','type':'AWS::S3::Bucket','ARN':"
                                           "'arn:aws:s3:::%s'}]",
                                           bucket, actor->account, bucket),
                   .request_id = s3_request_id(actor),
               });
}

// Copy an object onto itself under a key that AWS does not keep (SSE-C). The key is not in the record.
void s3_encrypt(struct actor *actor, const struct object *object)
{
    static const char customer[] = "x-amz-server-side-encryption-customer-algorithm";
    const char *request = actor_text(
        actor, "{'bucketName':'%s','Host':'%s','%s':'AES256','x-amz-copy-source':'%s/%s','key':'%s'}",
        object->bucket, host_of(actor, object->bucket), customer, object->bucket, object->key, object->key);
    actor_call(actor, &(struct call){
                          .api = "s3:CopyObject",
                          .request = request,
                          .response = actor_text(actor, "{'%s':'AES256'}", customer),
                          .extra = s3_extra(actor, 0, 234),
                          .resources = object_resources(actor, object),
                          .request_id = s3_request_id(actor),
                      });
}

void s3_delete(struct actor *actor, const struct object *object)
{
    actor_call(actor, &(struct call){
                          .api = "s3:DeleteObject",
                          .request = actor_text(actor, "{'bucketName':'%s','Host':'%s','key':'%s'}",
                                                object->bucket, host_of(actor, object->bucket), object->key),
                          .extra = s3_extra(actor, 0, 0),
                          .resources = object_resources(actor, object),
                          .request_id = s3_request_id(actor),
                      });
}

void s3_set(struct actor *actor, const char *api, const char *bucket, const char *setting)
{
    const char *request =
        actor_text(actor, "{%r,'bucketName':'%s','Host':'%s'}", setting, bucket, host_of(actor, bucket));
    actor_call(actor, &(struct call){
                          .api = api,
                          .request = request,
                          .extra = s3_extra(actor, 249, 0),
                          .resources = actor_text(actor,
                                                  "[{'accountId':'%s','type':'AWS::S3::Bucket','ARN':"
                                                  "'arn:aws:s3:::%s'}]",
                                                  actor->account, bucket),
                          .request_id = s3_request_id(actor),
                      });
}

void s3_list_buckets(struct actor *actor, bool denied)
{
    actor_call(actor, &(struct call){
                          .api = "s3:ListBuckets",
                          .error = denied ? "AccessDenied" : NULL,
                          .message = denied ? "Access Denied" : NULL,
                          .request = actor_text(actor, "{'Host':'s3.amazonaws.com'}"),
                          .extra = s3_extra(actor, 0, denied ? 243 : 2307),
                          .request_id = s3_request_id(actor),
                      });
}

void s3_bucket(struct actor *actor, const char *api, const char *bucket, const char *flag, const char *error)
{
    actor_call(actor, &(struct call){
                          .api = api,
                          .error = error,
                          .message = error ? "The requested configuration does not exist" : NULL,
                          .request = actor_text(actor, "{'bucketName':'%s','Host':'%s','%s':''}", bucket,
                                                host_of(actor, bucket), flag),
                          .extra = s3_extra(actor, 0, error ? 318 : 931),
                          .resources = actor_text(actor,
                                                  "[{'accountId':'%s','type':'AWS::S3::Bucket','ARN':"
                                                  "'arn:aws:s3:::%s'}]",
                                                  actor->account, bucket),
                          .request_id = s3_request_id(actor),
                          .shared_id = actor->who.kind == IDENTITY_SERVICE ? actor_uuid(actor) : NULL,
                      });
}

void kms_data_key(struct actor *actor, const char *object_arn)
{
    const char *key = actor_text(actor, "arn:aws:kms:%s:%s:key/5d0b6e1c-93a7-4f52-8c64-1e7fa20b9d38",
                                 actor->region, actor->account);
    actor_call(actor,
               &(struct call){
                   .api = "kms:GenerateDataKey",
                   .request = actor_text(actor,
                                         "{'keyId':'%s','encryptionContext':{'aws:cloudtrail:arn':"
                                         "'arn:aws:cloudtrail:%s:%s:trail/company-trail','aws:s3:arn':'%s'},"
                                         "'keySpec':'AES_256'}",
                                         key, actor->region, actor->account, object_arn),
                   .resources = actor_text(actor, "[{'accountId':'%s','type':'AWS::KMS::Key','ARN':'%s'}]",
                                           actor->account, key),
                   .shared_id = actor_uuid(actor),
               });
}
