// The editor's route: Node's own fetch against real servers, asked under the name of a cloud.
import assert from "node:assert/strict";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ErrorKind, ErrorReason } from "../../../../src/core/errors.js";
import type { EditorFetch } from "../../../../src/platform/network/editorFetch.js";
import type { Limits } from "../../../../src/platform/network/limits.js";
import type { RouteSettings } from "../../../../src/platform/network/route.js";
import * as loopback from "./loopback.js";

const cloud = "https://cloud.invalid";

/** Http that is told to use the editor's fetch, and a fetch that finds the cloud on this machine. */
function openEditorHttp(origin: string, limits: Partial<Limits> = {}, settings: Partial<RouteSettings> = {}) {
  const editorFetch: EditorFetch = (url, init) => fetch(url.replace(cloud, origin), init);
  return loopback.openHttp(limits, {
    settings: () => ({ route: "editor", ...settings }),
    editorFetch,
    loadDirect: () => assert.fail("our own sockets were asked"),
  });
}

describe("editor's route", () => {
  afterEach(loopback.cleanUp);

  it("sends what was prepared, invents no content type, and reads the answer", async () => {
    const seen: unknown[] = [];
    const server = await loopback.serve((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece) => pieces.push(piece));
      request.on("end", () => {
        const { host, "content-type": type, "x-auth-token": token, "content-length": length } = request.headers;
        seen.push(request.method, request.url, host, type, token, length, Buffer.concat(pieces).toString());
        response.writeHead(200, { "X-Request-Id": "r-1", "content-encoding": "gzip" }).end(gzipSync("语音"));
      });
    });
    const answer = await openEditorHttp(server.origin).send(() => loopback.post(cloud, "{}"), loopback.write());
    const { secretQuery, secretHeader } = loopback;
    const host = `127.0.0.1:${server.port}`;
    assert.deepEqual(seen, ["POST", `/v1/jobs?Signature=${secretQuery}`, host, undefined, secretHeader, "2", "{}"]);
    assert.deepEqual([answer.status, answer.headers["x-request-id"], loopback.textOf(answer)], [200, "r-1", "语音"]);
    assert.equal(answer.headers["content-encoding"], undefined);
  });

  it("lets a read without a body have none", async () => {
    const server = await loopback.serve((request, response) => response.end(String(request.headers["content-length"])));
    const answer = await openEditorHttp(server.origin).send(() => loopback.get(cloud), loopback.read());
    assert.equal(loopback.textOf(answer), "undefined");
  });

  const mishaps: readonly {
    readonly name: string;
    readonly limits?: Partial<Limits>;
    readonly settings?: Partial<RouteSettings>;
    readonly at: () => Promise<string>;
    readonly gist: readonly [ErrorKind, ErrorReason | undefined];
  }[] = [
    {
      name: "connection refused",
      at: async () => `http://127.0.0.1:${await loopback.closedPort()}`,
      gist: ["network", "connectionRefused"],
    },
    {
      name: "connection refused by the proxy",
      settings: { proxy: "http://proxy.invalid" },
      at: async () => `http://127.0.0.1:${await loopback.closedPort()}`,
      gist: ["network", "proxy"],
    },
    { name: "name not found", at: async () => "http://nowhere.invalid", gist: ["network", "nameNotFound"] },
    {
      name: "a reset after the request",
      at: async () => (await loopback.serveRaw((socket) => socket.once("data", () => socket.resetAndDestroy()))).origin,
      gist: ["network", "reset"],
    },
    {
      name: "no answer",
      limits: { headersMs: 60 },
      at: async () => (await loopback.serve(() => {})).origin,
      gist: ["network", "timeout"],
    },
    {
      name: "a slow drip",
      limits: { readMs: 120 },
      at: async () =>
        (
          await loopback.serve((_, response) => {
            const drip = setInterval(() => response.write(" "), 10);
            response.on("close", () => clearInterval(drip));
          })
        ).origin,
      gist: ["network", "timeout"],
    },
    {
      name: "a short body",
      at: async () => {
        const text = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"jobs":[';
        return (await loopback.serveText(text, (socket) => socket.end())).origin;
      },
      gist: ["protocol", "truncated"],
    },
    {
      name: "a redirect",
      at: async () => (await loopback.serve((_, response) => response.writeHead(302, { location: "/login" }).end())).origin,
      gist: ["protocol", "redirect"],
    },
    {
      name: "a huge body in small packing",
      limits: { maxBytes: 100_000 },
      at: async () =>
        (
          await loopback.serve((_, response) =>
            response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(5_000_000))),
          )
        ).origin,
      gist: ["protocol", "tooLarge"],
    },
    {
      name: "headers above the editor's own limit",
      at: async () =>
        (await loopback.serve((_, response) => response.writeHead(201, { "X-Subject-Token": "t".repeat(17_000) }).end("{}")))
          .origin,
      gist: ["protocol", "responseHeadersTooLarge"],
    },
    {
      name: "gzip that is none",
      at: async () => {
        const server = await loopback.serve((_, response) =>
          response.writeHead(200, { "content-encoding": "gzip" }).end("{}{}{}{}"),
        );
        return server.origin;
      },
      gist: ["protocol", "unexpectedShape"],
    },
  ];
  for (const { name, limits, settings, at, gist } of mishaps) {
    it(`${name}: ${gist.join(", ")}, always counted as sent`, async () => {
      const http = openEditorHttp(await at(), limits, settings);
      const error = await loopback.failureOf(http.send(() => loopback.get(cloud), loopback.read()));
      assert.deepEqual([...loopback.gist(error), error.host], [...gist, true, "cloud.invalid"]);
    });
  }

  it("stops reading a body of 100 MB early, and closes the socket", async () => {
    let sent = 0;
    const server = await loopback.serve((_, response) => {
      const more = () => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += 1_000_000;
          if (!response.write(Buffer.alloc(1_000_000))) return;
        }
      };
      response.on("drain", more);
      more();
    });
    const sending = openEditorHttp(server.origin).send(() => loopback.get(cloud), loopback.read());
    assert.deepEqual(loopback.gist(await loopback.failureOf(sending)), ["protocol", "tooLarge", true]);
    await server.closed(0);
    assert.ok(sent < 50_000_000, `${sent} bytes were sent`);
  });

  it("closes the socket when it is stopped, and waits for no fetch that is deaf to it", async () => {
    const stop = new AbortController();
    const server = await loopback.serve(() => stop.abort());
    const sending = openEditorHttp(server.origin).send(() => loopback.get(cloud), loopback.read(stop.signal));
    assert.deepEqual(loopback.gist(await loopback.failureOf(sending)), ["cancelled", undefined, true]);
    await server.closed(0);

    const deaf = loopback.openHttp(
      { headersMs: 30 },
      { settings: () => ({ route: "editor" }), editorFetch: () => new Promise(() => {}) },
    );
    const error = await loopback.failureOf(deaf.send(() => loopback.get(cloud), loopback.read()));
    assert.equal(error.reason, "timeout");
  });

  describe("with a file", () => {
    let folder: string;
    let path: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "voice-jobs-editor-"));
      path = join(folder, "recordings.zip");
    });
    after(() => rm(folder, { recursive: true, force: true }));

    const put = (origin: string, size: number, onSent: (bytes: number) => void, limits: Partial<Limits> = {}) =>
      openEditorHttp(origin, limits).send(
        () => ({ method: "PUT", url: `${cloud}/key`, headers: { "Content-Type": "application/zip" }, file: { path, size } }),
        { ...loopback.write(), onSent },
      );

    it("tells how far it is while it sends it, with its length and its type alone", async () => {
      const size = 3_000_017;
      await writeFile(path, Buffer.alloc(size, 7));
      const [seen, told]: [unknown[], number[]] = [[], []];
      const server = await loopback.serve((request, response) => {
        request.resume().on("end", () => {
          seen.push(request.headers["content-length"], request.headers["content-type"]);
          // Where all is told in the end only, no answer ever comes.
          if (told.at(-1) === size) response.end();
        });
      });
      const answer = await put(server.origin, size, (bytes) => told.push(bytes), { writeMs: 5_000 });
      assert.deepEqual([answer.status, ...seen], [200, String(size), "application/zip"]);
      assert.ok(told.length > 3 && told.every((bytes, at) => bytes > (told[at - 1] ?? 0)), told.join());
    });

    it("holds little of it in memory, however large it is", async () => {
      const size = 400_000_000;
      const file = await open(path, "w");
      await file.truncate(size);
      await file.close();
      let peak = 0;
      let received = 0;
      const server = await loopback.serve((request, response) => {
        request.on("data", (piece: Buffer) => {
          received += piece.length;
          peak = Math.max(peak, process.memoryUsage().arrayBuffers);
        });
        request.on("end", () => response.end());
      });
      const before = process.memoryUsage().arrayBuffers;
      await put(server.origin, size, () => {});
      assert.equal(received, size);
      assert.ok(peak - before < size / 2, `${peak - before} bytes were held`);
    });

    it("reads no more of it once it is stopped", async () => {
      const size = 60_000_000;
      await writeFile(path, Buffer.alloc(size));
      const stop = new AbortController();
      const server = await loopback.serve((request) => request.once("data", () => stop.abort()));
      let told = 0;
      const sending = openEditorHttp(server.origin).send(
        () => ({ method: "PUT", url: `${cloud}/key`, headers: {}, file: { path, size } }),
        { ...loopback.write(stop.signal), onSent: (bytes) => (told = bytes) },
      );
      assert.equal((await loopback.failureOf(sending)).kind, "cancelled");
      await server.closed(0);
      assert.ok(told < size, `${told} bytes were read`);
    });
  });
});
