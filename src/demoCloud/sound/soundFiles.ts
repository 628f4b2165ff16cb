// The object store of the local cloud: sounds behind signed addresses that end, made when they are fetched.
import { randomBytes } from "node:crypto";
import { hmacHex, isSame } from "../server/encoding.js";
import { type Answer, first, type Request, type Route } from "../server/messages.js";

interface SoundFile {
  readonly make: () => Buffer;
  readonly type: string;
}

/** As many sounds are kept as can be fetched. */
const mostFiles = 2_000;

export class SoundFiles {
  readonly #files = new Map<string, SoundFile>();
  readonly #key = randomBytes(16).toString("hex");
  /** Milliseconds of the server's own clock. */
  readonly #now: () => number;
  #number = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A signed address of a sound, as the client can call it; good for so many seconds. */
  publish(request: Request, file: SoundFile, seconds: number): string {
    if (this.#files.size >= mostFiles) this.#files.delete(this.#files.keys().next().value!);
    const path = `/sounds/${++this.#number}-${randomBytes(6).toString("hex")}.wav`;
    this.#files.set(path, file);
    const expires = String(Math.floor(this.#now() / 1000) + seconds);
    const query = `AccessKeyId=DEMO-FAKE-KEY&Expires=${expires}&Signature=${this.#sign(path, expires)}`;
    return `http://${request.headers.host ?? ""}${path}?${query}`;
  }

  route(method: string, path: string): Route | undefined {
    if (!path.startsWith("/sounds/")) return undefined;
    const run = (request: Request) => (method === "GET" ? this.#get(request) : refusal(405, "MethodNotAllowed"));
    return { door: "store", operation: "GetObject", run, echo: () => refusal(403, "SignatureDoesNotMatch") };
  }

  /** A key or token on such a request would be given away: the store refuses it, as the real ones do where two proofs come. */
  #get({ path, query, headers }: Request): Answer {
    if (headers.authorization !== undefined || headers["x-auth-token"] !== undefined) return refusal(400, "InvalidArgument");
    const [expires, signature] = [first(query, "Expires") ?? "", first(query, "Signature") ?? ""];
    if (!isSame(signature, this.#sign(path, expires))) return refusal(403, "SignatureDoesNotMatch");
    if (Number(expires) * 1000 <= this.#now()) return refusal(403, "AccessDenied", "Request has expired.");
    const file = this.#files.get(path);
    return file ? { status: 200, headers: { "content-type": file.type }, body: file.make() } : refusal(404, "NoSuchKey");
  }

  #sign(path: string, expires: string): string {
    return hmacHex(this.#key, `GET\n${expires}\n${path}`);
  }
}

/** Both clouds' stores refuse in XML. */
function refusal(status: number, code: string, message: string = code): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}
