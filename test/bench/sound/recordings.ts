// Times the check of 200 recordings beside sox and ffmpeg over the same files, whole commands, in one run; and weighs what one of 2 GB and 2 000 small ones take.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { RecordingsChecker } from "../../../src/features/recordings/checkRecordings.js";
import { threadOf } from "../../../src/features/recordings/threads/threads.js";
import { type Beside, besideByClock, besideLines, type Limit, type Measure } from "../report/measures";
import { type Beginning, timeBareThread } from "./bareThread";

const run = promisify(execFile);
const count = 200;
const rate = 48_000;
const rounds = 3;
const beginnings = 9;
const headsLimit: Limit = { ratio: 3, because: "stands for 200 ms until the rows are there" };
const soundLimit: Limit = { ratio: 3, because: "stands for 200 ms until the first is measured" };
const group = `${count} recordings of 5 to 10 s, 48 kHz, 16 bit, mono`;

/** `dist`: has the bundle that threads are started from. */
export async function measureRecordings(dist: string): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-recordings-"));
  try {
    const set = join(folder, "set");
    await mkdir(set);
    const files = await writeSet(set);
    const ours: number[] = [];
    const sox: number[] = [];
    const ffmpeg: number[] = [];
    const begun = await timeBeginnings(dist, set);
    let [secondMs, read] = [0, 0];
    const tools = { sox: await isThere("sox", "--version"), ffmpeg: await isThere("ffmpeg", "-version") };
    for (let round = 0; round < rounds; round++) {
      const first = await check(dist, set);
      ours.push(first.ms);
      [secondMs, read] = [first.secondMs, first.secondReads];
      if (tools.sox) sox.push(await timeEach(files, "sox", (file) => [file, "-n", "stats"]));
      if (tools.ffmpeg && round === 0) ffmpeg.push(await timeEach(files, "ffmpeg", ffmpegArguments));
    }
    const least = Math.min(...ours);
    const absent = (tool: string) => ({ note: `${tool} is not installed: apt-get install ${tool}` });
    const both = tools.sox && tools.ffmpeg ? Math.min(...sox) + Math.min(...ffmpeg) : undefined;
    return [
      { group, name: "checked completely, first run", value: least, unit: "ms" },
      ...[
        ...besideLines("… rows with names and lengths", "a thread that reads all heads", begun.heads, headsLimit),
        ...besideLines("… first row measured", "and the samples of one", begun.sound, soundLimit),
      ].map((line) => ({ group, ...line })),
      {
        group,
        name: "… files read by a second check",
        value: read,
        unit: "requests",
        budget: 0,
        note: `${secondMs.toFixed(0)} ms`,
      },
      { group, name: "… sox -n stats", unit: "ms", ...(tools.sox ? { value: Math.min(...sox) } : absent("sox")) },
      {
        group,
        name: "… ffmpeg ebur128 and astats",
        unit: "ms",
        ...(tools.ffmpeg ? { value: Math.min(...ffmpeg) } : absent("ffmpeg")),
      },
      { group, name: "… times sox alone", unit: "times", budget: 1, ...(tools.sox && { value: least / Math.min(...sox) }) },
      { group, name: "… times both", unit: "times", budget: 0.1, ...(both !== undefined && { value: least / both }) },
      ...(await weigh(dist, folder)),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ffmpegArguments = (file: string) => [
  ...["-hide_banner", "-nostats", "-i", file, "-af", "ebur128=peak=true,astats", "-f", "null", "-"],
];

/** Tones that come and go over a noise: one sound of ten seconds, of which each file has a part. */
async function writeSet(folder: string): Promise<readonly string[]> {
  const sound = Buffer.alloc(10 * rate * 2);
  let noise = 1;
  for (let at = 0; at < 10 * rate; at++) {
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) | 0;
    const t = at / rate;
    const loud = Math.max(0, Math.sin(2 * Math.PI * 0.7 * t)) * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * t));
    const voice = Math.sin(2 * Math.PI * 160 * t) + 0.5 * Math.sin(2 * Math.PI * 900 * t) + noise / 2 ** 32;
    sound.writeInt16LE(Math.round(8_000 * loud * voice + 20 * (noise / 2 ** 31)), at * 2);
  }
  const files: string[] = [];
  for (let index = 0; index < count; index++) {
    const samples = sound.subarray(0, 2 * Math.round((5 + (5 * ((index * 37) % count)) / count) * rate));
    const file = join(folder, `${index}.wav`);
    await writeFile(file, Buffer.concat([header(samples.length), samples]));
    await writeFile(join(folder, `${index}.txt`), `第${index}句。`);
    files.push(file);
  }
  return files;
}

function header(bytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(bytes + 36, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(bytes, 40);
  return head;
}

/** Without the loader of TypeScript that this process has: starting it takes longer than all else. */
const startWorker = (dist: string) => threadOf(new Worker(join(dist, "recordingsWorker.js"), { execArgv: [] }));

/** Until a check shows its rows and the first recording that is measured, beside a bare thread, in turns. */
async function timeBeginnings(dist: string, path: string): Promise<{ readonly heads: Beside; readonly sound: Beside }> {
  const ours: Beginning[] = [];
  const bare: Beginning[] = [];
  for (let turn = 0; turn < beginnings; turn++) {
    ours.push(await timeBeginning(dist, path));
    bare.push(await timeBareThread(path));
  }
  const beside = (key: keyof Beginning) =>
    besideByClock({ ours: ours.map((each) => each[key]), bare: bare.map((each) => each[key]) });
  return { heads: beside("headsMs"), sound: beside("soundMs") };
}

async function timeBeginning(dist: string, path: string): Promise<Beginning> {
  const checker = new RecordingsChecker(() => startWorker(dist));
  const start = performance.now();
  let headsMs: number | undefined;
  const soundMs = await new Promise<number>((done, failed) => {
    const checked = checker.check(
      { kind: "folder", path },
      {
        onProgress: ({ recording, recordings }) => {
          if (recordings) headsMs ??= performance.now() - start;
          if (recording) done(performance.now() - start);
        },
      },
    );
    // It is stopped once the first recording was measured.
    checked.catch(failed);
  });
  checker.dispose();
  return { headsMs: headsMs ?? Number.NaN, soundMs };
}

/** With threads of its own, as in a window that has checked nothing yet. */
async function check(dist: string, path: string) {
  const checker = new RecordingsChecker(() => startWorker(dist));
  const target = { kind: "folder", path } as const;
  const start = performance.now();
  await checker.check(target);
  const ms = performance.now() - start;
  const again = performance.now();
  const second = await checker.check(target);
  checker.dispose();
  return { ms, secondMs: performance.now() - again, secondReads: second.filesRead };
}

async function timeEach(
  files: readonly string[],
  tool: string,
  argumentsOf: (file: string) => readonly string[],
): Promise<number> {
  const start = performance.now();
  for (const file of files) await run(tool, argumentsOf(file), { maxBuffer: 1 << 24 });
  return performance.now() - start;
}

async function isThere(tool: string, question: string): Promise<boolean> {
  return run(tool, [question]).then(
    () => true,
    () => false,
  );
}

/** How much more memory the process needs while threads read: of a file of 2 GB that has holes for sound, and of 2 000 small ones. */
async function weigh(dist: string, folder: string): Promise<Measure[]> {
  const large = join(folder, "large");
  await mkdir(large);
  const bytes = 2 ** 31 - 2 ** 20;
  const file = await open(join(large, "0.wav"), "w");
  await file.write(header(bytes));
  await file.truncate(44 + bytes);
  await file.close();
  const many = join(folder, "many");
  await mkdir(many);
  const second = Buffer.concat([header(rate * 2), Buffer.alloc(rate * 2, 7)]);
  for (let index = 0; index < 2_000; index++) await writeFile(join(many, `${index}.wav`), second);
  const line = (name: string, value: number): Measure => ({
    group: "Memory of the threads",
    name,
    value,
    unit: "KB",
    budget: 100_000,
  });
  return [
    line("one recording of 2 GB", await peakOf(dist, large)),
    line("2 000 recordings of a second", await peakOf(dist, many)),
  ];
}

async function peakOf(dist: string, path: string): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  try {
    await check(dist, path);
  } finally {
    clearInterval(watch);
  }
  return (most - before) / 1_000;
}
