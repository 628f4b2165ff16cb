// Writes the demo's recordings into the folder that `npm start` opens: the same bytes each time.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demoRecordings } from "../../src/demoCloud/recordings/demoRecordings";

/** Makes the folder new, and gives the path of the recordings in it. */
export async function writeDemoFolder(folder: string): Promise<string> {
  const recordings = join(folder, "demo-recordings");
  await rm(recordings, { recursive: true, force: true });
  await mkdir(recordings, { recursive: true });
  for (const [name, bytes] of demoRecordings()) await writeFile(join(recordings, name), bytes);
  return recordings;
}
