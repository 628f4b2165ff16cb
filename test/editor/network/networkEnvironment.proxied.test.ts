// Where the environment names a proxy, and an untrusted folder wants to lead past it.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { makeCertificate } from "../../fakes/network/authority.js";
import { startTlsFront } from "../../fakes/network/tlsCloud.js";
import { openDemoSession } from "../demoSession.js";
import { failureOf, read, write } from "./networkAsking.js";
import { type NetworkFixture, openNetworkFixture, openWays } from "./networkFixture.js";
import { describeNetwork, network } from "./networkSurroundings.js";

describeNetwork("routes by the environment", () => {
  let session: NetworkFixture;
  let proxy: string;
  before(async () => {
    proxy = process.env.HTTPS_PROXY!;
    session = await openNetworkFixture({ proxyPort: network!.proxyPort! });
    assert.equal(session.proxy.address, proxy);
  });
  afterEach(() => session.reset());
  after(() => session.close());

  it("are not decided by a folder in Restricted Mode", () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const configuration = vscode.workspace.getConfiguration();
    assert.equal(configuration.get("files.eol"), "\r\n", "its settings are read");
    for (const name of ["http.noProxy", "http.proxySupport", "voiceJobs.network.route"]) {
      const found = configuration.inspect(name);
      assert.deepEqual([found?.workspaceValue, found?.workspaceFolderValue], [undefined, undefined], name);
      assert.deepEqual(configuration.get(name), found?.defaultValue, name);
    }
  });

  it("HTTPS_PROXY: editor", async () => {
    const http = openWays({ isFound: true });
    const now = http.routeFor(session.origin);
    assert.deepEqual(now, { route: "editor", isProxied: true, proxy, remembered: false });
    assert.equal(await read(http, `${session.origin}/x`), "GET /x");
    assert.equal(await write(http, `${session.origin}/x`), "POST /x {}");
    assert.deepEqual(http.taken, ["editor", "editor"]);
    assert.ok(session.proxy.tunnels.length > 0);
  });

  it("NO_PROXY: direct for its hosts and ports only", async () => {
    const { port } = session.cloud;
    const http = openWays({ isFound: true });
    const ways = ["example.test", "a.example.test:8443", "outside.test", "outside.test:8443", "notexample.test"].map(
      (host) => http.routeFor(`https://${host}`).route,
    );
    assert.deepEqual(ways, ["direct", "direct", "direct", "editor", "editor"]);
    const tunnels = session.proxy.tunnels.length;
    const error = await failureOf(read(http, `https://example.test:${port}/x`));
    // Our own sockets found it, under a name that its certificate does not have; the editor did not, for it asks no proxy either.
    assert.equal(error.gist[0], "network");
    assert.deepEqual([http.taken, session.proxy.tunnels.length], [["direct", "editor"], tunnels]);
    await http.close();
  });

  it("a proxy in the settings goes before the environment's", async () => {
    await session.set({ "http.proxy": "http://127.0.0.1:9" });
    const http = openWays({ isFound: true });
    assert.equal(http.routeFor(session.origin).proxy, "http://127.0.0.1:9");
    assert.deepEqual((await failureOf(read(http, session.origin))).gist, ["network", "proxy", true]);
    // What the settings say badly, the editor leaves to the environment.
    await session.set({ "http.proxy": "nonsense" });
    assert.equal(http.routeFor(session.origin).proxy, proxy);
    assert.equal(await read(http, `${session.origin}/x`), "GET /x");
  });

  it("exceptions in the settings take the place of the environment's", async () => {
    await session.set({ "http.noProxy": ["cloud.test"] });
    const http = openWays({ isFound: true });
    assert.equal(http.routeFor("https://example.test").route, "editor");
    assert.equal(await read(http, `${session.origin}/x`), "GET /x");
    assert.deepEqual(http.taken, ["direct"]);
    await http.close();
  });

  it("proxySupport off: direct", async () => {
    await session.set({ "http.proxySupport": "off" });
    const tunnels = session.proxy.tunnels.length;
    const http = openWays({ isFound: true });
    assert.equal(await read(http, `${session.origin}/x`), "GET /x");
    assert.deepEqual([http.taken, session.proxy.tunnels.length], [["direct"], tunnels]);
    await http.close();
  });

  it("leads the extension to a cloud, from its public API", async () => {
    const { api, demo, end } = await openDemoSession({ names: ["studio.test"] });
    const keys = await makeCertificate("studio.test", network!.authorities.everywhere);
    const front = await startTlsFront(keys, Number(new URL(demo.origin).port));
    const { region, projectId, accessKeyId, secretAccessKey } = demo.huawei;
    const { id } = await api.addConnection({
      cloud: "huawei",
      name: "Behind",
      region,
      projectId,
      endpoint: `https://studio.test:${front.port}`,
      credentials: { kind: "aksk", accessKeyId, secretAccessKey },
    });
    assert.equal((await api.listJobs(id, { limit: 5 })).jobs.length, 5);
    assert.ok(session.proxy.tunnels.includes(`studio.test:${front.port}`));
    await end();
    await front.close();
  });
});
