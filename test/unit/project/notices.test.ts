// The list of licences names what lies in the bundles, and nothing is shipped without one.
import { strict as assert } from "node:assert";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Metafile } from "esbuild";
import { buildBundles } from "../../host/built.js";

interface Notices {
  bundledPackages(metafiles: readonly Metafile[]): readonly string[];
  noticeOf(name: string): Promise<{ readonly version: string; readonly license: string }>;
  writeNotices(metafiles: readonly Metafile[], file: string): Promise<void>;
}

describe("licences", () => {
  let notices: Notices;
  before(async () => {
    notices = (await import(pathToFileURL(join(import.meta.dirname, "../../../.ci/notices.mjs")).href)) as Notices;
  });

  it("name every package in the bundles, with version and text", async () => {
    const folder = await mkdtemp(join(tmpdir(), "voice-jobs-licences-"));
    try {
      const metafiles = (await buildBundles(folder)).flatMap(({ metafile }) => metafile ?? []);
      const names = notices.bundledPackages(metafiles);
      for (const known of ["undici", "valibot", "lit-html", "@vscode-elements/elements", "@vscode/codicons", "@vscode/l10n"])
        assert.ok(names.includes(known), known);
      assert.ok(!names.some((name) => /mocha|playwright|alicloud|huaweicloud/.test(name)), `${names}`);
      const file = join(folder, "licenses.txt");
      await notices.writeNotices(metafiles, file);
      const text = await readFile(file, "utf8");
      for (const name of names) {
        const { version, license } = await notices.noticeOf(name);
        assert.ok(text.includes(`${name} ${version}: ${license}\n`), name);
        assert.match(license, /^(MIT|ISC|Apache-2\.0|BSD-3-Clause|CC-BY-4\.0)$/, `${name} may be shipped in an MIT package`);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("stop a build whose package cannot be read", async () => {
    await assert.rejects(notices.noticeOf("no-such-package"), /ENOENT/);
  });
});
