// Writes the demo's recordings into the folder that `npm start` opens: the same bytes each time.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demoRecordings } from "../../src/demoCloud/recordings/demoRecordings";
import { demoSentences } from "../../src/demoCloud/recordings/demoSentences";
import { demoVoice } from "../../src/demoCloud/recordings/demoVoice";

/** Makes the folder new, and gives the path of the recordings in it. */
export async function writeDemoFolder(folder: string): Promise<string> {
  return write(join(folder, "demo-recordings"), demoRecordings());
}

/** A voice with one fault, and the same without it: what a whole job is made from. */
export async function writeDemoVoices(folder: string): Promise<{ readonly voice: string; readonly retake: string }> {
  return {
    voice: await write(join(folder, "demo-voice"), demoVoice(false)),
    retake: await write(join(folder, "demo-voice-retake"), demoVoice(true)),
  };
}

/** Recordings of the sentences that the demo's Alibaba gives, and the same without their fault. */
export async function writeDemoSentences(folder: string): Promise<{ readonly sentences: string; readonly retake: string }> {
  return {
    sentences: await write(join(folder, "demo-sentences"), demoSentences(false)),
    retake: await write(join(folder, "demo-sentences-retake"), demoSentences(true)),
  };
}

async function write(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  return folder;
}
