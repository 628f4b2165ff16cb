// When a read in a real editor takes the other way, and when nothing may.
import { strict as assert } from "node:assert";
import { watchRouteSettings } from "../../../src/ui/settings.js";
import { failureOf, read, write } from "./networkAsking.js";
import { type NetworkFixture, openNetworkFixture, openWays } from "./networkFixture.js";
import { describeNetwork, network } from "./networkSurroundings.js";

/** As with automatic configuration or the system's own proxies: the editor knows of a proxy, and we are not told. */
const untold = { proxy: "" };

describeNetwork("falling back in the editor", () => {
  let session: NetworkFixture;
  before(async () => {
    session = await openNetworkFixture({ authority: network!.authorities.system });
    await session.set({ "http.proxy": session.proxy.address });
  });
  after(() => session.close());

  it("reads through the editor where our own sockets do not find the name, and remembers it until settings change", async () => {
    const { origin } = session;
    const http = openWays({ settings: untold });
    const watching = watchRouteSettings(() => http.forget());
    assert.equal(await read(http, `${origin}/1`), "GET /1");
    assert.deepEqual(http.taken.splice(0), ["direct", "editor"]);
    assert.deepEqual(http.routeFor(origin), { route: "editor", isProxied: false, remembered: true });
    assert.equal(await read(http, `${origin}/2`), "GET /2");
    assert.equal(await write(http, `${origin}/3`), "POST /3 {}");
    assert.deepEqual(http.taken.splice(0), ["editor", "editor"]);

    await session.set({ "http.noProxy": ["somewhere.test"] });
    assert.equal(http.routeFor(origin).remembered, false);
    assert.equal(await read(http, `${origin}/4`), "GET /4");
    assert.deepEqual(http.taken, ["direct", "editor"]);
    watching.dispose();
    await http.close();
  });

  it("reads through the editor where only the system trusts who vouches for the cloud", async () => {
    const http = openWays({ isFound: true, settings: untold });
    assert.equal(await read(http, `${session.origin}/1`), "GET /1");
    assert.deepEqual(http.taken, ["direct", "editor"]);
    assert.equal(http.routeFor(session.origin).remembered, true);
    await http.close();
  });

  it("never sends a write a second time, though it cannot have been seen", async () => {
    const seen = session.cloud.seen.length;
    const unknown = openWays({ settings: untold });
    assert.deepEqual((await failureOf(write(unknown, session.origin))).gist, ["network", "nameNotFound", false]);
    const untrusted = openWays({ isFound: true, settings: untold });
    assert.deepEqual((await failureOf(write(untrusted, session.origin))).gist, ["network", "tls", false]);
    assert.deepEqual([...unknown.taken, ...untrusted.taken], ["direct", "direct"]);
    assert.equal(session.cloud.seen.length, seen);
  });

  it("takes no other way where one is forced", async () => {
    const http = openWays({ settings: { ...untold, route: "direct" } });
    assert.deepEqual((await failureOf(read(http, session.origin))).gist, ["network", "nameNotFound", false]);
    assert.deepEqual(http.taken, ["direct"]);
  });
});

describeNetwork("no falling back in the editor", () => {
  let session: NetworkFixture;
  before(async () => {
    session = await openNetworkFixture();
    await session.set({ "http.proxy": session.proxy.address });
  });
  after(() => session.close());

  for (const [name, ask] of [
    ["read", read],
    ["write", write],
  ] as const) {
    it(`sends a ${name} once that was lost after its first byte, on either way`, async () => {
      const direct = openWays({ isFound: true, settings: untold });
      const seen = session.cloud.seen.length;
      assert.deepEqual((await failureOf(ask(direct, `${session.origin}/cut`))).gist, ["network", "reset", true]);
      assert.deepEqual([direct.taken, session.cloud.seen.length], [["direct"], seen + 1]);
      const editor = openWays();
      assert.deepEqual((await failureOf(ask(editor, `${session.origin}/cut`))).gist, ["network", "reset", true]);
      assert.deepEqual([editor.taken, session.cloud.seen.length], [["editor"], seen + 2]);
      await direct.close();
    });
  }
});
