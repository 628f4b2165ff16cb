// Turns the real answer into the one that a fault wants.
import { alibabaRequestId } from "../alibaba/answers.js";
import type { FaultAct } from "./faults.js";
import type { Answer, Job, Request, Route } from "./messages.js";

const loginPage = `<!DOCTYPE html>
<html><head><title>Sign in</title></head>
<body><h1>Guest network</h1><form method="post" action="/login"><input name="user"><input name="password" type="password"></form></body></html>
`;

/** Whether the fault keeps the request from taking effect. */
export function staysUnprocessed(act: FaultAct | undefined): boolean {
  switch (act?.kind) {
    case "answer":
      return act.processed !== true;
    case "loginPage":
    case "huge":
    case "drip":
    case "redirect":
    case "echo":
      return true;
    default:
      return false;
  }
}

/** `real` is there unless the request stayed unprocessed. */
export function applyFault(act: FaultAct, route: Route, request: Request, real: Answer = { status: 200, body: {} }): Answer {
  switch (act.kind) {
    case "answer":
      return { status: act.status, ...(act.body === undefined ? {} : { body: act.body }), headers: act.headers ?? {} };
    case "loginPage":
      return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: loginPage };
    case "redirect":
      return { status: act.status ?? 302, headers: { location: act.location } };
    case "contentType":
      return { ...real, headers: { ...real.headers, "content-type": act.value } };
    case "echo":
      return route.echo(request);
    case "unwrapped":
      return { ...real, body: unwrap(real.body) };
    case "unsuccessful":
      return { status: 200, body: { RequestId: alibabaRequestId(request), Success: false } };
    default:
      return real;
  }
}

function unwrap(body: unknown): unknown {
  const { Data, ...rest } = body as Job;
  return { ...rest, ...(Data as Job | undefined) };
}
