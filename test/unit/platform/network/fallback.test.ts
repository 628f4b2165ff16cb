// Which route a request takes, and when a read takes the other one.
import assert from "node:assert/strict";
import type { HttpAnswer, SendOptions } from "../../../../src/core/ports/ports.js";
import type { Transport } from "../../../../src/platform/network/attempt.js";
import { createDirect } from "../../../../src/platform/network/direct.js";
import type { RouteSettings } from "../../../../src/platform/network/route.js";
import { makeCertificate } from "../../../fakes/network/authority.js";
import { cleanUp, failureOf, get, gist, openHttp, post, read, serveTls, textOf, write } from "./loopback.js";

const cloud = "https://cloud.invalid";
const answer: HttpAnswer = { status: 200, headers: {}, body: new TextEncoder().encode("directly") };
const coded = (code: string) => Object.assign(new Error(code), { code });

/** Http between a scripted route of its own and a scripted fetch; `calls` tells which was asked with which nonce. */
function openScripted(
  direct: "answers" | "refused" | "unseen" | "seen",
  settings: Partial<RouteSettings> = {},
  editor?: () => Promise<Response>,
) {
  const calls: string[] = [];
  let nonce = 0;
  const script = { direct };
  const transport: Transport = {
    async send(request, attempt) {
      calls.push(`direct ${request.headers.nonce}`);
      if (script.direct === "answers") return answer;
      attempt.connecting();
      if (script.direct === "seen") attempt.sending();
      throw coded(script.direct === "refused" ? "ECONNREFUSED" : "ECONNRESET");
    },
    close: async () => {},
  };
  const http = openHttp(
    {},
    {
      settings: () => ({ route: "auto", ...settings }),
      loadDirect: async () => transport,
      editorFetch: async (_, init) => {
        calls.push(`editor ${(init.headers as Record<string, string>).nonce}`);
        return editor ? await editor() : new Response("through the editor");
      },
    },
  );
  const ask = (options: SendOptions = read(), origin = cloud) =>
    http.send(() => ({ ...(options.effect === "read" ? get : post)(origin), headers: { nonce: String(++nonce) } }), options);
  return { http, ask, calls, script };
}

describe("routes of http", () => {
  afterEach(cleanUp);

  it("goes directly, prepared once", async () => {
    const { ask, calls } = openScripted("answers");
    assert.equal(textOf(await ask()), "directly");
    assert.deepEqual(calls, ["direct 1"]);
  });

  it("prepares an unseen read again and sends it through the editor, which is remembered for that origin", async () => {
    const { ask, calls, script, http } = openScripted("unseen");
    assert.equal(textOf(await ask()), "through the editor");
    script.direct = "answers";
    await ask();
    await ask(write());
    await ask(read(), "https://other.invalid");
    http.forget();
    await ask();
    assert.deepEqual(calls, ["direct 1", "editor 2", "editor 3", "editor 4", "direct 5", "direct 6"]);
  });

  it("tells the way without going it", async () => {
    const { ask, calls, http } = openScripted("unseen");
    assert.deepEqual(http.routeFor(cloud), { route: "direct", isProxied: false, remembered: false });
    await ask();
    assert.deepEqual(http.routeFor(`${cloud}/v1/x?y`), {
      route: "editor",

      isProxied: false,
      remembered: true,
    });
    assert.equal(http.routeFor("https://other.invalid").remembered, false);
    assert.equal(calls.length, 2);
    http.forget();
    assert.equal(http.routeFor(cloud).route, "direct");
    assert.throws(() => http.routeFor("http://cloud.invalid"), { kind: "bug" });
  });

  it("does not remember what was found by settings that have changed meanwhile", async () => {
    const { ask, http } = openScripted("unseen", {}, async () => {
      http.forget();
      return new Response("through the editor");
    });
    await ask();
    assert.equal(http.routeFor(cloud).remembered, false);
  });

  it("does not blame a proxy that our own sockets never meet", async () => {
    const { ask, http } = openScripted("refused", { route: "direct", proxy: "http://proxy.invalid:8080" });
    assert.deepEqual(gist(await failureOf(ask())), ["network", "connectionRefused", false]);
    const now = { route: "direct", isProxied: true, proxy: "http://proxy.invalid:8080", remembered: false };
    assert.deepEqual(http.routeFor(cloud), now);
  });

  it("does not remember a route that failed as well", async () => {
    const { ask, calls } = openScripted("unseen", {}, () =>
      Promise.reject(new TypeError("fetch failed", { cause: coded("ENOTFOUND") })),
    );
    assert.deepEqual(gist(await failureOf(ask())), ["network", "nameNotFound", true]);
    await failureOf(ask());
    assert.deepEqual(calls, ["direct 1", "editor 2", "direct 3", "editor 4"]);
  });

  it("tells the first failure where the second says nothing", async () => {
    const { ask } = openScripted("unseen", {}, () => Promise.reject(new TypeError("fetch failed")));
    assert.deepEqual(gist(await failureOf(ask())), ["network", "reset", false]);
  });

  it("does not send again what may have been seen", async () => {
    const { ask, calls } = openScripted("seen");
    assert.deepEqual(gist(await failureOf(ask())), ["network", "reset", true]);
    assert.deepEqual(calls, ["direct 1"]);
  });

  it("never sends a write twice, seen or not", async () => {
    const { ask, calls } = openScripted("unseen");
    assert.deepEqual(gist(await failureOf(ask(write()))), ["network", "reset", false]);
    assert.deepEqual(calls, ["direct 1"]);
  });

  it("sends a file through the editor where no server can have seen it, and never what may have been seen", async () => {
    const send = ({ http }: ReturnType<typeof openScripted>, nonce: string) =>
      http.send(() => ({ method: "PUT", url: cloud, headers: { nonce }, file: { path: __filename, size: 1 } }), write());
    const unseen = openScripted("unseen");
    assert.equal(textOf(await send(unseen, "a")), "through the editor");
    assert.deepEqual(unseen.calls, ["direct a", "editor a"]);
    const seen = openScripted("seen");
    assert.deepEqual(gist(await failureOf(send(seen, "b"))), ["network", "reset", true]);
    assert.deepEqual(seen.calls, ["direct b"]);
  });

  it("does not send again what was stopped meanwhile", async () => {
    const stop = new AbortController();
    const { http, calls } = openScripted("unseen");
    const prepare = () => {
      queueMicrotask(() => stop.abort());
      return get(cloud);
    };
    await failureOf(http.send(prepare, read(stop.signal)));
    assert.ok(!calls.some((call) => call.startsWith("editor")));
  });

  it("obeys a forced route", async () => {
    const direct = openScripted("unseen", { route: "direct" });
    await failureOf(direct.ask());
    assert.deepEqual(direct.calls, ["direct 1"]);
    const editor = openScripted("answers", { route: "editor" });
    await editor.ask();
    assert.deepEqual(editor.calls, ["editor 1"]);
  });

  it("goes through the editor where a proxy applies, and directly to this machine", async () => {
    const { ask, calls } = openScripted("answers", { proxy: "http://proxy.invalid:8080" });
    await ask();
    await ask(read(), "http://127.0.0.1:9");
    assert.deepEqual(calls, ["editor 1", "direct 2"]);
  });

  it("says it is our own fault when our own sockets cannot be loaded, and tries again next time", async () => {
    let loads = 0;
    const loadDirect = () => (loads++ === 0 ? Promise.reject(new Error("missing")) : Promise.resolve(createDirect()));
    const http = openHttp({}, { loadDirect });
    assert.deepEqual(gist(await failureOf(http.send(() => get(cloud), read()))), ["bug", undefined, false]);
    assert.equal((await failureOf(http.send(() => get("http://127.0.0.1:1"), read()))).reason, "connectionRefused");
  });

  it("hands on what prepare throws", async () => {
    const broken = () => {
      throw new Error("no key");
    };
    assert.equal((await failureOf(openHttp().send(broken, read()))).kind, "bug");
  });

  it("meets a real server that resets the handshake, and then one that resets after the request", async () => {
    const { key, cert } = await makeCertificate("cloud.invalid");
    const server = await serveTls({ key, cert }, (socket) => socket.once("data", () => socket.destroy()));
    let asked = 0;
    const open = (ca: string[]) =>
      openHttp(
        {},
        {
          loadDirect: async () =>
            createDirect({ ca, lookup: (_, __, found) => found(null, [{ address: "127.0.0.1", family: 4 }]) }),
          editorFetch: async () => {
            asked++;
            return new Response("through the editor");
          },
        },
      );
    const origin = `${cloud}:${server.port}`;
    // The certificate is not trusted: unseen.
    assert.equal(textOf(await open([]).send(() => get(origin), read())), "through the editor");
    assert.equal(asked, 1);
    // It is trusted, the request goes out, the connection ends: seen.
    assert.deepEqual(gist(await failureOf(open([cert]).send(() => get(origin), read()))), ["network", "reset", true]);
    assert.equal(asked, 1);
  });
});
