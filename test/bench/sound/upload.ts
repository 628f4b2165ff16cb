// Times an upload beside the bare one on loopback: a folder of 100 MB as a package beside `zip -0` and `curl -T`, a ready file beside `curl -T`, small files beside four `curl` at a time; and what memory a file of 5 GB takes.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { clouds } from "../../../src/clouds/index.js";
import type { StoragePlace } from "../../../src/core/cloud/capabilities/ownStorage.js";
import type { FileSender } from "../../../src/core/ports/fileSender.js";
import { RecordingsChecker } from "../../../src/features/recordings/checkRecordings.js";
import { checkedKinds, kindName } from "../../../src/features/recordings/kinds.js";
import { threadOf } from "../../../src/features/recordings/threads/threads.js";
import { RecordingsUploader, type RecordingsUploaderKernel } from "../../../src/features/upload/recordingsUploader.js";
import { createFileSender } from "../../../src/platform/files/fileSender.js";
import { createHttp } from "../../../src/platform/network/http.js";
import type { Measure } from "../report/measures";

const run = promisify(execFile);
const rounds = 5;
const count = 100;
/** Of one recording. */
const bytes = 1 << 20;
const [smallCount, smallBytes] = [200, 100_000];
const largeBytes = 5 * 1000 ** 3;
const group = `${count} recordings of 1 MB to an object store on this computer`;
const missing = (tool: string) => `${tool} is not installed`;

/** `dist`: has the bundle that threads are started from. */
export async function measureUpload(dist: string): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-upload-"));
  const store = await openStore();
  const http = createHttp({
    settings: () => ({ route: "direct" }),
    editorFetch: () => Promise.reject(new Error("not asked for")),
  });
  const checker = new RecordingsChecker(() => threadOf(new Worker(join(dist, "recordingsWorker.js"))));
  try {
    const set = await writeSet(folder);
    const tools = { curl: await isThere("curl", "--version"), zip: await isThere("zip", "-v") };
    const kind = (await checkedKinds(clouds)).find((each) => kindName(each) === "huawei/middle")!;
    const report = await checker.check({ kind: "folder", path: set }, { kind });
    const sender = createFileSender(http);
    const send = async (path: string) => {
      const file = (await sender.look(path))!;
      const signal = new AbortController().signal;
      await sender.send({ address: `${store.origin}/a.zip`, contentType: "application/zip" }, file, { signal, onSent: () => {} });
    };
    const curl = (path: string) => run("curl", ["-sS", "-T", path, `${store.origin}/a.zip`]);
    const [packed, zipped, ready, bare]: [number[], number[], number[], number[]] = [[], [], [], []];
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);
    for (let round = 0; round < rounds; round++) {
      const [ours, theirs] = [join(folder, `ours-${round}.zip`), join(folder, `theirs-${round}.zip`)];
      packed.push(
        await timed(async () => {
          await checker.makePackage(report, { draft: `${ours}.part`, to: ours });
          await send(ours);
        }),
      );
      if (tools.zip && tools.curl)
        zipped.push(
          await timed(async () => {
            await run("zip", ["-0", "-q", "-r", "-j", theirs, set]);
            await curl(theirs);
          }),
        );
      ready.push(await timed(() => send(ours)));
      if (tools.curl) bare.push(await timed(() => curl(ours)));
      await Promise.all([ours, theirs].map((each) => rm(each, { force: true })));
    }
    const small = await measureSmall(folder, store.origin, sender, tools.curl);
    const large = await measureLarge(folder, send);
    clearInterval(watch);
    const quickest = (times: readonly number[]) => Math.min(...times);
    const [noZip, noCurl] = [tools.zip ? missing("curl") : missing("zip"), missing("curl")];
    return [
      { group, name: "as a package, from the press to the last byte", value: quickest(packed), unit: "ms" },
      zipped.length > 0
        ? { group, name: "… times zip -0 and curl -T", value: quickest(packed) / quickest(zipped), unit: "times", budget: 1 }
        : { group, name: "… times zip -0 and curl -T", unit: "times", budget: 1, note: noZip },
      { group, name: "the ready package alone", value: quickest(ready), unit: "ms" },
      bare.length > 0
        ? { group, name: "… times curl -T", value: quickest(ready) / quickest(bare), unit: "times", budget: 1 / 0.6 }
        : { group, name: "… times curl -T", unit: "times", budget: 1 / 0.6, note: noCurl },
      ...small,
      large,
      { group, name: "memory beside all of it, at most", value: (peak - before) / 1_000, unit: "KB", budget: 100_000 },
    ];
  } finally {
    checker.dispose();
    await http.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of one recording of a sentence, by the uploader that has several under way. */
async function measureSmall(folder: string, origin: string, sender: FileSender, hasCurl: boolean): Promise<Measure[]> {
  const names = Array.from({ length: smallCount }, (_, index) => `${index}.wav`);
  const noise = randomBytes(smallBytes);
  for (const name of names) await writeFile(join(folder, name), noise);
  const placed = await Promise.all(
    names.map(async (name) => ({ id: name, name, file: (await sender.look(join(folder, name)))! })),
  );
  const expiresAt = Number.POSITIVE_INFINITY;
  const targets = async () => names.map((name) => ({ address: `${origin}/${name}`, location: "", expiresAt }));
  const read = (_id: string, _signal: AbortSignal, call: (api: unknown) => Promise<unknown>) => call({ storage: { targets } });
  const kernel = { sessions: { read }, openFileSender: async () => sender, clock: { now: Date.now } };
  const uploader = new RecordingsUploader(kernel as unknown as RecordingsUploaderKernel);
  const place = { bucket: "b", folder: "f" } as StoragePlace;
  const list = join(folder, "names.txt");
  await writeFile(list, `${names.join("\n")}\n`);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => uploader.upload("c", place, placed, new AbortController().signal, () => {})));
    const curl = `xargs -P4 -I{} curl -sS -o /dev/null -T '${folder}/{}' ${origin}/{} < '${list}'`;
    if (hasCurl) theirs.push(await timed(() => run("sh", ["-c", curl])));
  }
  const name = `${smallCount} files of ${smallBytes / 1_000} KB, four at a time`;
  const beside = "… times xargs -P4 curl -T";
  return [
    { group, name, value: Math.min(...ours), unit: "ms" },
    hasCurl
      ? { group, name: beside, value: Math.min(...ours) / Math.min(...theirs), unit: "times", budget: 1 / 0.9 }
      : { group, name: beside, unit: "times", budget: 1 / 0.9, note: missing("curl") },
  ];
}

/** Holes of a file are read as zeros and take no room on the disk. */
async function measureLarge(folder: string, send: (path: string) => Promise<void>): Promise<Measure> {
  const path = join(folder, "large.zip");
  await writeFile(path, "");
  await truncate(path, largeBytes);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  await send(path);
  clearInterval(watch);
  await rm(path);
  return { group, name: "memory beside a file of 5 GB, at most", value: (peak - before) / 1_000, unit: "KB", budget: 100_000 };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Texts beside sounds, in numbers: what a package is made of without a question. */
async function writeSet(parent: string): Promise<string> {
  const folder = join(parent, "set");
  await mkdir(folder);
  const noise = randomBytes(bytes);
  for (let index = 0; index < count; index++) {
    await writeFile(join(folder, `${index}.wav`), Buffer.concat([header(bytes), noise]));
    await writeFile(join(folder, `${index}.txt`), `第${index}句。`);
  }
  return folder;
}

function header(size: number): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(size + 36, 4);
  head.write("WAVEfmt ", 8, "latin1");
  for (const [at, value] of [[16, 16], [24, 48_000], [28, 96_000], [40, size]] as const) head.writeUInt32LE(value, at); // biome-ignore format: one line reads better
  for (const [at, value] of [[20, 1], [22, 1], [32, 2], [34, 16]] as const) head.writeUInt16LE(value, at); // biome-ignore format: one line reads better
  head.write("data", 36, "latin1");
  return head;
}

async function isThere(tool: string, question: string): Promise<boolean> {
  return run(tool, [question]).then(
    () => true,
    () => false,
  );
}

/** Takes what is put and keeps nothing, in a thread of its own: what is measured is the sender. */
async function openStore(): Promise<{ readonly origin: string; close(): Promise<unknown> }> {
  const code = `
    const { createServer } = require("node:http");
    const { parentPort } = require("node:worker_threads");
    const server = createServer((request, response) => request.resume().on("end", () => response.end()));
    server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
  `;
  const worker = new Worker(code, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return { origin: `http://127.0.0.1:${port}`, close: () => worker.terminate() };
}
