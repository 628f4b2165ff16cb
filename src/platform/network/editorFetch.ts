// The editor's route: the extension host's own fetch, which knows the person's proxies and the system's certificates.
import { openAsBlob } from "node:fs";
import type { HttpAnswer } from "../../core/ports/ports.js";
import type { Attempt, Transport } from "./attempt.js";
import { Body } from "./body.js";
import type { Outgoing } from "./requestCheck.js";

/** The part of `fetch` that is used. */
export type EditorFetch = (url: string, init: RequestInit) => Promise<Response>;

export function createEditorFetch(fetch: EditorFetch): Transport {
  return {
    async send(request, attempt) {
      // fetch does not tell when it starts to write: asked is sent.
      attempt.sending();
      const stopped = new Promise<never>((_, reject) => {
        attempt.signal.addEventListener("abort", () => reject(attempt.signal.reason), { once: true });
      });
      // Raced, so that even a fetch that ignores its signal cannot hold the caller up.
      return await Promise.race([exchange(fetch, request, attempt), stopped]);
    },
    // The sockets are the editor's.
    close: async () => {},
  };
}

async function exchange(fetch: EditorFetch, request: Outgoing, attempt: Attempt): Promise<HttpAnswer> {
  const answer = await fetch(request.url, {
    method: request.method,
    headers: { ...request.headers },
    // Bytes: of a string fetch would invent a content-type, which is then not signed.
    ...(request.body === undefined ? {} : { body: new Uint8Array(request.body) }),
    ...(request.file && { body: await openFile(request.file, attempt) }),
    // Keeps fetch on Node's stack as well: the editor hands other requests to Chromium's, which follows other rules.
    redirect: "manual",
    signal: attempt.signal,
  });
  const reader = answer.body?.getReader();
  try {
    const fields: Record<string, string> = {};
    answer.headers.forEach((value, name) => {
      fields[name.toLowerCase()] = value;
    });
    // A browser-like fetch hides the redirect behind status 0.
    attempt.answered(answer.type === "opaqueredirect" ? 302 : answer.status, fields);
    const body = new Body(attempt);
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) body.add(piece.value);
    // Already undone by fetch.
    const { "content-encoding": encoding, ...headers } = fields;
    const bytes = body.take();
    if (!encoding && bytes.byteLength < Number(headers["content-length"]))
      attempt.refuse("truncated", "the answer ends too early.");
    return { status: answer.status, headers, body: bytes };
  } catch (thrown) {
    // Otherwise the rest of an unwanted body keeps its socket open.
    reader?.cancel().catch(() => {});
    throw thrown;
  }
}

/**
 * A blob is read while it goes out, and has a length, without which a store takes nothing. Node's fetch asks it for a stream: what was
 * read of that is told, so that an upload that goes on is not taken for one that has stopped.
 */
async function openFile({ path }: NonNullable<Outgoing["file"]>, attempt: Attempt): Promise<Blob> {
  const blob = await openAsBlob(path);
  const open = blob.stream.bind(blob);
  blob.stream = () => {
    let read = 0;
    const meter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, next) {
        read += piece.byteLength;
        attempt.uploaded(read);
        next.enqueue(piece);
      },
    });
    const stream = open().pipeThrough(meter);
    // fetch would keep all that was sent in memory, to send it again after a redirect, which is never followed here.
    stream.tee = () => [new ReadableStream(), stream];
    return stream;
  };
  return blob;
}
