// Sends a file with one PUT to an address that a cloud has named, read while it goes out; an object store's refusals become errors.
import { type ErrorKind, givenUp, VoiceError } from "../../core/errors.js";
import type { FileSender } from "../../core/ports/fileSender.js";
import type { Http, HttpAnswer } from "../../core/ports/ports.js";
import { lookAtFile } from "./localFile.js";

export function createFileSender(http: Http): FileSender {
  return {
    look: lookAtFile,
    async send({ address, contentType }, { path, size }, { signal, onSent }) {
      const headers: Record<string, string> = contentType === undefined ? {} : { "Content-Type": contentType };
      const answer = await http.send(() => ({ method: "PUT", url: address, headers, file: { path, size } }), {
        effect: "write",
        signal,
        onSent,
      });
      if (answer.status < 200 || answer.status > 299) throw refusal(answer, new URL(address).host);
    },
  };
}

/** Its words are not taken over: they repeat what was signed. */
function refusal({ status, body, headers }: HttpAnswer, host: string): VoiceError {
  const text = new TextDecoder().decode(body.subarray(0, 4_096));
  const code = /<Code>([A-Za-z0-9.]{1,64})<\/Code>/.exec(text)?.[1];
  const requestId = /<RequestId>([A-Za-z0-9]{1,64})<\/RequestId>/.exec(text)?.[1] ?? headers["x-obs-request-id"]?.slice(0, 64);
  return new VoiceError(kindOf(status, code), `${host}: the store answered ${status}.`, {
    host,
    status,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

function kindOf(status: number, code: string | undefined): ErrorKind {
  // On a line that stands still for some seconds: the store, or something in between, waited for the next bytes.
  if (code === "RequestTimeout" || givenUp.has(status)) return "unavailable";
  if (status === 403) return "forbidden";
  if (status === 404) return "notFound";
  if (status === 429 || status === 503) return "throttled";
  if (status >= 500) return "unavailable";
  return status >= 400 ? "refused" : "protocol";
}
