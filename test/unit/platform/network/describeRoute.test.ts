// Which way a request takes is told with its reason, and a proxy by where it listens alone.
import assert from "node:assert/strict";
import { describeRoute } from "../../../../src/platform/network/describeRoute.js";
import type { RouteSettings } from "../../../../src/platform/network/route.js";

const proxy = "http://user:s3cret@proxy.test:8080";

describe("way", () => {
  const rows: readonly (readonly [string, string, RouteSettings, string])[] = [
    ["this very machine", "http://127.0.0.1:80", { route: "editor", proxy }, "direct loopback -"],
    ["nothing set", "https://a.test", { route: "auto" }, "direct noProxy -"],
    ["a setting of our own", "https://a.test", { route: "editor" }, "editor forced -"],
    ["a proxy passed by on purpose", "https://a.test", { route: "direct", proxy }, "direct forced proxy.test:8080"],
    ["the editor's proxy", "https://a.test", { route: "auto", proxy }, "editor proxySetting proxy.test:8080"],
    [
      "a proxy without a scheme, which the editor leaves to the environment",
      "https://a.test",
      { route: "auto", proxy: "proxy.test:8080", environment: { HTTPS_PROXY: proxy } },
      "editor proxyVariable proxy.test:8080",
    ],
    ["a proxy of no form", "https://a.test", { route: "auto", proxy: "http://" }, "direct noProxy -"],
    [
      "a proxy without a port",
      "https://a.test",
      { route: "auto", proxy: "socks5://proxy.test" },
      "editor proxySetting proxy.test:1080",
    ],
    [
      "the environment",
      "https://a.test",
      { route: "auto", environment: { HTTP_PROXY: "http://other.test", https_proxy: "https://proxy.test" } },
      "editor proxyVariable proxy.test:443",
    ],
    ["an exception in the settings", "https://a.test", { route: "auto", proxy, noProxy: ["a.test"] }, "direct excluded -"],
    [
      "an exception in the environment",
      "https://a.test",
      { route: "auto", proxy, environment: { no_proxy: "*" } },
      "direct excluded -",
    ],
    ["proxies switched off", "https://a.test", { route: "auto", proxy, proxySupport: "off" }, "direct supportOff -"],
    ["no proxies, switched off", "https://a.test", { route: "auto", proxySupport: "off" }, "direct noProxy -"],
  ];
  for (const [name, url, settings, expected] of rows)
    it(`is told for ${name}`, () => {
      const { route, cause, proxy: found } = describeRoute(new URL(url), settings, false);
      assert.equal(`${route} ${cause} ${found ? `${found.host}:${found.port}` : "-"}`, expected);
    });

  it("is the editor's once our own sockets led nowhere, unless a setting forbids it", () => {
    const switched = describeRoute(new URL("https://a.test"), { route: "auto" }, true);
    assert.deepEqual([switched.route, switched.isRemembered], ["editor", true]);
    assert.equal(describeRoute(new URL("https://a.test"), { route: "direct" }, true).route, "direct");
  });

  it("never tells who we are to the proxy", () => {
    assert.doesNotMatch(JSON.stringify(describeRoute(new URL("https://a.test"), { route: "auto", proxy }, false)), /user|s3cret/);
  });
});
