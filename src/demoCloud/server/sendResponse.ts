// Puts answers on the wire: whole ones, and ones that a fault has spoilt.
import type { ServerResponse } from "node:http";
import type { FaultAct } from "./faults.js";
import type { Answer } from "./messages.js";

/** A fault that lets the request take effect and spoils its answer only. */
export type FaultyAnswer = Extract<FaultAct, { kind: "truncated" | "huge" | "drip" }>;

export function bytesOf(answer: Answer): Buffer {
  const { body } = answer;
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

export function send(response: ServerResponse, answer: Answer): void {
  const bytes = bytesOf(answer);
  writeHead(response, answer, { "content-length": String(bytes.length) });
  response.end(bytes);
}

export function sendFaulty(response: ServerResponse, answer: Answer, act: FaultyAnswer): void {
  switch (act.kind) {
    case "truncated":
      cutShort(response, answer, act.how);
      break;
    case "drip":
      writeHead(response, answer, {});
      drip(response, act.everyMs ?? 500);
      break;
    case "huge":
      writeHead(response, answer, {});
      pour(response, act.bytes ?? 100_000_000);
      break;
  }
}

function writeHead(response: ServerResponse, answer: Answer, more: Readonly<Record<string, string>>): void {
  const type: Record<string, string> = answer.body === undefined ? {} : { "content-type": "application/json" };
  const headers = [...Object.entries({ ...type, ...more }), ...Object.entries(answer.headers ?? {})];
  for (const [name, value] of headers) response.setHeader(name, value);
  response.writeHead(answer.status);
}

function cutShort(response: ServerResponse, answer: Answer, how: "length" | "chunked"): void {
  const bytes = bytesOf(answer);
  // An answer without a body has nothing to cut, so it gets the smallest one there is.
  const whole = bytes.length > 1 ? bytes : Buffer.from("{}");
  writeHead(response, answer, how === "length" ? { "content-length": String(whole.length) } : {});
  response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.socket?.destroy());
}

/** One byte at a time until the client has enough; the timer dies with the connection. */
function drip(response: ServerResponse, everyMs: number): void {
  response.write("{");
  const timer = setInterval(() => response.write(" "), everyMs);
  response.on("close", () => clearInterval(timer));
}

/** Valid JSON of about that size, no faster than the client reads it. */
function pour(response: ServerResponse, bytes: number): void {
  const block = "x".repeat(65_536);
  let left = bytes;
  const more = (): void => {
    while (left > 0) {
      left -= block.length;
      if (!response.write(block)) return void response.once("drain", more);
    }
    response.end('"}');
  };
  response.write('{"padding":"');
  more();
}
