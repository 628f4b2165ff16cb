// The envelopes in which Huawei's gateway, its MetaStudio service and its IAM refuse (vendor documentation A8, A13).
import type { Answer, Request } from "../server/messages.js";

export function huaweiRequestId(request: Request): string {
  return request.id.replaceAll("-", "");
}

/** The gateway names the request in the body too. */
export function gatewayRefusal(request: Request, status: number, code: string, message: string): Answer {
  return { status, body: { error_msg: message, error_code: code, request_id: huaweiRequestId(request) } };
}

export function iamFailure(request: Request, reason: string): Answer {
  return gatewayRefusal(request, 401, "APIGW.0301", `Incorrect IAM authentication information: ${reason}`);
}

export function noSuchApi(request: Request): Answer {
  return gatewayRefusal(request, 404, "APIGW.0101", "The API does not exist or has not been published in the environment");
}

export function serviceRefusal(status: number, code: string, message: string): Answer {
  return { status, body: { error_code: code, error_msg: message } };
}

export function iamRefusal(status: number, title: string, message: string): Answer {
  return { status, body: { error: { code: status, message, title } } };
}

/** The code for a missing job is not published; MSS.00000002 with 404 is the nearest that is (A10.9). */
export function noSuchJob(): Answer {
  return serviceRefusal(404, "MSS.00000002", "Not Found: the job does not exist");
}

export function invalidParameter(what: string): Answer {
  return serviceRefusal(400, "MSS.00000003", `Invalid parameter: ${what}`);
}

export function failedValidation(what: string): Answer {
  return serviceRefusal(400, "MSS.10000003", `Parameter validation failed: ${what}`);
}
