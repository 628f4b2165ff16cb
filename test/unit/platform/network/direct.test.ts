// The direct route against real servers: what goes out, what comes back, and which connection it takes.
import assert from "node:assert/strict";
import type http from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { createDirect } from "../../../../src/platform/network/direct.js";
import { makeCertificate } from "../../../fakes/network/authority.js";
import {
  cleanUp,
  failureOf,
  get,
  gist,
  openHttp,
  post,
  read,
  secretQuery,
  serve,
  serveRaw,
  serveTls,
  textOf,
  write,
} from "./loopback.js";

describe("direct route", () => {
  afterEach(cleanUp);

  it("sends address, headers and bytes exactly as prepared, and adds only what the transport must", async () => {
    const seen: unknown[] = [];
    const server = await serve((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece) => pieces.push(piece));
      request.on("end", () => {
        seen.push(request.method, request.url, request.headers, Buffer.concat(pieces).toString("hex"));
        response.writeHead(201, { "X-Request-Id": "r-1", "set-cookie": ["a", "b"] }).end("done");
      });
    });
    const body = new Uint8Array([0, 255, 0x7b]);
    const answer = await openHttp().send(
      () => ({
        method: "POST",
        url: `${server.origin}/a%2Fb?x=%7E&y=a%20b`,
        headers: { "X-Sdk-Date": "20230914T101112Z", Accept: "text/plain", "User-Agent": "mine" },
        body,
      }),
      write(),
    );
    const [method, url, headers, bytes] = seen;
    assert.deepEqual([method, url, bytes], ["POST", "/a%2Fb?x=%7E&y=a%20b", "00ff7b"]);
    assert.deepEqual(headers, {
      host: `127.0.0.1:${server.port}`,
      connection: "close",
      "accept-encoding": "gzip, deflate, br",
      "user-agent": "mine",
      accept: "text/plain",
      "x-sdk-date": "20230914T101112Z",
      "content-length": "3",
    });
    assert.deepEqual([answer.status, textOf(answer)], [201, "done"]);
    assert.equal(answer.headers["x-request-id"], "r-1");
    assert.equal(answer.headers["set-cookie"], "a, b");
  });

  it("sends no body, length or type where there is none, nor with an empty view into a larger buffer", async () => {
    const seen: http.IncomingHttpHeaders[] = [];
    const server = await serve((request, response) => {
      seen.push(request.headers);
      response.end();
    });
    await openHttp().send(() => get(server.origin), read());
    await openHttp().send(() => ({ ...post(server.origin), body: new Uint8Array(new ArrayBuffer(8), 4, 0) }), write());
    assert.deepEqual(
      seen.map((headers) => [headers["content-length"], headers["transfer-encoding"], headers["content-type"]]),
      [
        [undefined, undefined, undefined],
        ["0", undefined, undefined],
      ],
    );
  });

  for (const length of [3_000, 15_500, 17_000, 31_000, 60_000]) {
    it(`receives a header of ${length} characters, as long as tokens can be`, async () => {
      const server = await serve((_, response) => response.writeHead(201, { "X-Subject-Token": "t".repeat(length) }).end("{}"));
      const answer = await openHttp().send(() => get(server.origin), read());
      assert.equal(answer.headers["x-subject-token"]?.length, length);
    });
  }

  it("hands back errors of the server as answers", async () => {
    const server = await serve((_, response) => response.writeHead(503).end("busy"));
    assert.equal((await openHttp().send(() => get(server.origin), read())).status, 503);
  });

  const words = "语音".repeat(1_000);
  const packed: Record<string, Buffer> = {
    gzip: gzipSync(words),
    br: brotliCompressSync(words),
    deflate: deflateSync(words),
    "deflate ": deflateRawSync(words),
    "deflate, gzip": gzipSync(deflateSync(words)),
    identity: Buffer.from(words),
  };
  for (const [encoding, body] of Object.entries(packed)) {
    it(`unpacks ${encoding}`, async () => {
      const server = await serve((_, response) => response.writeHead(200, { "content-encoding": encoding.trim() }).end(body));
      const answer = await openHttp().send(() => get(server.origin), read());
      assert.equal(textOf(answer), words);
      assert.equal(answer.headers["content-encoding"], undefined);
    });
  }

  it("takes an empty body for empty, whatever its encoding", async () => {
    const server = await serve((_, response) => response.writeHead(204, { "content-encoding": "gzip" }).end());
    assert.equal((await openHttp().send(() => get(server.origin), read())).body.byteLength, 0);
  });

  it("speaks TLS and trusts whom it is told to trust", async () => {
    const { key, cert } = await makeCertificate("cloud.invalid");
    const server = await serveTls({ key, cert }, (socket) => {
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
    });
    const http = openHttp({}, { loadDirect: async () => createDirect({ ca: cert }) });
    assert.equal(textOf(await http.send(() => get(server.origin), read())), "ok");
  });

  it("reads again over the same connection, side by side over several", async () => {
    const server = await serve((_, response) => response.end("x"));
    const http = openHttp();
    await http.send(() => get(server.origin), read());
    await http.send(() => get(server.origin), read());
    assert.equal(server.sockets.length, 1);
    await Promise.all([1, 2, 3].map(() => http.send(() => get(server.origin), read())));
    assert.equal(server.sockets.length, 3);
  });

  it("opens a new connection when the server has closed the kept one", async () => {
    const server = await serve((_, response) => response.end("x"));
    const http = openHttp();
    await http.send(() => get(server.origin), read());
    server.sockets[0]!.destroy();
    await server.closed(0);
    assert.equal((await http.send(() => get(server.origin), read())).status, 200);
    assert.equal(server.sockets.length, 2);
  });

  it("writes over a connection of its own, closed afterwards, so that no dead kept one swallows it", async () => {
    let requests = 0;
    // After its first answer a connection looks alive and is dead: what comes next is answered by a reset.
    const server = await serveRaw((socket) =>
      socket.once("data", () => {
        requests++;
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        socket.on("data", () => socket.resetAndDestroy());
      }),
    );
    const http = openHttp();
    await http.send(() => get(server.origin), read());
    await http.send(() => post(server.origin), write());
    await http.send(() => post(server.origin), write());
    assert.deepEqual([requests, server.sockets.length], [3, 3]);
    await server.closed(1);
    await server.closed(2);
    // The read does meet the dead connection, and says that it may have been seen.
    assert.deepEqual(gist(await failureOf(http.send(() => get(server.origin), read()))), ["network", "reset", true]);
  });

  it("never follows a redirect, and names only the host it leads to", async () => {
    let requests = 0;
    const server = await serve((_, response) => {
      requests++;
      response.writeHead(307, { location: `https://elsewhere.example/login?x=${secretQuery}` }).end("moved");
    });
    const error = await failureOf(openHttp().send(() => get(server.origin), read()));
    assert.deepEqual([...gist(error), error.status], ["protocol", "redirect", true, 307]);
    assert.match(error.message, /elsewhere\.example/);
    assert.equal(requests, 1);
  });
});
