// What does not depend on the machine's mood: sizes of the bundles, what is read at start, and requests for a small account.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { BuildResult } from "esbuild";
import { filesAtStart } from "../../bench/atStart.js";
import { type CloudId, openDemoKernel } from "../../bench/services/kernel.js";
import { buildBundles } from "../../host/built.js";

const root = join(import.meta.dirname, "../../..");
const signal = new AbortController().signal;

describe("bundles", () => {
  let folder: string;
  let results: readonly BuildResult[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-bundles-"));
    results = await buildBundles(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const inputsByOutput = () =>
    results
      .flatMap(({ metafile }) => Object.entries(metafile?.outputs ?? {}))
      .map(([output, { inputs }]) => {
        const used = Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : []));
        return [relative(folder, join(root, output)), used] as const;
      });
  const sizeOf = async (name: string) => (await stat(join(folder, name))).size;

  it("let the editor read at most 100 KB at start", async () => {
    const names = await filesAtStart(folder);
    assert.equal(names.length, 2, `one file behind the main one: ${names}`);
    const sizes = await Promise.all(names.map(sizeOf));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total <= 100_000, `${total} bytes`);
  });

  it("keep what calls a cloud, signs, reads answers and words errors out of the start", async () => {
    const names = await filesAtStart(folder);
    const inputs = inputsByOutput().flatMap(([output, used]) => (names.includes(output) ? used : []));
    assert.ok(inputs.includes("src/clouds/huawei/description/states.ts"), "the descriptions are there");
    const late =
      /valibot|^src\/text\/errors\/errorText|^src\/clouds\/(shared\/api\/exchange\.ts|(?!shared)[^/]+\/(runtime|advice\/|api\/|credentials\/cliProfile))/;
    assert.deepEqual(
      inputs.filter((input) => late.test(input)),
      [],
    );
  });

  it("hold each of our own files once, so that a class is the same everywhere", () => {
    const holders = new Map<string, string[]>();
    // What runs in a thread of its own has everything of its own.
    for (const [output, used] of inputsByOutput().filter(([name]) => !/^(media|recordingsWorker\b)/.test(name)))
      for (const input of used) holders.set(input, [...(holders.get(input) ?? []), output]);
    const repeated = [...holders]
      .filter(([input, files]) => input.startsWith("src/") && files.length > 1)
      .map(([input]) => input);
    // Two functions without state, needed on both routes; the bundle of undici shares nothing else.
    assert.deepEqual(repeated, ["src/platform/network/body.ts"]);
  });

  it("hold the script and the style of every page that is opened", async () => {
    const sources = await readdir(join(root, "src"), { recursive: true });
    const texts = await Promise.all(
      sources.filter((name) => name.endsWith(".ts")).map((name) => readFile(join(root, "src", name), "utf8")),
    );
    const opened = texts.flatMap((text) => [...text.matchAll(/= webviewPage\([^"]*"(\w+)"/g)].map(([, name]) => name!));
    assert.ok(opened.length > 0);
    for (const name of opened) for (const ending of ["js", "css"]) assert.ok(await sizeOf(`media/${name}.${ending}`), name);
  });

  it("stay small where they are loaded later", async () => {
    const limits = {
      "features.js": 60_000,
      "detailsPanels.js": 45_000,
      // With OSS: its signature, buckets and refusals. And uploads into the library's own storage.
      "alibabaRuntime.js": 39_000,
      "alibabaAdvice.js": 15_000,
      "huaweiRuntime.js": 36_000,
      "huaweiAdvice.js": 20_000,
      "comparePanels.js": 20_000,
      "createFeature.js": 25_000,
      "overviewPanels.js": 30_000,
      "deleteFlow.js": 9_000,
      "diagnoseFlow.js": 25_000,
      "exportFlow.js": 20_000,
      "jobLinks.js": 6_000,
      "jobsTables.js": 30_000,
      "listenPanels.js": 35_000,
      "modelTools.js": 20_000,
      "openById.js": 6_000,
      "searchFlow.js": 6_000,
      "submitFeature.js": 30_000,
      // With the grid and the page of results.
      "batchFlow.js": 33_000,
      "fileCache.js": 3_000,
      "notifications.js": 20_000,
      "http.js": 15_000,
      // With the file of histories, and what of them may lie on the disk.
      "jobCache.js": 13_000,
      "probes.js": 6_000,
      "connectionReader.js": 23_000,
      "jobTreeProvider.js": 33_000,
      "keyGuard.js": 12_000,
      "lastValues.js": 4_000,
      // With the review that looks at uploaded packages: a zip reader and what it hears.
      // And recordings that come one by one, and Alibaba's media library with its own storage.
      "demo.js": 93_000,
      "direct.js": 170_000,
      // With what the cloud measured of a set, also in an earlier window.
      "recordingsFeature.js": 82_500,
      // Recordings of given sentences, and those of a library: by way of a bucket, or without one.
      "ownStorageFeature.js": 38_000,
      "recordingsWorker.js": 55_000,
      "media/details.js": 60_000,
      "media/recordings.js": 60_000,
      "media/listen.js": 60_000,
      "media/compare.js": 45_000,
      "media/report.js": 40_000,
      "media/grid.js": 45_000,
      "reportPages.js": 6_000,
      "media/jobsTable.js": 50_000,
      "media/overview.js": 60_000,
    };
    for (const [name, limit] of Object.entries(limits)) assert.ok((await sizeOf(name)) <= limit, name);
    const all = await readdir(folder, { recursive: true });
    const atStart = await filesAtStart(folder);
    const between = all.filter((name) => name.startsWith("shared-") && !atStart.includes(name));
    const sizes = await Promise.all(between.map(sizeOf));
    // Tree, table, search and export share the filter and its language; pages share what they are shown by; uploads the way files go; details, compare, overview and the sound check the words of fields and stays.
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total <= 160_000, `what the later parts share: ${total} bytes`);
    assert.ok(!all.some((name) => name.endsWith(".map")));
  });
});

describe("requests", () => {
  const asked = async (cloud: CloudId, jobs: number): Promise<number> => {
    const kernel = await openDemoKernel(cloud, jobs);
    try {
      await kernel.refresher.refreshConnection(kernel.connectionId, signal);
      assert.equal(kernel.store.get(kernel.connectionId).jobs.size, jobs);
      return kernel.demo.control.requests.length;
    } finally {
      await kernel.close();
    }
  };

  it("for 100 jobs: one for Huawei, one for each type for Alibaba", async () => {
    assert.deepEqual([await asked("huawei", 100), await asked("alibaba", 100)], [1, 2]);
  });

  it("of a refresh when nothing changed: one for Huawei at any size, and no event", async () => {
    for (const [cloud, jobs, requests] of [
      ["huawei", 100, 1],
      ["huawei", 10_000, 1],
      ["alibaba", 100, 2],
    ] as const) {
      const kernel = await openDemoKernel(cloud, jobs);
      try {
        await kernel.refresher.refreshConnection(kernel.connectionId, signal);
        kernel.demo.control.clearRequests();
        let events = 0;
        kernel.store.onDidChange(() => {
          events += 1;
        });
        await kernel.refresher.refreshConnection(kernel.connectionId, signal);
        assert.deepEqual([kernel.demo.control.requests.length, events], [requests, 0], `${cloud}, ${jobs} jobs`);
      } finally {
        await kernel.close();
      }
    }
  });
});
