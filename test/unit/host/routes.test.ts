// Which editor a run uses, by what the machine has.
import { strict as assert } from "node:assert";
import { browserCommand, desktopArguments, desktopObstacle, findOnPath, type Machine, startRoute } from "../../host/routes";

const bare: Machine = { platform: "linux", env: {}, downloads: false, code: undefined };
const screen = { DISPLAY: ":0" };

describe("start route", () => {
  const cases: [string, Partial<Machine>, string][] = [
    ["prints the address without a screen, whatever else there is", { code: "/usr/bin/code", downloads: true }, "address"],
    ["takes the installed editor first", { env: screen, code: "/usr/bin/code", downloads: true }, "code"],
    ["downloads the desktop editor next", { env: screen, downloads: true }, "desktop"],
    ["falls back to the npm-carried editor in a browser", { env: screen }, "browser"],
    ["knows a Wayland screen", { env: { WAYLAND_DISPLAY: "wayland-0" } }, "browser"],
    ["takes it that macOS and Windows have a screen", { platform: "darwin" }, "browser"],
  ];
  for (const [what, machine, route] of cases) it(what, () => assert.equal(startRoute({ ...bare, ...machine }), route));
});

describe("desktop editor tests", () => {
  it("run where the download host answers and there is a screen", () => {
    assert.equal(desktopObstacle({ ...bare, env: screen, downloads: true }), undefined);
    assert.equal(desktopObstacle({ ...bare, platform: "win32", downloads: true }), undefined);
  });
  it("say why they are untried", () => {
    assert.match(desktopObstacle({ ...bare, env: screen })!, /download host/);
    assert.match(desktopObstacle({ ...bare, downloads: true })!, /no screen/);
  });
});

describe("programs", () => {
  it("are found by the order of their names, then of the PATH", () => {
    const there = new Set(["/b/chromium", "/a/google-chrome"]);
    const find = (names: string[]) => findOnPath(names, { PATH: "/a:/b::" }, (path) => there.has(path));
    assert.equal(find(["chromium", "google-chrome"]), "/b/chromium");
    assert.equal(find(["google-chrome"]), "/a/google-chrome");
    assert.equal(find(["firefox"]), undefined);
    assert.equal(
      findOnPath(["x"], {}, () => true),
      undefined,
    );
  });
  it("open an address in the way of each platform", () => {
    assert.deepEqual(browserCommand("linux", "http://a/?b&c"), ["xdg-open", ["http://a/?b&c"]]);
    assert.deepEqual(browserCommand("darwin", "http://a/"), ["open", ["http://a/"]]);
    assert.deepEqual(browserCommand("win32", "http://a/?b&c"), ["cmd", ["/c", "start", '""', "http://a/?b^&c"]]);
  });
  it("open the desktop editor apart from the person's own, and as root only without its sandbox", () => {
    const parameters = desktopArguments("/repo", "/profile", "/folder", false);
    assert.ok(parameters.includes("--extensionDevelopmentPath=/repo") && parameters.includes("--user-data-dir=/profile"));
    assert.equal(parameters.includes("--no-sandbox"), false);
    assert.equal(parameters.at(-1), "/folder");
    assert.equal(desktopArguments("/repo", "/profile", "/folder", true).includes("--no-sandbox"), true);
  });
});
