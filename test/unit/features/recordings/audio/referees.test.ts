// Measures agree with sox and ffmpeg, where these are installed: on made recordings of many kinds, and on what their own synthesizers make.
import { strict as assert } from "node:assert";
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { measureSound } from "../../../../../src/features/recordings/audio/measureSound.js";
import type { SoundMeasures } from "../../../../../src/features/recordings/audio/measures.js";
import { openFile } from "../../../../../src/features/recordings/worker/fileSource.js";
import { goodVoice } from "../folders.js";
import { db, faded, mix, noise, sine, type Wave, type WrittenAs, wav } from "../signals.js";

const run = promisify(execFile);
const isThere = (tool: string, option: string) => !spawnSync(tool, [option]).error;
const [hasSox, hasFfmpeg] = [isThere("sox", "--version"), isThere("ffmpeg", "-version")];
/** Made recordings that each referee hears; `VOICE_JOBS_REFEREED` for more. */
const count = Number(process.env.VOICE_JOBS_REFEREED ?? 14);
/** Real speech of a free licence, as Debian's packages pocketsphinx-testdata and asterisk-core-sounds-en-wav install it; of each a third as many as are made. */
const speech = ["/usr/share/pocketsphinx/test/data", "/usr/share/asterisk/sounds/en_US_f_Allison"];
const spoken = speech.flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".wav"))
        .sort()
        .slice(0, count / 3)
        .map((name) => join(folder, name))
    : [],
);

async function measuresOf(path: string): Promise<SoundMeasures> {
  const source = openFile(path);
  try {
    const found = await measureSound(source);
    if (found.kind !== "measured") throw new Error(found.kind);
    return found.measures;
  } finally {
    source.close();
  }
}

/** Figures by their names in what sox says. */
async function soxStats(path: string): Promise<ReadonlyMap<string, number>> {
  const { stderr } = await run("sox", [path, "-n", "stats"]);
  return new Map(
    [...stderr.matchAll(/^(.+?)\s+(-?[\d.]+|-inf)k?(?:\s|$)/gm)].map(([, name, value]) => [
      name!.trim(),
      value === "-inf" ? Number.NEGATIVE_INFINITY : Number(value),
    ]),
  );
}

async function ffmpegStats(path: string) {
  const filter = "ebur128=peak=true,astats=measure_perchannel=none";
  const { stderr } = await run("ffmpeg", ["-hide_banner", "-nostats", "-i", path, "-af", filter, "-f", "null", "-"], {
    maxBuffer: 1 << 24,
  });
  const last = (pattern: RegExp) => Number([...stderr.matchAll(pattern)].at(-1)?.[1] ?? Number.NaN);
  return {
    loudness: last(/\bI:\s+(-?[\d.]+) LUFS/g),
    truePeak: last(/True peak:\s+Peak:\s+(-?[\d.]+) dBFS/g),
    peak: last(/Peak level dB: (-?[\d.]+)/g),
    rms: last(/RMS level dB: (-?[\d.]+)/g),
    dc: last(/DC offset: (-?[\d.]+)/g),
  };
}

const rates = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000];
const forms: readonly WrittenAs[] = ["s16", "s24", "s32", "f32", "u8"];

/** Voices, tones and noises in all rates and forms; loud and quiet ones, some with an offset. */
function made(index: number): { readonly wave: Wave; readonly seconds: number; readonly rate: number; readonly as: WrittenAs } {
  const seconds = 1.5 + (index % 5) / 2;
  const level = db(-3 * (index % 9));
  const waves: readonly Wave[] = [
    goodVoice(seconds, index + 1),
    faded(seconds, mix(sine(300 + 37 * index, 0.4), noise(0.02, index + 1))),
    faded(seconds, noise(0.2, index + 7)),
    mix(goodVoice(seconds, index + 50), () => 0.004 * (index % 4)),
  ];
  const wave = waves[index % waves.length]!;
  return { wave: (t, at) => level * wave(t, at), seconds, rate: rates[index % rates.length]!, as: forms[index % forms.length]! };
}

describe("referees of the measures", () => {
  let folder: string;
  const paths: string[] = [];

  before(function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(tmpdir(), "voice-jobs-referees-"));
    for (let index = 0; index < count; index++) {
      const { wave, seconds, rate, as } = made(index);
      const path = join(folder, `${index}.wav`);
      writeFileSync(path, wav(wave, seconds, { rate, as }));
      paths.push(path);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const near = (ours: number, theirs: number, tolerance: number, what: string) =>
    assert.ok(Math.abs(ours - theirs) <= tolerance, `${what}: ${ours}, the referee says ${theirs}`);

  async function compareWithSox(heard: readonly string[]) {
    for (const path of heard) {
      const [ours, theirs] = await Promise.all([measuresOf(path), soxStats(path)]);
      near(ours.peak, theirs.get("Pk lev dB")!, 0.006, `peak of ${path}`);
      near(ours.rms, theirs.get("RMS lev dB")!, 0.006, `RMS of ${path}`);
      near(ours.dc, theirs.get("DC offset")!, 1e-5, `offset of ${path}`);
    }
  }

  async function compareWithFfmpeg(heard: readonly string[], isWhiteNoise: (index: number) => boolean) {
    for (const [index, path] of heard.entries()) {
      const [ours, theirs] = await Promise.all([measuresOf(path), ffmpegStats(path)]);
      near(ours.peak, theirs.peak, 0.001, `peak of ${path}`);
      near(ours.rms, theirs.rms, 0.001, `RMS of ${path}`);
      near(ours.dc, theirs.dc, 1e-5, `offset of ${path}`);
      // It prints one decimal, and hears each rate at 48 kHz, which moves the shelf of its filter a little. EBU allows a true peak 0.4 dB below what it is.
      if (ours.loudness !== undefined) near(ours.loudness, theirs.loudness, 0.15, `loudness of ${path}`);
      // What lies between samples of white noise depends on the filter that is asked.
      if (ours.peak > -12 && !isWhiteNoise(index)) near(ours.truePeak, theirs.truePeak, 0.45, `true peak of ${path}`);
    }
  }

  it("hear the peak, the RMS and the offset as sox does", async function () {
    if (!hasSox) return console.log("      not heard: sox is not installed here");
    this.timeout(120_000);
    await compareWithSox(paths);
  });

  it("hear level, loudness and true peak as ffmpeg does", async function () {
    if (!hasFfmpeg) return console.log("      not heard: ffmpeg is not installed here");
    this.timeout(300_000);
    await compareWithFfmpeg(paths, (index) => index % 4 === 2);
  });

  it("hear real speech as both do", async function () {
    if (!spoken.length) return console.log("      not heard: no recordings of real speech are installed here");
    if (!hasSox || !hasFfmpeg) return console.log("      not heard: sox and ffmpeg are not installed here");
    this.timeout(300_000);
    await compareWithSox(spoken);
    await compareWithFfmpeg(spoken, () => false);
  });
});
