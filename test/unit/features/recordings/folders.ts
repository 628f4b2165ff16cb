// Folders of recordings that tests make on the disk, and a checker that reads them without another thread.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RecordingsChecker } from "../../../../src/features/recordings/checkRecordings.js";
import type { RecordingThread } from "../../../../src/features/recordings/threads/checkRun.js";
import type { WorkerAnswer, WorkerRequest } from "../../../../src/features/recordings/threads/messages.js";
import { answer } from "../../../../src/features/recordings/worker/answer.js";
import { db, mix, noise, sine, type Wave, type WavOptions, wav } from "./signals.js";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files, which is gone after the tests of the suite. */
export function folderWith(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "recordings-")));
  folders.push(folder);
  writeInto(folder, files);
  return folder;
}

export function writeInto(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const folders: string[] = [];

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** What a thread was asked, and what it said. */
export interface Overheard {
  readonly requests: WorkerRequest[];
  readonly answers: WorkerAnswer[];
  ended: number;
}

/** What a real thread has of its own is shared here: one request after the other. */
let queue = Promise.resolve();

export function checkerHere(
  heard: Overheard = { requests: [], answers: [], ended: 0 },
  onStart: () => void = () => undefined,
): RecordingsChecker {
  return new RecordingsChecker((): RecordingThread => {
    onStart();
    let listener: (said: WorkerAnswer) => void = () => undefined;
    return {
      post: (request) => {
        heard.requests.push(request);
        queue = queue.then(() =>
          answer(request, (said) => {
            heard.answers.push(said);
            listener(said);
          }),
        );
      },
      onAnswer: (next) => {
        listener = next;
      },
      onFailure: () => undefined,
      end: () => {
        heard.ended += 1;
      },
    };
  });
}

/** Something like a well recorded sentence: tones that come and go over a low noise, nothing to find fault with. */
export function goodVoice(seconds: number, seed = 1): Wave {
  const syllables: Wave = (t) => {
    const into = t - 0.15;
    const isSpeaking = into >= 0 && t < seconds - 0.15;
    const pulse = Math.sin(Math.PI * ((into / 0.2) % 1)) ** 0.3;
    return isSpeaking ? pulse : 0;
  };
  const voice = mix(sine(180 + seed, db(-18)), sine(720, db(-20)), sine(2_900, db(-24)), noise(db(-26), seed));
  return mix((t, index) => syllables(t, index) * voice(t, index), noise(db(-75), seed + 1_000));
}

export function goodWav(seconds = 6, seed = 1, options: WavOptions = {}): Buffer {
  const key = JSON.stringify([seconds, seed, options]);
  const made = voices.get(key) ?? wav(goodVoice(seconds, seed), seconds, options);
  voices.set(key, made);
  return made;
}

/** Making them takes longer than measuring them. */
const voices = new Map<string, Buffer>();
