// What does not depend on the machine's mood: sizes of the bundles, what is read at start, and requests for a small account.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { BuildResult } from "esbuild";
import { filesAtStart } from "../bench/atStart.js";
import { buildBundles } from "../bench/built.js";
import { type CloudId, openHouse } from "../bench/house.js";

const root = join(import.meta.dirname, "../..");
const signal = new AbortController().signal;

describe("bundles", function () {
  this.timeout(20_000);
  let folder: string;
  let results: readonly BuildResult[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-bundles-"));
    results = await buildBundles(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const sizeOf = async (name: string) => (await stat(join(folder, name))).size;

  it("let the editor read at most 100 KB at start", async () => {
    const names = await filesAtStart(folder);
    assert.equal(names.length, 2, `one file behind the main one: ${names}`);
    const sizes = await Promise.all(names.map(sizeOf));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total <= 100_000, `${total} bytes`);
  });

  it("hold each of our own files once, so that a class is the same everywhere", () => {
    const [split, standalone] = results;
    const holders = new Map<string, string[]>();
    for (const [output, { inputs }] of [split, standalone].flatMap((result) => Object.entries(result?.metafile?.outputs ?? {})))
      for (const [input, { bytesInOutput }] of Object.entries(inputs))
        if (bytesInOutput > 0) holders.set(input, [...(holders.get(input) ?? []), relative(folder, join(root, output))]);
    const repeated = [...holders]
      .filter(([input, files]) => input.startsWith("src/") && files.length > 1)
      .map(([input]) => input);
    // Two functions without state, needed on both routes; the bundle of undici shares nothing else.
    assert.deepEqual(repeated, ["src/platform/body.ts"]);
  });

  it("stay small where they are loaded later", async () => {
    const limits = {
      "acts.js": 60_000,
      "doctor.js": 25_000,
      "http.js": 15_000,
      "probes.js": 6_000,
      "demo.js": 60_000,
      "direct.js": 170_000,
      "media/detail.js": 60_000,
    };
    for (const [name, limit] of Object.entries(limits)) assert.ok((await sizeOf(name)) <= limit, name);
    const all = await readdir(folder, { recursive: true });
    assert.ok(!all.some((name) => name.endsWith(".map")));
  });
});

describe("requests", () => {
  const asked = async (cloud: CloudId, jobs: number): Promise<number> => {
    const house = await openHouse(cloud, jobs);
    try {
      await house.refresher.refreshConnection(house.connectionId, signal);
      assert.equal(house.store.get(house.connectionId).jobs.size, jobs);
      return house.demo.control.requests.length;
    } finally {
      await house.close();
    }
  };

  it("for 100 jobs: one for Huawei, one for each type for Alibaba", async () => {
    assert.deepEqual([await asked("huawei", 100), await asked("alibaba", 100)], [1, 2]);
  });
});
