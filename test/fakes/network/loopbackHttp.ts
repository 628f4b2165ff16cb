// The smallest transport over real sockets, for tests against the local cloud: one request, one connection, no retry.
import { request as open } from "node:http";
import { VoiceError } from "../../../src/core/errors.js";
import type { Http, HttpAnswer, HttpRequest, SendOptions } from "../../../src/core/ports/ports.js";

export const loopbackHttp: Http = httpTo();

/** `origin`: where everything is sent, under the name of the host that it was signed for; the addresses' own by default. */
export function httpTo(origin?: string): Http {
  return { send: (prepare, options) => send(prepare(), options, origin) };
}

function send({ method, url, headers, body }: HttpRequest, { signal }: SendOptions, origin?: string): Promise<HttpAnswer> {
  const { host, pathname, search } = new URL(url);
  const to = origin === undefined ? url : `${origin}${pathname}${search}`;
  return new Promise<HttpAnswer>((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(
        signal.aborted
          ? new VoiceError("cancelled", "Cancelled", { cause })
          : new VoiceError("network", "The connection broke", { reason: "reset", cause }),
      );
    const request = open(to, { method, headers: { ...headers, host }, signal, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", fail);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
          body: new Uint8Array(Buffer.concat(chunks)),
        }),
      );
    });
    request.on("error", fail);
    request.end(body);
  });
}
