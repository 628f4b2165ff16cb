// The probes against real sockets: what they find, how long they wait, and that they leave nothing open.
import assert from "node:assert/strict";
import type { Probes } from "../../../../src/core/ports/networkProbe.js";
import { createProbes } from "../../../../src/platform/network/probes.js";
import { makeCertificate } from "../../../fakes/network/authority.js";
import * as loopback from "./loopback.js";

const never = new AbortController().signal;
const open = (limitMs?: number, ca?: string): Probes =>
  createProbes({
    settings: () => ({ route: "auto" }),
    isRemembered: async () => false,
    ...(limitMs && { limitMs }),
    ...(ca && { ca }),
  });

describe("probes", () => {
  afterEach(loopback.cleanUp);

  it("look up names, and take addresses as they are", async () => {
    assert.deepEqual(await open().lookup("127.0.0.1", never), ["127.0.0.1"]);
    assert.deepEqual(await open().lookup("[::1]", never), ["::1"]);
    assert.ok((await open().lookup("localhost", never)).length > 0);
    assert.deepEqual(loopback.gist(await loopback.failureOf(open().lookup("voice.cloud.invalid", never))).slice(0, 2), [
      "network",
      "nameNotFound",
    ]);
  });

  it("connect and let go", async () => {
    const server = await loopback.serveRaw(() => {});
    assert.equal(await open().connect("127.0.0.1", server.port, never), "127.0.0.1");
    await server.closed(0);
    const refused = await loopback.failureOf(open().connect("127.0.0.1", await loopback.closedPort(), never));
    assert.deepEqual(loopback.gist(refused), ["network", "connectionRefused", false]);
  });

  it("read an untrusted certificate, without sending a byte", async () => {
    const made = await makeCertificate("voice.cloud.test");
    let heard = 0;
    const server = await loopback.serveTls(made, (socket) => socket.on("data", ({ length }) => (heard += length)));
    const shaken = await open().handshake("127.0.0.1", server.port, never);
    assert.equal(shaken.distrust, "unknownAuthority");
    assert.match(shaken.protocol, /^TLSv1\.[23]$/);
    assert.ok((shaken.validUntil ?? 0) > Date.now());
    await server.closed(0);
    assert.equal(heard, 0);
    assert.equal((await open(undefined, made.cert).handshake("127.0.0.1", server.port, never)).distrust, undefined);
  });

  it("tell a certificate for other names from an unknown one", async () => {
    const made = await makeCertificate("voice.cloud.test");
    const server = await loopback.serveTls(made, () => {});
    assert.equal((await open(undefined, made.cert).handshake("localhost", server.port, never)).distrust, "otherHost");
  });

  it("tell a server that does not speak TLS, and one that hangs up", async () => {
    const plain = await loopback.serveText("HTTP/1.1 400 Bad Request\r\n\r\n");
    assert.equal((await loopback.failureOf(open().handshake("127.0.0.1", plain.port, never))).reason, "tls");
    const rude = await loopback.serveRaw((socket) => socket.destroy());
    assert.equal((await loopback.failureOf(open().handshake("127.0.0.1", rude.port, never))).reason, "reset");
  });

  it("wait no longer than they may, and stop when told to", async () => {
    const silent = await loopback.serveRaw((socket) => socket.resume());
    assert.equal((await loopback.failureOf(open(50).handshake("127.0.0.1", silent.port, never))).reason, "timeout");
    await silent.closed(0);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    assert.equal((await loopback.failureOf(open().handshake("127.0.0.1", silent.port, abort.signal))).kind, "cancelled");
    await silent.closed(1);
    assert.equal((await loopback.failureOf(open().connect("127.0.0.1", silent.port, abort.signal))).kind, "cancelled");
  });
});
