// What a person is told in a real editor when a proxy or a certificate stands in the way.
import { strict as assert } from "node:assert";
import { makeCertificate } from "../../fakes/network/authority.js";
import { type ProxyOptions, RecordingProxy } from "../../fakes/network/proxy.js";
import { startTlsFront } from "../../fakes/network/tlsCloud.js";
import { type Failure, failureOf, read, write } from "./networkAsking.js";
import { type NetworkFixture, openNetworkFixture, openWays } from "./networkFixture.js";
import { describeNetwork, network } from "./networkSurroundings.js";

describeNetwork("what stands in the way", () => {
  let session: NetworkFixture;
  before(async () => {
    session = await openNetworkFixture();
  });
  after(() => session.close());

  /** Asks in both manners, which must fail alike, without the cloud being asked. */
  async function failure(way: "direct" | "editor"): Promise<Failure> {
    const seen = session.cloud.seen.length;
    const http = openWays({ isFound: true });
    const failed = await failureOf(read(http, session.origin));
    assert.deepEqual((await failureOf(write(http, session.origin))).gist, failed.gist);
    assert.deepEqual([http.taken, session.cloud.seen.length], [[way, way], seen]);
    await http.close();
    return failed;
  }

  const proxies: readonly {
    readonly name: string;
    readonly options?: Partial<ProxyOptions>;
    readonly refuses?: 403 | 407;
    readonly status: number;
  }[] = [
    { name: "asks for a password nobody gave (407)", options: { credentials: "other:secret" }, status: 407 },
    { name: "asks for a password in no known manner (407)", refuses: 407, status: 407 },
    { name: "forbids it (403)", refuses: 403, status: 403 },
    { name: "does not find the host (502)", options: { behind: () => undefined }, status: 502 },
  ];
  for (const user of ["", "me:s3cret@"]) {
    for (const { name, options, refuses, status } of proxies) {
      it(`a proxy ${user ? "with a password in the setting " : ""}${name}`, async () => {
        const proxy = await new RecordingProxy({ behind: () => session.cloud.port, ...options }).open();
        proxy.refuses = refuses;
        await session.set({ "http.proxy": `http://${user}127.0.0.1:${proxy.port}` });
        const failed = await failure("editor");
        saysProxy(failed);
        assert.equal(failed.status, status);
        assert.ok(proxy.asked.length >= 2);
        await proxy.close();
      });
    }
  }

  it("a proxy that is down", async () => {
    const proxy = await new RecordingProxy({ behind: () => undefined }).open();
    const { port } = proxy;
    await proxy.close();
    await session.set({ "http.proxy": `http://me:s3cret@127.0.0.1:${port}` });
    saysProxy(await failure("editor"));
  });

  it("a proxy that hangs up", async () => {
    const proxy = await new RecordingProxy({ behind: () => undefined }).open();
    proxy.refuses = "silently";
    await session.set({ "http.proxy": proxy.address });
    const http = openWays({ limits: { headersMs: 200 } });
    // The editor asks it again and again and would not stop (in both versions); we stop to wait.
    const { gist } = await failureOf(read(http, session.origin));
    await proxy.close();
    assert.deepEqual([gist[0], gist[2], http.taken], ["network", true, ["editor"]]);
  });

  it("a proxy whose name cannot be found", async () => {
    await session.set({ "http.proxy": "http://me:s3cret@proxy.test:8080" });
    saysProxy(await failure("editor"));
  });

  it("the certificate of a proxy, made for another name", async () => {
    const front = await startTlsFront(await makeCertificate("proxy.test", network!.authorities.system), session.proxy.port);
    await session.set({ "http.proxy": `https://localhost:${front.port}` });
    saysProxy(await failure("editor"));
    await front.close();
  });

  it("the certificate of the cloud, on either way", async () => {
    const stranger = await startTlsFront(await makeCertificate("cloud.test"), session.cloud.port);
    await session.set({ "http.proxy": session.proxy.address });
    const editor = openWays();
    const direct = openWays({ isFound: true, settings: { route: "direct" } });
    for (const [http, wasSent] of [
      [editor, true],
      [direct, false],
    ] as const) {
      const { gist, explanation } = await failureOf(read(http, `https://cloud.test:${stranger.port}`));
      assert.deepEqual(gist, ["network", "tls", wasSent]);
      assert.match(explanation.sentence, /does not trust the certificate of cloud\.test/);
    }
    await stranger.close();
  });
});

function saysProxy({ gist, explanation }: Failure): void {
  assert.deepEqual(gist, ["network", "proxy", true]);
  assert.match(explanation.sentence, /^The proxy on the way to cloud\.test:\d+ /);
  assert.ok(!JSON.stringify(explanation).includes("s3cret"));
}
