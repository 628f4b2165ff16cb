// Lets requests for the local OSS meet their faults, and writes down what came: never a query, which is a key to the object.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { DemoState } from "../demoState.js";
import type { FaultAct } from "../server/faults.js";
import { send } from "../server/sendResponse.js";
import type { OssAnswer } from "./bucketStore.js";
import type { OssHead } from "./signature.js";

export async function serveBuckets(
  { buckets, faults, log, now }: DemoState,
  incoming: IncomingMessage,
  response: ServerResponse,
  head: OssHead,
): Promise<void> {
  const { method, path } = head;
  const operation = operationOf(head);
  const act = faults.meet("oss", operation);
  const note = (status: number) =>
    log.add({ time: now(), cloud: "oss", operation, method, path, status, ...(act && { fault: act.kind }) }, []);
  const drop = () => {
    note(0);
    incoming.socket.resetAndDestroy();
  };
  if (act?.kind === "resetBefore") return drop();
  if (act?.kind === "delay" || act?.kind === "heldUp") await ("until" in act ? act.until : wait(act.ms));
  const answer = act?.kind === "answer" && !act.processed ? await spoilt(incoming, act) : await buckets.answer(head, incoming);
  if (act?.kind === "resetAfter") return drop();
  const told = act?.kind === "answer" ? answerOf(act) : answer;
  note(told.status);
  send(response, told);
}

/** As in the request log, and for faults. */
function operationOf({ method, path, query }: OssHead): string {
  const [bucket = "", ...name] = path.slice(1).split("/");
  if (bucket === "") return "ListBuckets";
  if (name.join("/") !== "") return method === "PUT" ? "PutObject" : "GetObject";
  return query.some(([parameter]) => parameter === "location") ? "GetBucketLocation" : "GetBucket";
}

async function spoilt(incoming: IncomingMessage, act: Extract<FaultAct, { kind: "answer" }>): Promise<OssAnswer> {
  for await (const _ of incoming);
  return answerOf(act);
}

function answerOf({ status, body, headers }: Extract<FaultAct, { kind: "answer" }>): OssAnswer {
  const text = typeof body === "string" ? { body } : {};
  return { status, headers: headers ?? { "Content-Type": "application/xml" }, ...text };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
