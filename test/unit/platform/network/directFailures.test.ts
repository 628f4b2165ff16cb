// Everything that goes wrong on the wire, each with its own kind and reason, and whether a server can have seen the request.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { ErrorKind, ErrorReason } from "../../../../src/core/errors.js";
import { createDirect } from "../../../../src/platform/network/direct.js";
import type { HttpOptions } from "../../../../src/platform/network/http.js";
import type { Limits } from "../../../../src/platform/network/limits.js";
import { type Certificate, makeCertificate } from "../../../fakes/network/authority.js";
import * as loopback from "./loopback.js";

interface Mishap {
  readonly name: string;
  readonly limits?: Partial<Limits>;
  readonly options?: Partial<HttpOptions>;
  /** Origin to ask. */
  readonly at: () => Promise<string>;
  readonly gist: readonly [ErrorKind, ErrorReason | undefined, boolean];
}

const originOf = async (server: Promise<loopback.Loopback>) => (await server).origin;
const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
let own: Certificate;

const mishaps: readonly Mishap[] = [
  {
    name: "connection refused",
    at: async () => `http://127.0.0.1:${await loopback.closedPort()}`,
    gist: ["network", "connectionRefused", false],
  },
  {
    name: "name not found",
    options: { settings: () => ({ route: "direct" }) },
    at: async () => "https://nowhere.invalid",
    gist: ["network", "nameNotFound", false],
  },
  {
    name: "a reset within the TLS handshake",
    at: () => originOf(loopback.serveRaw((socket) => socket.once("data", () => socket.resetAndDestroy()), "https")),
    gist: ["network", "reset", false],
  },
  {
    name: "a TLS handshake that never ends",
    limits: { connectMs: 60 },
    at: () => originOf(loopback.serveRaw(() => {}, "https")),
    gist: ["network", "timeout", false],
  },
  {
    name: "a certificate nobody trusts",
    at: () => originOf(loopback.serveTls({ ...own }, (socket) => socket.end())),
    gist: ["network", "tls", false],
  },
  {
    name: "a certificate for another name",
    options: {
      settings: () => ({ route: "direct" }),
      loadDirect: async () =>
        createDirect({ ca: own.cert, lookup: (_, __, found) => found(null, [{ address: "127.0.0.1", family: 4 }]) }),
    },
    at: async () => `https://cloud.invalid:${(await loopback.serveTls({ ...own }, (socket) => socket.end())).port}`,
    gist: ["network", "tls", false],
  },
  {
    name: "plain text where TLS was expected",
    at: async () => `https://127.0.0.1:${(await loopback.serveText("HTTP/1.1 400 Bad Request\r\n\r\n")).port}`,
    gist: ["network", "tls", false],
  },
  {
    name: "a reset after the request",
    at: () => originOf(loopback.serveRaw((socket) => socket.once("data", () => socket.resetAndDestroy()))),
    gist: ["network", "reset", true],
  },
  {
    name: "a connection closed after the request",
    at: () => originOf(loopback.serveRaw((socket) => socket.once("data", () => socket.end()))),
    gist: ["network", "reset", true],
  },
  {
    name: "a server that never answers",
    limits: { headersMs: 60, writeMs: 300 },
    at: () => originOf(loopback.serve(() => {})),
    gist: ["network", "timeout", true],
  },
  {
    name: "an answer that stops coming",
    limits: { bodyIdleMs: 60 },
    at: () => originOf(loopback.serveText(`${head}content-length: 10\r\n\r\n{`)),
    gist: ["network", "timeout", true],
  },
  {
    name: "a slow drip",
    limits: { readMs: 300, writeMs: 300 },
    at: () =>
      originOf(
        loopback.serve((_, response) => {
          const drip = setInterval(() => response.write(" "), 10);
          response.on("close", () => clearInterval(drip));
        }),
      ),
    gist: ["network", "timeout", true],
  },
  {
    name: "a body shorter than announced",
    at: () => originOf(loopback.serveText(`${head}content-length: 100\r\n\r\n{"jobs":[`, (socket) => socket.end())),
    gist: ["protocol", "truncated", true],
  },
  {
    name: "a body shorter than announced, on a connection to be closed",
    at: () =>
      originOf(loopback.serveText(`${head}connection: close\r\ncontent-length: 100\r\n\r\n{"jobs":[`, (socket) => socket.end())),
    gist: ["protocol", "truncated", true],
  },
  {
    name: "chunks without the last one",
    at: () => originOf(loopback.serveText(`${head}transfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n`, (socket) => socket.end())),
    gist: ["protocol", "truncated", true],
  },
  {
    name: "chunks without the last one, on a connection to be closed",
    at: () =>
      originOf(
        loopback.serveText(`${head}connection: close\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n`, (socket) =>
          socket.end(),
        ),
      ),
    gist: ["protocol", "truncated", true],
  },
  {
    name: "a reset within the body",
    at: () =>
      originOf(
        loopback.serveText(`${head}content-length: 100\r\n\r\n{"jobs":[`, (socket) =>
          setTimeout(() => socket.resetAndDestroy(), 20),
        ),
      ),
    gist: ["protocol", "truncated", true],
  },
  {
    name: "gzip that is none",
    at: () => originOf(loopback.serve((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("{}{}{}{}"))),
    gist: ["protocol", "unexpectedShape", true],
  },
  {
    name: "gzip that ends too early",
    at: () =>
      originOf(
        loopback.serve((_, response) =>
          response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("{".repeat(1_000)).subarray(0, -12)),
        ),
      ),
    gist: ["protocol", "truncated", true],
  },
  {
    name: "a coding nobody asked for",
    at: () => originOf(loopback.serve((_, response) => response.writeHead(200, { "content-encoding": "zstd" }).end("xxxx"))),
    gist: ["protocol", "unexpectedShape", true],
  },
  {
    name: "a small gzip of a huge body",
    limits: { maxBytes: 100_000 },
    at: () =>
      originOf(
        loopback.serve((_, response) =>
          response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(5_000_000))),
        ),
      ),
    gist: ["protocol", "tooLarge", true],
  },
  {
    name: "headers without end",
    at: () => originOf(loopback.serve((_, response) => response.writeHead(200, { "x-long": "x".repeat(80_000) }).end())),
    gist: ["protocol", "responseHeadersTooLarge", true],
  },
  {
    name: "another protocol",
    at: () => originOf(loopback.serveText("SSH-2.0-OpenSSH_9.6\r\n")),
    gist: ["protocol", "unexpectedShape", true],
  },
  {
    name: "a proxy that asks for a password",
    at: () => originOf(loopback.serve((_, response) => response.writeHead(407).end())),
    gist: ["network", "proxy", true],
  },
];

describe("direct route, when things go wrong", () => {
  before(async () => {
    own = await makeCertificate("somebody.invalid");
  });
  afterEach(loopback.cleanUp);

  for (const { name, limits, options, at, gist } of mishaps) {
    it(`${name}: ${gist[0]}, ${gist[1]}, ${gist[2] ? "may have been seen" : "unseen"}`, async () => {
      const origin = await at();
      const http = loopback.openHttp(limits, options);
      const asked = await loopback.failureOf(http.send(() => loopback.get(origin), loopback.read()));
      assert.deepEqual(loopback.gist(asked), gist);
      assert.equal(asked.host, new URL(origin).host);
      // The same for a write, but that it waits for its headers as long as for the whole.
      const told = await loopback.failureOf(
        loopback.openHttp(limits, options).send(() => loopback.post(origin), loopback.write()),
      );
      assert.deepEqual(loopback.gist(told), gist);
    });
  }

  for (const [announced, most] of [
    [false, 40],
    [true, 10],
  ] as const) {
    it(`stops reading an answer of 100 MB early, ${announced ? "at once where it is announced" : "at the limit where it is not"}`, async () => {
      let sent = 0;
      const server = await loopback.serve((_, response) => {
        if (announced) response.setHeader("content-length", 100_000_000);
        const piece = Buffer.alloc(1_000_000, " ");
        const more = () => {
          while (sent < 100_000_000 && !response.destroyed) {
            sent += piece.length;
            if (!response.write(piece)) return;
          }
        };
        response.on("drain", more);
        more();
      });
      const error = await loopback.failureOf(loopback.openHttp().send(() => loopback.get(server.origin), loopback.read()));
      assert.deepEqual(loopback.gist(error), ["protocol", "tooLarge", true]);
      await server.closed(0);
      assert.ok(sent < most * 1_000_000, `${sent} bytes were sent`);
    });
  }
});
