// Reads the body of a request up to the size that the gateway takes.
import type { IncomingMessage } from "node:http";
import { gatewayRefusal } from "../huawei/answers.js";
import type { Answer, Request } from "./messages.js";

/** 12 MB with AK/SK (vendor documentation A13, A15). */
const largest = 12 * 1024 * 1024;

/** The bytes, or undefined where there are too many of them; the rest is read and forgotten. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size <= largest) chunks.push(chunk as Buffer);
    else chunks.length = 0;
  }
  return size <= largest ? Buffer.concat(chunks) : undefined;
}

export function tooLarge(request: Request): Answer {
  return gatewayRefusal(request, 413, "APIG.0201", "Request entity too large");
}
