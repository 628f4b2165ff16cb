// A folder that means ill: its settings are read by the editor, and lead no request anywhere.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { routeSettings } from "../../../src/ui/settings.js";
import { read } from "./networkAsking.js";
import { type NetworkFixture, openNetworkFixture, openWays } from "./networkFixture.js";
import { describeNetwork, network } from "./networkSurroundings.js";

describeNetwork("a trusted folder with settings of its own", () => {
  let session: NetworkFixture;
  let hostile: Record<string, unknown>;
  before(async () => {
    session = await openNetworkFixture();
    const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    hostile = JSON.parse(readFileSync(join(folder, ".vscode/settings.json"), "utf8"));
  });
  after(() => session.close());

  it("has a foreign proxy in its settings, which the editor leaves out", () => {
    assert.equal(vscode.workspace.isTrusted, true);
    assert.equal(hostile["http.proxy"], `http://127.0.0.1:${network!.hostilePort}`);
    const configuration = vscode.workspace.getConfiguration();
    // So the editor's own fetch does not meet it either. One setting of the folder that may be there shows that it was read.
    assert.equal(configuration.get("files.eol"), hostile["files.eol"]);
    for (const name of Object.keys(hostile).filter((name) => name !== "files.eol")) {
      const found = configuration.inspect(name);
      assert.deepEqual([found?.workspaceValue, found?.workspaceFolderValue], [undefined, undefined], name);
      assert.notDeepEqual(configuration.get(name), hostile[name], name);
    }
    assert.deepEqual([routeSettings().route, routeSettings().proxy], ["auto", ""]);
  });

  it("cannot be given any by an extension", async () => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [name, value] of Object.entries({ ...hostile, "http.noProxy": ["*"], "http.fetchAdditionalSupport": false })) {
      if (name === "files.eol") continue;
      for (const target of [vscode.ConfigurationTarget.Workspace, vscode.ConfigurationTarget.WorkspaceFolder]) {
        await assert.rejects(async () => await configuration.update(name, value, target), name);
      }
    }
  });

  it("sends nothing through its proxy, with or without one of the person's", async () => {
    const free = openWays({ isFound: true });
    assert.equal(await read(free, `${session.origin}/x`), "GET /x");
    assert.deepEqual([free.taken, session.proxy.tunnels.length], [["direct"], 0]);
    await session.set({ "http.proxy": session.proxy.address });
    const proxied = openWays({ isFound: true });
    assert.equal(await read(proxied, `${session.origin}/x`), "GET /x");
    assert.deepEqual([proxied.taken, session.proxy.tunnels.length], [["editor"], 1]);
    await free.close();
  });
});
