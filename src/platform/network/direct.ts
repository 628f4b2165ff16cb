// The direct route: undici over our own sockets. The only file that imports undici, bundled apart and loaded at the first request.
// It must not construct VoiceErrors: in a bundle of its own VoiceError would be another class. The attempt, from the main bundle, does.
/// <reference path="./undici.d.ts" />
import { createReadStream } from "node:fs";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import type { Client as UndiciClient } from "undici";
// By deep path: the package root would put its own dispatcher into the process-wide slots that the editor's fetch uses.
import buildConnector from "undici/lib/core/connect.js";
import Client from "undici/lib/dispatcher/client.js";
import type { HttpAnswer } from "../../core/ports/ports.js";
import type { Attempt, Transport } from "./attempt.js";
import { acceptedEncodings, Body, decompress } from "./body.js";
import type { Outgoing } from "./requestCheck.js";

/** Added to every connection; for tests (`lookup`, `ca`). */
export type ConnectOptions = Partial<Parameters<typeof buildConnector>[0]>;

export function createDirect(options: ConnectOptions = {}): Transport {
  // One connector for all lines, so that TLS sessions are resumed. No time-out: the attempt has its own, exact to the millisecond.
  const connect = buildConnector({
    timeout: 0,
    autoSelectFamily: true,
    // Node's 250 ms give up on addresses that are merely far away.
    autoSelectFamilyAttemptTimeout: 1_000,
    ...options,
  });
  /** Connections that wait for another read, by origin; the last used one last. */
  const idle = new Map<string, Line[]>();
  const open = new Set<Line>();

  const close = (line: Line): void => {
    open.delete(line);
    idle.set(
      line.origin,
      (idle.get(line.origin) ?? []).filter((other) => other !== line),
    );
    if (idle.get(line.origin)?.length === 0) idle.delete(line.origin);
    line.destroy();
  };

  const openLine = (origin: string, isKept: boolean): Line => {
    const line = new Line(origin, connect, isKept, () => {
      if (line.isIdle) close(line);
    });
    open.add(line);
    return line;
  };

  const keep = (line: Line): void => {
    if (line.isDown || !open.has(line)) {
      close(line);
      return;
    }
    line.isIdle = true;
    idle.set(line.origin, [...(idle.get(line.origin) ?? []), line]);
  };

  return {
    async send(request, attempt) {
      const isRead = attempt.effect === "read";
      // A write never meets a kept connection: the server may have closed it a moment ago, and the POST would be lost in it.
      const line = (isRead ? idle.get(request.origin)?.pop() : undefined) ?? openLine(request.origin, isRead);
      line.isIdle = false;
      let answer: HttpAnswer;
      try {
        answer = await exchange(line, request, attempt);
      } catch (thrown) {
        close(line);
        throw thrown;
      }
      if (isRead) keep(line);
      else close(line);
      const { "content-encoding": encoding, ...headers } = answer.headers;
      return { ...answer, headers, body: await decompress(answer.body, encoding, attempt) };
    },
    async close() {
      for (const line of [...open]) close(line);
    },
  };
}

/** Of an answer, all together, bytes: IAM hands out tokens in a header, and Node's own limit of 16 KB is below what some people's need. */
const largestHeaders = 64 * 1024;

const defaultHeaders = { "accept-encoding": acceptedEncodings, "user-agent": "voice-training-jobs" };

/** So that what was prepared takes the place of a default, and does not stand beside it. */
function lowerCased(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}

/** One connection, and undici's client for it. */
class Line {
  /** Waits for the next read. */
  isIdle = false;
  /** Its socket is closed. */
  isDown = false;
  readonly client: UndiciClient;
  private socket: Socket | undefined;

  constructor(
    readonly origin: string,
    connect: ReturnType<typeof buildConnector>,
    isKept: boolean,
    onDown: () => void,
  ) {
    this.client = new Client(origin, {
      pipelining: isKept ? 1 : 0,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: largestHeaders,
      connect: (options, callback) => {
        this.isDown = false;
        this.socket = connect(options, callback);
      },
    });
    this.client.on("disconnect", () => {
      this.isDown = true;
      onDown();
    });
  }

  destroy(): void {
    void this.client.destroy();
    // undici forgets a socket that is still connecting.
    this.socket?.destroy();
  }
}

/** Of a file, bytes read at a time: undici's own reading in 64 KB takes twice as long. */
const blockBytes = 1024 * 1024;

function bodyOf({ body, file }: Outgoing, attempt: Attempt): Buffer | Readable | null {
  if (file) return Readable.from(readFile(file, attempt), { objectMode: false, highWaterMark: blockBytes });
  // undici looks at the whole buffer behind a view to tell whether a body is empty.
  return body === undefined ? null : Buffer.from(body);
}

/** undici refuses to end with more or fewer bytes than were announced: a file that changes meanwhile is not taken for whole. */
async function* readFile({ path, size }: NonNullable<Outgoing["file"]>, attempt: Attempt): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const block of createReadStream(path, { highWaterMark: blockBytes, end: Math.max(0, size - 1) })) {
    yield block;
    sent += (block as Buffer).length;
    attempt.uploaded(sent);
  }
}

function exchange(line: Line, request: Outgoing, attempt: Attempt): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const body = new Body(attempt);
    let status = 0;
    let headers: Readonly<Record<string, string>> = {};
    const stop = () => {
      reject(attempt.signal.reason);
      line.destroy();
    };
    if (attempt.signal.aborted) {
      stop();
      return;
    }
    attempt.signal.addEventListener("abort", stop, { once: true });
    const done = () => attempt.signal.removeEventListener("abort", stop);

    attempt.connecting();
    line.client.dispatch(
      {
        path: request.path,
        method: request.method,
        headers: {
          ...defaultHeaders,
          ...lowerCased(request.headers),
          ...(request.file && { "content-length": String(request.file.size) }),
        },
        body: bodyOf(request, attempt),
      },
      {
        // The one definition of "seen": undici calls this just before the first byte is written.
        onRequestStart: () => attempt.sending(),
        onResponseStart: (_, code, fields) => {
          if (code < 200) return;
          status = code;
          headers = Object.fromEntries(
            Object.entries(fields).map(([name, value]) => [
              name.toLowerCase(),
              Array.isArray(value) ? value.join(", ") : (value ?? ""),
            ]),
          );
          attempt.answered(status, headers);
        },
        onResponseData: (_, piece) => body.add(piece),
        onResponseEnd: () => {
          done();
          resolve({ status, headers, body: body.take() });
        },
        onResponseError: (_, error) => {
          done();
          reject(error);
        },
      },
    );
  });
}
