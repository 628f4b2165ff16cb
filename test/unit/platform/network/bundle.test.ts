// The network bundle as it ships: small, without a second VoiceError, and leaving the process as it was.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import esbuild from "esbuild";

const root = new URL("../../../../", import.meta.url);

/** Loads a module in a process of its own, and tells what it changed there before and after it sent two requests. */
const watcher = `
const http = require("node:http");
const slots = () => ["undici.globalDispatcher.1", "undici.globalDispatcher.2", "undici.globalOrigin.1"].map((name) => globalThis[Symbol.for(name)]);
const globals = () => [...slots(), globalThis.fetch, ...Reflect.ownKeys(globalThis)];
const same = (before) => { const now = globals(); return now.length === before.length && now.every((value, index) => value === before[index]); };
const before = globals();
const loaded = require(process.argv[2]);
const report = { afterLoading: same(before), answers: [] };
if (loaded.createDirect) {
  const server = http.createServer((request, response) => request.pipe(response)).listen(0, "127.0.0.1", async () => {
    const origin = "http://127.0.0.1:" + server.address().port;
    const attempt = (effect) => ({ effect, limits: { maxBytes: 1000 }, signal: new AbortController().signal, connecting() {}, sending() {}, answered() {}, received() {} });
    const direct = loaded.createDirect();
    for (const [effect, method] of [["read", "GET"], ["read", "GET"], ["write", "POST"]]) {
      const body = effect === "write" ? Buffer.from("hello") : undefined;
      const answer = await direct.send({ method, origin, path: "/", url: origin, headers: {}, body }, attempt(effect));
      report.answers.push(answer.status + answer.body.toString());
    }
    await direct.close();
    server.close();
    report.afterSending = same(before);
    console.log(JSON.stringify(report));
  });
} else console.log(JSON.stringify(report));
`;

describe("network bundle", () => {
  let folder: string;
  let bundle: string;
  let sources: readonly string[];
  let bytes: number;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-bundle-"));
    bundle = join(folder, "direct.js");
    await writeFile(join(folder, "watcher.js"), watcher);
    const { slimUndici } = await import(new URL(".ci/slimUndici.mjs", root).href);
    const { metafile } = await esbuild.build({
      absWorkingDir: fileURLToPath(root),
      entryPoints: ["src/platform/network/direct.ts"],
      outfile: bundle,
      bundle: true,
      minify: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      legalComments: "none",
      metafile: true,
      plugins: [slimUndici],
    });
    sources = Object.keys(metafile.inputs);
    bytes = Object.values(metafile.outputs)[0]!.bytes;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const watch = async (module: string) =>
    JSON.parse((await promisify(execFile)(process.execPath, [join(folder, "watcher.js"), module])).stdout) as Record<
      string,
      unknown
    >;

  it("leaves undici's process-wide slots, fetch and every other global as they were, and works", async () => {
    assert.deepEqual(await watch(bundle), { afterLoading: true, answers: ["200", "200", "200hello"], afterSending: true });
  });

  it("would be caught if it did not", async () => {
    assert.equal((await watch(fileURLToPath(new URL("node_modules/undici/index.js", root)))).afterLoading, false);
  });

  it("holds undici's dispatcher and the direct route only", () => {
    // A class of errors in two bundles is two classes, and instanceof is wrong about one of them.
    const own = sources.filter((source) => !source.startsWith("node_modules/undici/lib/"));
    assert.deepEqual(own.sort(), ["src/platform/network/body.ts", "src/platform/network/direct.ts"]);
  });

  it("is small", () => assert.ok(bytes < 170_000, `${bytes} bytes`));
});
