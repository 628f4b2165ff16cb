// Alibaba's STS, API version 2015-04-01: gives a temporary key of a role to a RAM user (vendor's API reference, AssumeRole).

import { alibabaAccount } from "../keys.js";
import { parseQuery } from "../server/encoding.js";
import { type Answer, first, type Request, type Route } from "../server/messages.js";
import { alibabaRefusal, alibabaRequestId, missing } from "./answers.js";
import { type AlibabaGateway, echoAlibabaCanonical } from "./gateway.js";

export const stsVersion = "2015-04-01";

const life = { shortest: 900, usual: 3600, longest: 3600 };

export function routeSts(gateway: AlibabaGateway, action: string): Route {
  const run = (request: Request): Answer => {
    if (action !== "AssumeRole") {
      return alibabaRefusal(
        request,
        404,
        "InvalidAction.NotFound",
        "Specified api is not found, please check your url and method.",
      );
    }
    return gateway.refusal(request, action, "sts") ?? assumeRole(gateway, request);
  };
  return { door: "alibaba", operation: action, run, echo: echoAlibabaCanonical };
}

function assumeRole(gateway: AlibabaGateway, request: Request): Answer {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
  const parameters = isForm ? [...request.query, ...parseQuery(request.body.toString("utf8"))] : request.query;
  const invalid = (what: string, message: string) => alibabaRefusal(request, 400, `InvalidParameter.${what}`, message);
  const arn = first(parameters, "RoleArn");
  const session = first(parameters, "RoleSessionName");
  if (!arn) return missing(request, "RoleArn");
  if (!session) return missing(request, "RoleSessionName");
  if (!/^acs:ram::\d+:role\/[\w.-]+$/.test(arn)) return invalid("RoleArn", "The parameter RoleArn is wrongly formed.");
  if (!/^[\w.@-]{2,64}$/.test(session)) return invalid("RoleSessionName", "The parameter RoleSessionName is wrongly formed.");
  const seconds = Number(first(parameters, "DurationSeconds") ?? life.usual);
  if (!Number.isInteger(seconds) || seconds < life.shortest || seconds > life.longest)
    return invalid("DurationSeconds", "The Min/Max value of DurationSeconds is 15min/1hr.");
  const { role } = alibabaAccount;
  if (arn !== role.arn) return alibabaRefusal(request, 404, "EntityNotExist.Role", "The specified Role not exists.");
  const externalId = first(parameters, "ExternalId");
  if (externalId !== undefined && externalId !== role.externalId) {
    return alibabaRefusal(
      request,
      403,
      "NoPermission",
      "You are not authorized to do this action. You should be authorized by RAM.",
    );
  }
  const { accessKeyId, accessKeySecret, securityToken, expires } = gateway.issueRoleKey(seconds);
  return {
    status: 200,
    body: {
      RequestId: alibabaRequestId(request),
      AssumedRoleUser: {
        Arn: `${arn.replace(":role/", ":assumed-role/")}/${session}`,
        AssumedRoleId: `300000000000000003:${session}`,
      },
      Credentials: {
        AccessKeyId: accessKeyId,
        AccessKeySecret: accessKeySecret,
        SecurityToken: securityToken,
        Expiration: new Date(expires).toISOString().replace(/\.\d+/, ""),
      },
    },
  };
}
