// Stopping: what no caller waits for any more is ended down to the socket.
import assert from "node:assert/strict";
import { cleanUp, failureOf, get, gist, openHttp, post, read, serve, serveRaw, textOf, write } from "./loopback.js";

describe("stopping a request", () => {
  afterEach(cleanUp);

  it("sends and prepares nothing when it is stopped before", async () => {
    let prepared = 0;
    const prepare = () => {
      prepared++;
      return get("http://127.0.0.1:9");
    };
    const error = await failureOf(openHttp().send(prepare, read(AbortSignal.abort())));
    assert.deepEqual([...gist(error), prepared], ["cancelled", undefined, false, 0]);
  });

  it("closes the socket while it is still connecting", async () => {
    const stop = new AbortController();
    const server = await serveRaw((socket) => {
      socket.resume();
      stop.abort();
    }, "https");
    const error = await failureOf(openHttp().send(() => get(server.origin), read(stop.signal)));
    assert.deepEqual(gist(error), ["cancelled", undefined, false]);
    await server.closed(0);
  });

  for (const effect of ["read", "write"] as const) {
    it(`closes the socket of a ${effect} that waits for its answer`, async () => {
      const stop = new AbortController();
      const server = await serve(() => stop.abort());
      const options = { effect, signal: stop.signal };
      const error = await failureOf(openHttp().send(() => (effect === "read" ? get : post)(server.origin), options));
      assert.deepEqual(gist(error), ["cancelled", undefined, true]);
      await server.closed(0);
    });
  }

  it("closes the socket in the middle of a body", async () => {
    const stop = new AbortController();
    const server = await serve((_, response) => {
      response.write("{");
      setTimeout(() => stop.abort(), 20);
    });
    assert.deepEqual(gist(await failureOf(openHttp().send(() => get(server.origin), read(stop.signal)))), [
      "cancelled",
      undefined,
      true,
    ]);
    await server.closed(0);
  });

  it("leaves the neighbours alone", async () => {
    const stop = new AbortController();
    const server = await serve((request, response) => {
      if (request.url === "/first") setTimeout(() => response.end("late"), 60);
      else stop.abort();
    });
    const http = openHttp();
    const first = http.send(() => ({ ...get(server.origin), url: `${server.origin}/first` }), read());
    await failureOf(http.send(() => get(server.origin), read(stop.signal)));
    assert.equal(textOf(await first), "late");
  });

  it("makes no difference after the answer", async () => {
    const stop = new AbortController();
    const server = await serve((_, response) => response.end("x"));
    const http = openHttp();
    await http.send(() => get(server.origin), read(stop.signal));
    stop.abort();
    await http.send(() => get(server.origin), read());
    assert.equal(server.sockets.length, 1);
  });

  it("closing ends what is under way, closes kept connections, and sends nothing more", async () => {
    const server = await serve((request, response) => void (request.method === "GET" && response.end("x")));
    const http = openHttp();
    await http.send(() => get(server.origin), read());
    const waiting = failureOf(http.send(() => post(server.origin), write()));
    while (server.sockets.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    await http.close();
    assert.equal((await waiting).kind, "cancelled");
    await server.closed(0);
    await server.closed(1);
    assert.equal((await failureOf(http.send(() => get(server.origin), read()))).kind, "cancelled");
    assert.equal(server.sockets.length, 2);
  });
});
