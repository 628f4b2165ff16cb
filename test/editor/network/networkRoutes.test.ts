// Which way a request takes in a real editor, by the settings of the person.
import { strict as assert } from "node:assert";
import { makeCertificate } from "../../fakes/network/authority.js";
import { RecordingProxy } from "../../fakes/network/proxy.js";
import { startTlsFront } from "../../fakes/network/tlsCloud.js";
import { failureOf, read, write } from "./networkAsking.js";
import { type NetworkFixture, openNetworkFixture, openWays, type Way } from "./networkFixture.js";
import { describeNetwork, network } from "./networkSurroundings.js";

const credentials = "me:p%40ss";

describeNetwork("routes by the person's settings", () => {
  let session: NetworkFixture;
  let choosy: RecordingProxy;
  before(async () => {
    session = await openNetworkFixture();
    choosy = await new RecordingProxy({ credentials: "me:p@ss", behind: () => session.cloud.port }).open();
  });
  after(async () => {
    await choosy.close();
    await session.close();
  });
  afterEach(() => session.reset());

  interface Case {
    readonly name: string;
    /** The proxy gets its address when it is there. */
    readonly settings: Readonly<Record<string, unknown>>;
    readonly way: Way;
    readonly isProxied: boolean;
  }
  const proxy = { "http.proxy": "" };
  const cases: readonly Case[] = [
    { name: "no setting", settings: {}, way: "direct", isProxied: false },
    { name: "a proxy", settings: proxy, way: "editor", isProxied: true },
    {
      name: "a proxy, but not for this host",
      settings: { ...proxy, "http.noProxy": ["cloud.test"] },
      way: "direct",

      isProxied: false,
    },
    {
      name: "a proxy, but not for another host",
      settings: { ...proxy, "http.noProxy": ["other.test", "cloud.test:1"] },
      way: "editor",

      isProxied: true,
    },
    {
      name: "a proxy, but not for extensions",
      settings: { ...proxy, "http.proxySupport": "off" },
      way: "direct",

      isProxied: false,
    },
    {
      name: "a proxy, but not for fetch",
      settings: { ...proxy, "http.fetchAdditionalSupport": false },
      way: "direct",

      isProxied: false,
    },
    {
      name: "a proxy, and our own sockets forced",
      settings: { ...proxy, "voiceJobs.network.route": "direct" },
      way: "direct",

      isProxied: true,
    },
    {
      name: "a proxy, and the editor's fetch forced",
      settings: { ...proxy, "voiceJobs.network.route": "editor" },
      way: "editor",

      isProxied: true,
    },
  ];
  for (const { name, settings, way, isProxied } of cases) {
    it(`${name}: ${way}`, async () => {
      const { cloud, origin } = session;
      // One of its own for each, since the editor keeps tunnels that stand.
      const proxy = await new RecordingProxy({ behind: () => cloud.port }).open();
      await session.set({ ...settings, ...("http.proxy" in settings && { "http.proxy": proxy.address }) });
      const http = openWays({ isFound: true });
      const now = http.routeFor(origin);
      assert.deepEqual([now.route, now.isProxied, now.remembered], [way, isProxied, false]);
      assert.equal(now.proxy, isProxied ? proxy.address : undefined);
      assert.deepEqual([http.taken, proxy.asked], [[], []], "to ask for the way sends nothing");
      assert.equal(await read(http, `${origin}/jobs?x=%7E`), "GET /jobs?x=%7E");
      assert.equal(await write(http, `${origin}/jobs`), "POST /jobs {}");
      assert.deepEqual(cloud.seen.slice(-2), ["GET /jobs?x=%7E", "POST /jobs {}"]);
      assert.deepEqual(http.taken, [way, way]);
      assert.deepEqual([...new Set(proxy.tunnels)], way === "editor" ? [`cloud.test:${cloud.port}`] : []);
      await http.close();
      await proxy.close();
    });
  }

  for (const [name, settings] of Object.entries({
    "there is no proxy": {},
    "it does not apply to this host": { ...proxy, "http.noProxy": [".test"] },
    "it does not apply to extensions": { ...proxy, "http.proxySupport": "off" },
    "it does not apply to fetch": { ...proxy, "http.fetchAdditionalSupport": false },
  })) {
    it(`the editor's fetch forced where ${name}: editor, and the name cannot be found`, async () => {
      const asked = session.proxy.asked.length;
      const address = "http.proxy" in settings && { "http.proxy": session.proxy.address };
      await session.set({ ...settings, ...address, "voiceJobs.network.route": "editor" });
      const http = openWays({ isFound: true });
      assert.deepEqual(http.routeFor(session.origin), { route: "editor", isProxied: false, remembered: false });
      assert.deepEqual((await failureOf(read(http, session.origin))).gist, ["network", "nameNotFound", true]);
      assert.deepEqual([http.taken, session.proxy.asked.length], [["editor"], asked]);
    });
  }

  it("a proxy that asks for a password, which the setting names", async () => {
    const address = `http://${credentials}@127.0.0.1:${choosy.port}`;
    await session.set({ "http.proxy": address });
    const http = openWays();
    assert.equal(http.routeFor(session.origin).proxy, choosy.address);
    assert.equal(await read(http, `${session.origin}/x`), "GET /x");
    assert.equal(await write(http, `${session.origin}/x`), "POST /x {}");
    assert.deepEqual(http.taken, ["editor", "editor"]);
    assert.ok(choosy.tunnels.length > 0);
  });

  it("a proxy that speaks TLS itself", async () => {
    const front = await startTlsFront(await makeCertificate("proxy.test", network!.authorities.system), session.proxy.port);
    await session.set({ "http.proxy": `https://127.0.0.1:${front.port}` });
    const http = openWays();
    assert.equal(await read(http, `${session.origin}/x`), "GET /x");
    assert.deepEqual([http.taken, session.proxy.tunnels.length], [["editor"], 1]);
    await front.close();
  });

  it("this machine is met directly, whatever is set", async () => {
    await session.set({ "http.proxy": session.proxy.address, "voiceJobs.network.route": "editor" });
    const http = openWays();
    const asked = session.proxy.asked.length;
    const here = `https://127.0.0.1:${session.cloud.port}`;
    assert.equal(http.routeFor(here).route, "direct");
    assert.equal(await read(http, `${here}/x`), "GET /x");
    assert.deepEqual([http.taken, session.proxy.asked.length], [["direct"], asked]);
    await http.close();
  });
});
