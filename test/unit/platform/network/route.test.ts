// The choice of a route, by settings and environment.
import assert from "node:assert/strict";
import { chooseRoute, type RouteSettings } from "../../../../src/platform/network/route.js";

const huawei = "https://metastudio.cn-north-4.myhuaweicloud.com/v1/x";
const choose = (address: string, settings: Partial<RouteSettings>) =>
  chooseRoute(new URL(address), { route: "auto", ...settings }).route;
const withEnvironment = (environment: Record<string, string>) => choose(huawei, { environment });

describe("route", () => {
  it("goes directly where no proxy is known, and may fall back", () => {
    const choice = chooseRoute(new URL(huawei), { route: "auto" });
    assert.deepEqual(choice, { route: "direct", isProxied: false, mayFallBack: true });
  });

  it("takes the editor's fetch where the editor or the environment names a proxy", () => {
    assert.equal(choose(huawei, { proxy: "http://proxy:8080" }), "editor");
    for (const name of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"]) {
      assert.equal(withEnvironment({ [name]: "http://proxy:8080" }), "editor", name);
    }
    assert.equal(withEnvironment({ HTTPS_PROXY: "", https_proxy: "" }), "direct");
    assert.equal(choose(huawei, { proxy: "  " }), "direct");
  });

  it("takes for a proxy what the editor takes for one", () => {
    for (const scheme of ["http", "https", "socks", "socks5", "socks5h", "socks4", "socks4a", "HTTP"]) {
      assert.equal(choose(huawei, { proxy: `${scheme}://proxy:8080` }), "editor", scheme);
    }
    for (const proxy of ["proxy:8080", "ftp://proxy:8080", "http://"]) assert.equal(choose(huawei, { proxy }), "direct", proxy);
    // What the setting says badly is not said; the environment's is read once, in the editor's order, and not searched on.
    assert.equal(choose(huawei, { proxy: "proxy:8080", environment: { HTTPS_PROXY: "http://other:1" } }), "editor");
    assert.equal(withEnvironment({ https_proxy: "proxy:8080", HTTPS_PROXY: "http://other:1" }), "direct");
    assert.equal(withEnvironment({ ALL_PROXY: "http://proxy:8080", all_proxy: "http://proxy:8080" }), "direct");
  });

  it("looks at the environment's exceptions only where the setting has none", () => {
    const environment = { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "myhuaweicloud.com" };
    assert.equal(choose(huawei, { environment, noProxy: [] }), "direct");
    assert.equal(choose(huawei, { environment, noProxy: ["other.example"] }), "editor");
  });

  const named: readonly [setting: string, proxy: string][] = [
    ["http://proxy:8080", "http://proxy:8080"],
    ["HTTPS://Proxy.example/", "https://Proxy.example"],
    ["http://me:s3cret@proxy:8080/?x", "http://proxy:8080"],
    ["http://me:s3c@/?#ret@proxy:8080", "http://proxy:8080"],
    ["socks5://me@[fd00::1]:1080", "socks5://[fd00::1]:1080"],
  ];
  for (const [proxy, shown] of named) {
    it(`names the proxy ${shown} without its user and password`, () => {
      const choice = chooseRoute(new URL(huawei), { route: "auto", proxy });
      assert.deepEqual(choice, { route: "editor", isProxied: true, proxy: shown, mayFallBack: false });
    });
  }

  it("knows that the editor can be told to leave extensions without proxies", () => {
    assert.equal(choose(huawei, { proxy: "http://proxy:8080", proxySupport: "off" }), "direct");
    assert.equal(choose(huawei, { proxy: "http://proxy:8080", proxySupport: "override" }), "editor");
  });

  const excluded: readonly [entry: string, address: string, isExcluded: boolean][] = [
    ["*", huawei, true],
    ["myhuaweicloud.com", huawei, true],
    [".myhuaweicloud.com", huawei, true],
    ["*.myhuaweicloud.com", huawei, true],
    ["huaweicloud.com", huawei, false],
    ["MyHuaweiCloud.COM", huawei, true],
    ["myhuaweicloud.com:443", huawei, true],
    ["myhuaweicloud.com:8443", huawei, false],
    ["a.example, b.example myhuaweicloud.com", huawei, true],
    ["", huawei, false],
    [",", huawei, false],
    ["10.0.0.5", "https://10.0.0.5/", true],
    ["10.0.0.5:8443", "https://10.0.0.5:8443/", true],
    ["fd00::1", "https://[fd00::1]/", true],
    ["[fd00::1]:443", "https://[fd00::1]/", true],
  ];
  for (const [entry, address, isExcluded] of excluded) {
    it(`NO_PROXY "${entry}" ${isExcluded ? "covers" : "does not cover"} ${new URL(address).host}`, () => {
      const route = isExcluded ? "direct" : "editor";
      assert.equal(choose(address, { environment: { HTTPS_PROXY: "http://proxy", NO_PROXY: entry } }), route);
      assert.equal(choose(address, { environment: { HTTPS_PROXY: "http://proxy", no_proxy: entry } }), route);
      assert.equal(choose(address, { proxy: "http://proxy", noProxy: entry.split(/[\s,]+/) }), route);
    });
  }

  it("obeys a forced route and does not fall back from it", () => {
    const proxy = "http://proxy:8080";
    const direct = chooseRoute(new URL(huawei), { route: "direct", proxy });
    assert.deepEqual(direct, { route: "direct", isProxied: true, proxy, mayFallBack: false });
    const editor = chooseRoute(new URL(huawei), { route: "editor" });
    assert.deepEqual(editor, { route: "editor", isProxied: false, mayFallBack: false });
  });

  it("always meets this machine directly", () => {
    for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) {
      assert.deepEqual(chooseRoute(new URL(`http://${host}:9`), { route: "editor", proxy: "http://proxy" }), {
        route: "direct",

        isProxied: false,
        mayFallBack: false,
      });
    }
  });
});
