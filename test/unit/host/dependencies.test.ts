// Whether node_modules holds what the lock file names.
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "../../host/editors/cache";

type Lock = { packages: Record<string, { version?: string; optional?: boolean }> };

describe("dependencies", () => {
  let isInstalled: (wanted: Lock | undefined, installed: Lock | undefined) => boolean;
  before(async () => {
    ({ isInstalled } = await import(pathToFileURL(join(repository, ".ci/dependencies.mjs")).href));
  });
  const lock = (packages: Lock["packages"]): Lock => ({ packages: { "": {}, ...packages } });

  it("are there when every package has its version", () => {
    assert.equal(
      isInstalled(lock({ "node_modules/a": { version: "1.0.0" } }), lock({ "node_modules/a": { version: "1.0.0" } })),
      true,
    );
  });
  it("are missing without a record, without a package, or with another version", () => {
    const wanted = lock({ "node_modules/a": { version: "1.0.0" } });
    for (const installed of [undefined, lock({}), lock({ "node_modules/a": { version: "2.0.0" } })])
      assert.equal(isInstalled(wanted, installed), false);
  });
  it("may lack what is for other platforms", () => {
    assert.equal(isInstalled(lock({ "node_modules/b-win32": { version: "1.0.0", optional: true } }), lock({})), true);
  });
});
