// How Alibaba Cloud answers and refuses (vendor documentation B2, B5).
import type { Answer, Job, Request } from "../server/messages.js";

export function alibabaRequestId(request: Request): string {
  return request.id.toUpperCase();
}

export function alibabaSuccess(request: Request, content?: Job): Answer {
  return { status: 200, body: { RequestId: alibabaRequestId(request), ...(content ? { Data: content } : {}), Success: true } };
}

export function alibabaRefusal(request: Request, status: number, code: string, message: string, more: Job = {}): Answer {
  const requestId = alibabaRequestId(request);
  return {
    status,
    body: {
      RequestId: requestId,
      HostId: request.headers.host ?? "",
      Code: code,
      Message: message,
      Recommend: `https://api.aliyun.example/troubleshoot?q=${code}&product=ICE&requestId=${requestId}`,
      ...more,
    },
  };
}

export function missing(request: Request, name: string): Answer {
  return alibabaRefusal(request, 400, `Missing${name}`, `${name} is mandatory for this action.`);
}

/** ICE's own code for this is not published (C2). */
export function noSuch(request: Request, what: string): Answer {
  return alibabaRefusal(request, 404, `${what}NotFound`, `The specified ${what.toLowerCase()} does not exist.`);
}

/** Of actions that answer without the wrapper. */
export function plain(request: Request, content: Job): Answer {
  return { status: 200, body: { RequestId: alibabaRequestId(request), ...content } };
}

export function invalid(request: Request, name: string, code = "InvalidParameter"): Answer {
  return alibabaRefusal(request, 400, code, `The specified parameter ${name} is not valid.`);
}
