// Makes folders and archives of damaged and hostile recordings, by a seed, has them checked, and says what went wrong with that.
import { execFileSync } from "node:child_process";
import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../src/features/recordings/package/crc32.js";
import type { CheckTarget, RecordingsReport } from "../../src/features/recordings/report.js";
import { checkProblemText } from "../../src/features/recordings/text/checkProblemText.js";
import { recordingDetail } from "../../src/features/recordings/text/recordingDetail.js";
import { recordingRow, recordingsView } from "../../src/features/recordings/text/recordingsView.js";
import { reportText } from "../../src/features/recordings/text/reportText.js";
import { CheckError } from "../../src/features/recordings/threads/checkRun.js";
import { checkerHere, folderWith, goodWav, removeFolders } from "../unit/features/recordings/folders.js";
import { type WrittenAs, wav } from "../unit/features/recordings/signals.js";
import { Dice } from "./answers.js";

/** Files of one folder. */
export const filesPerFolder = 20;
/** Stands in a file outside of every folder that is checked. */
const secret = "must never be read";

export interface HostileOutcome {
  readonly faults: readonly string[];
  readonly files: number;
  /** Milliseconds of this process's own time for the whole folder. */
  readonly cost: number;
}

/** The same folder each time, for the same seed and index. */
export async function tryHostileFolder(seed: number, index: number): Promise<HostileOutcome> {
  const dice = new Dice(seed * 1_000_003 + index);
  const faults: string[] = [];
  const isZip = dice.below(3) === 0;
  try {
    const target = isZip ? hostileZip(dice) : hostileFolder(dice);
    const begin = process.cpuUsage();
    const checker = checkerHere();
    try {
      const report = await checker.check(target);
      faults.push(
        ...wordsOf(report, checker.peaks.bind(checker, target)).map((fault) => `seed ${seed}, folder ${index}: ${fault}`),
      );
    } catch (thrown) {
      const isTold = thrown instanceof CheckError && checkProblemText(thrown.code).length > 10;
      if (!isTold || thrown.code === "failed") faults.push(`seed ${seed}, folder ${index}: ${(thrown as Error).stack}`);
    }
    const { user, system } = process.cpuUsage(begin);
    return { faults, files: filesPerFolder, cost: (user + system) / 1_000 };
  } finally {
    removeFolders();
  }
}

/** What is missing or too much in everything that is said of the report. */
function wordsOf(report: RecordingsReport, peaks: (id: string) => ReturnType<ReturnType<typeof checkerHere>["peaks"]>): string[] {
  const faults: string[] = [];
  const view = recordingsView({ locale: "en", target: report.target, report });
  if (view.reasons.some(({ text }) => text.length < 8)) faults.push("a reason without a sentence");
  for (const [index, recording] of report.recordings.entries()) {
    const { id, measures, unmeasured, findings } = recording;
    if (!measures === !unmeasured) faults.push(`${id} is neither measured nor told why not`);
    if (unmeasured && findings.length === 0) faults.push(`${id} has no sentence`);
    if (measures && !(measures.seconds >= 0 && Number.isFinite(measures.seconds))) faults.push(`${id} lasts ${measures.seconds}`);
    recordingRow(recording, index, peaks(id), "en");
    const detail = recordingDetail(report, recording, peaks(id), "en");
    if (detail.findings.some(({ text }) => text.length < 8)) faults.push(`${id} has a finding without a sentence`);
  }
  for (const format of ["markdown", "csv", "json"] as const)
    if (reportText(report, format, "en").includes(secret)) faults.push("something outside of the folder was read");
  return faults;
}

function hostileFolder(dice: Dice): CheckTarget {
  const files: Record<string, string | Uint8Array> = {};
  for (let index = 0; index < filesPerFolder; index++) {
    const name = hostileName(dice, index);
    files[`${name}.wav`] = hostileSound(dice);
    if (dice.below(2) === 0) files[`${name}.txt`] = hostileText(dice);
  }
  if (dice.below(3) === 0) files["metadata.csv"] = hostileTable(dice);
  const path = folderWith(files);
  const outside = folderWith({ "secret.txt": secret, "secret.wav": goodWav(1) });
  if (dice.below(4) === 0 && process.platform !== "win32") {
    symlinkSync(join(outside, "secret.wav"), join(path, "out.wav"));
    symlinkSync(join(outside, "secret.txt"), join(path, "out.txt"));
    symlinkSync(outside, join(path, "all"));
    symlinkSync("loop.wav", join(path, "loop.wav"));
  }
  if (dice.below(40) === 0 && process.platform !== "win32")
    execFileSync("mkfifo", [join(path, "pipe.wav"), join(path, "pipe.txt")]);
  return { kind: "folder", path };
}

/** Line breaks, blanks, dots, colons, combining letters, directions: whatever a disk takes. */
function hostileName(dice: Dice, index: number): string {
  const odd =
    process.platform === "win32"
      ? ["", " ", "é", "１"]
      : ["", "\n", "\t", " ", ":", "%s", "$(x)", "`", "'", '"', "|", "é", "e\u0301", "\u202e", "１", "\\", "-", "<b>"];
  return `${dice.pick(odd)}${index}${dice.pick(odd)}`;
}

const magics = [
  "ID3",
  "OggS",
  "fLaC",
  "RIFX",
  "RF64",
  "FORM",
  "PK\x03\x04",
  "<!DOCTYPE html>",
  "version https://git-lfs",
  "RIFF",
  "\xff\xfb",
  ".snd",
  "#!AMR",
];
const forms: readonly WrittenAs[] = ["u8", "s16", "s24", "s32", "f32", "f64", "aLaw", "muLaw"];
const numbers = [0, 1, 2, 3, 7, 8, 16, 0x7f, 0xff, 0x7fff, 0xffff, 0xfffe, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const sounds = new Map(forms.map((as) => [as, wav((t) => Math.sin(2_000 * t) * 0.3, 0.4, { as, rate: 8_000 })]));

function hostileSound(dice: Dice): Uint8Array {
  const file = Buffer.from(dice.below(6) === 0 ? goodWav(0.5) : sounds.get(dice.pick(forms))!);
  switch (dice.below(7)) {
    case 0:
      return Buffer.alloc(0);
    case 1:
      return file.subarray(0, dice.below(file.length));
    case 2: {
      // Begins as something and goes on as anything.
      const noise = Buffer.from(Array.from({ length: dice.below(400) }, () => dice.below(256)));
      return Buffer.concat([Buffer.from(dice.pick(magics), "latin1"), noise]);
    }
    case 3:
      // A size or a figure of the header that lies.
      file.writeUInt32LE(dice.pick(numbers), 4 * dice.below(11));
      return file;
    case 4:
      file.writeUInt16LE(dice.pick(numbers) & 0xffff, 2 * dice.below(22));
      return file;
    case 5: {
      // Samples that are no numbers, or out of any bound.
      for (let at = 44; at + 4 <= file.length; at += 4 * (1 + dice.below(50)))
        file.writeUInt32LE(dice.pick([0x7fc0_0000, 0x7f80_0000, 0xff80_0000, 0x0000_0001]), at);
      return file;
    }
    default:
      for (let change = dice.below(6); change >= 0; change--) file[dice.below(Math.min(file.length, 80))] = dice.below(256);
      return file;
  }
}

function hostileText(dice: Dice): Uint8Array {
  const parts = [
    "好。",
    "\0",
    "\ufffd",
    "\u202e",
    "<script>",
    "12. ",
    "[x](command:y)",
    "=cmd()",
    "\ud83d",
    "\r\n",
    "￥",
    "\ufeff",
  ];
  const text = Array.from({ length: dice.below(12) }, () => dice.pick(parts)).join("");
  const bytes = Buffer.from(text, dice.pick(["utf8", "utf16le", "latin1"] as const));
  return dice.below(3) === 0 ? Buffer.concat([bytes, Buffer.from([0xc1, dice.below(256), 0xff])]) : bytes;
}

function hostileTable(dice: Dice): string {
  const keys = ["0", "1.wav", "../secret", "/etc/passwd", "constructor", "__proto__", "", "wavs/2", "3\0"];
  const cells = () => Array.from({ length: dice.below(5) }, () => dice.pick(keys)).join(dice.pick(["|", "\t", ","]));
  return Array.from({ length: dice.below(40) }, cells).join("\n");
}

/** An archive whose directory lies about names, sizes, places or methods. */
function hostileZip(dice: Dice): CheckTarget {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (let index = 0; index < filesPerFolder; index++) {
    const content = dice.below(12) === 0 ? Buffer.alloc(3 << 20) : Buffer.from(hostileSound(dice));
    const name = Buffer.from(`${dice.pick(["", "", "../", "/", "C:\\", "a/../", "\n", "\xc4\xe3"])}${index}.wav`, "latin1");
    const isStored = dice.below(3) === 0;
    const data = isStored ? content : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x0403_4b50, 0);
    local.writeUInt16LE(isStored ? 0 : 8, 8);
    local.writeUInt32LE(crc32(content), 14);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt16LE(isStored ? 0 : dice.below(12) === 0 ? 99 : 8, 10);
    entry.writeUInt32LE(crc32(content), 16);
    entry.writeUInt32LE(dice.below(6) === 0 ? dice.pick(numbers) : data.length, 20);
    entry.writeUInt32LE(dice.below(6) === 0 ? dice.pick(numbers) : content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(dice.below(8) === 0 ? dice.pick(numbers) : offset, 42);
    parts.push(local, name, data);
    directory.push(entry, name);
    offset += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(filesPerFolder, 8);
  end.writeUInt16LE(dice.below(8) === 0 ? 0xffff : filesPerFolder, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(dice.below(8) === 0 ? dice.pick(numbers) : offset, 16);
  const whole = Buffer.concat([...parts, ...directory, end]);
  const bytes = dice.below(8) === 0 ? whole.subarray(0, dice.below(whole.length)) : whole;
  return { kind: "zip", path: join(folderWith({ "set.zip": bytes }), "set.zip") };
}

/** Four gigabytes that take no room on the disk, behind the header of a WAV. */
export function sparseFolder(): CheckTarget {
  const path = folderWith({ "0.wav": goodWav(1) });
  truncateSync(join(path, "0.wav"), 4 * 2 ** 30 + 100);
  return { kind: "folder", path };
}
