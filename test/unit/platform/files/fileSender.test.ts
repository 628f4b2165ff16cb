// Sending a file to an address that a cloud has named.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { appendFile, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VoiceError } from "../../../../src/core/errors.js";
import type { LocalFile } from "../../../../src/core/ports/fileSender.js";
import { createFileSender } from "../../../../src/platform/files/fileSender.js";
import { cleanUp, openHttp, serve } from "../network/loopback.js";

interface Received {
  method: string | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const megabyte = 1024 * 1024;

describe("a file that is sent", () => {
  let folder: string;
  let path: string;
  const bytes = randomBytes(3 * megabyte + 17);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-files-"));
  });
  beforeEach(async () => {
    path = join(folder, "recordings.zip");
    await writeFile(path, bytes);
  });
  afterEach(cleanUp);
  after(() => rm(folder, { recursive: true, force: true }));

  const store = async (answer: (response: ServerResponse, request: IncomingMessage) => void = (response) => response.end()) => {
    const received: Received[] = [];
    const { origin } = await serve((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        received.push({ method: request.method, headers: request.headers, body: Buffer.concat(pieces) });
        answer(response, request);
      });
      request.on("error", () => {});
    });
    return { received, address: `${origin}/bucket/key.zip?Expires=1&Signature=s%2B%3D` };
  };
  const look = async (sender: ReturnType<typeof createFileSender>): Promise<LocalFile> => (await sender.look(path))!;
  const never = new AbortController().signal;
  const failure = (sending: Promise<void>): Promise<VoiceError> =>
    sending.then(
      () => assert.fail("it was sent"),
      (error) => {
        assert.ok(error instanceof VoiceError, String(error));
        return error;
      },
    );

  it("is looked at first: its size and how it begins; a folder, and what is not there, is no file", async () => {
    const sender = createFileSender(openHttp());
    const file = await look(sender);
    assert.equal(file.size, bytes.length);
    assert.deepEqual(Buffer.from(file.head), bytes.subarray(0, 16));
    assert.equal(await sender.look(folder), undefined);
    assert.equal(await sender.look(join(folder, "none.zip")), undefined);
    await writeFile(path, "");
    assert.deepEqual({ ...(await look(sender)), modifiedAt: 0 }, { path, size: 0, modifiedAt: 0, head: new Uint8Array() });
  });

  for (const route of ["direct", "editor"] as const) {
    it(`arrives whole with its length and exactly its type, and without a key (${route})`, async () => {
      const { received, address } = await store();
      const sender = createFileSender(
        openHttp({}, { settings: () => ({ route }), editorFetch: (url, init) => fetch(url, init) }),
      );
      const sent: number[] = [];
      await sender.send({ address, contentType: "application/zip" }, await look(sender), {
        signal: never,
        onSent: (count) => sent.push(count),
      });
      const [{ method, headers, body }] = received as [Received];
      assert.equal(method, "PUT");
      assert.ok(body.equals(bytes));
      assert.equal(headers["content-type"], "application/zip");
      assert.equal(headers["content-length"], String(bytes.length));
      assert.equal(headers["transfer-encoding"], undefined);
      for (const name of Object.keys(headers)) assert.ok(!/^(authorization|x-)/.test(name), name);
      assert.equal(sent.at(-1), bytes.length);
      assert.deepEqual(
        sent,
        [...sent].sort((one, other) => one - other),
      );
      assert.equal(received.length, 1);
    });

    it(`has no type where none is named (${route})`, async () => {
      const { received, address } = await store();
      const sender = createFileSender(
        openHttp({}, { settings: () => ({ route }), editorFetch: (url, init) => fetch(url, init) }),
      );
      await sender.send({ address }, await look(sender), { signal: never, onSent: () => {} });
      assert.equal(received[0]!.headers["content-type"], undefined);
    });
  }

  it("tells the store's refusal by its code, and repeats nothing that was signed", async () => {
    const xml =
      "<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message><RequestId>00A1</RequestId><StringToSign>PUT s+=</StringToSign></Error>";
    const { address } = await store((response) => response.writeHead(403).end(xml));
    const sender = createFileSender(openHttp());
    const error = await failure(sender.send({ address }, await look(sender), { signal: never, onSent: () => {} }));
    assert.deepEqual(
      [error.kind, error.status, error.code, error.requestId],
      ["forbidden", 403, "SignatureDoesNotMatch", "00A1"],
    );
    assert.ok(!JSON.stringify([error.message, { ...error }]).includes("s+="));
    for (const [status, kind] of [
      [400, "refused"],
      [404, "notFound"],
      [411, "refused"],
      [500, "unavailable"],
      [503, "throttled"],
    ] as const) {
      const other = await store((response) => response.writeHead(status).end("<html>busy"));
      const refused = await failure(
        sender.send({ address: other.address }, await look(sender), { signal: never, onSent: () => {} }),
      );
      assert.deepEqual([refused.kind, refused.code], [kind, undefined]);
    }
  });

  it("follows no redirect, and leaves this machine by https alone", async () => {
    const { address } = await store((response) => response.writeHead(307, { location: "https://elsewhere.example/" }).end());
    const sender = createFileSender(openHttp());
    const redirected = await failure(sender.send({ address }, await look(sender), { signal: never, onSent: () => {} }));
    assert.deepEqual([redirected.kind, redirected.reason], ["protocol", "redirect"]);
    const plain = { address: "http://bucket.example/key?Signature=s" };
    const refused = await failure(sender.send(plain, await look(sender), { signal: never, onSent: () => {} }));
    assert.deepEqual([refused.kind, refused.wasSent], ["bug", false]);
  });

  it("stops when it is cancelled, in its middle too", async () => {
    const abort = new AbortController();
    const { received, address } = await store();
    const sender = createFileSender(openHttp());
    const onSent = (count: number) => count < bytes.length && abort.abort();
    const error = await failure(sender.send({ address }, await look(sender), { signal: abort.signal, onSent }));
    assert.equal(error.kind, "cancelled");
    assert.equal(received.length, 0);
  });

  it("that has become shorter or longer meanwhile is not taken for sent whole", async () => {
    const { received, address } = await store();
    const sender = createFileSender(openHttp());
    const file = await look(sender);
    await truncate(path, bytes.length - 100);
    const error = await failure(sender.send({ address }, file, { signal: never, onSent: () => {} }));
    assert.equal(error.kind, "network");
    assert.equal(received.length, 0);
    await appendFile(path, randomBytes(500));
    await sender.send({ address }, file, { signal: never, onSent: () => {} });
    assert.equal(received[0]!.body.length, bytes.length);
  });
});
