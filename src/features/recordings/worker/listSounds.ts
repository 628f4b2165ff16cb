// Lists the sounds of a folder in their order, with the lengths that headers tell: before texts are read or anything is measured.
import { readWav } from "../audio/wav/readWav.js";
import { isSound } from "../layout/folderFiles.js";
import { inOrder } from "../layout/plan.js";
import type { ListedSound } from "../threads/messages.js";
import type { OpenFolder } from "./folder.js";

/** More rows than a page shows at first; of the others the length comes with their measures. */
const mostHeaders = 100;
/** Bytes: headers are short, and a larger block would be read for nothing. */
const headerBlock = 4_096;

export async function listSounds(folder: OpenFolder): Promise<readonly ListedSound[]> {
  const listed: ListedSound[] = [];
  for (const entry of inOrder(folder).filter(({ path }) => isSound(path))) {
    const seconds = folder.isPacked || listed.length >= mostHeaders ? undefined : await lengthOf(folder, entry.path);
    listed.push({ entry, ...(seconds !== undefined && { seconds }) });
  }
  return listed;
}

/** What cannot be read is told by its measuring. */
async function lengthOf(folder: OpenFolder, path: string): Promise<number | undefined> {
  try {
    const source = folder.open(path, headerBlock);
    try {
      const wav = await readWav(source);
      return wav.kind === "wav" ? wav.frames / wav.format.rate : undefined;
    } finally {
      source.close();
    }
  } catch {
    return undefined;
  }
}
