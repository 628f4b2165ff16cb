// Answers one request of the editor's thread: lists a folder, or measures one recording. Never throws.
import { measureSound } from "../audio/measureSound.js";
import { SampleMemory } from "../audio/sampleReader.js";
import { planRecordings } from "../layout/plan.js";
import type { WorkerAnswer, WorkerRequest } from "../messages.js";
import { NotRegularError } from "./fileSource.js";
import { NoFolderError, type OpenFolder, openFolder } from "./folder.js";
import { ZipDamagedError } from "./zipFile.js";

const memory = new SampleMemory();

/** The folder that was listed last: its recordings are asked for one after the other. */
let current: { readonly key: string; readonly folder: OpenFolder } | undefined;

export async function answer(
  request: WorkerRequest,
  say: (answer: WorkerAnswer, moved?: readonly ArrayBuffer[]) => void,
): Promise<void> {
  if (request.kind === "plan") return say(await plan(request));
  const { path, target, signature } = request;
  const key = JSON.stringify(target);
  try {
    if (current?.key !== key || current.folder.signature !== signature) remember(key, openFolder(target));
    const source = current!.folder.open(path);
    try {
      const found = await measureSound(source, {
        memory,
        onProgress: (part) => part < 1 && say({ kind: "progress", path, part }),
      });
      if (found.kind !== "measured") return say({ kind: "measured", path, result: { unmeasured: found } });
      const { measures, peaks } = found;
      say({ kind: "measured", path, result: { measures }, peaks }, [peaks.pairs.buffer as ArrayBuffer]);
    } finally {
      source.close();
    }
  } catch (thrown) {
    say({ kind: "measured", path, result: { unmeasured: { kind: "unreadable", code: codeOf(thrown) } } });
  }
}

async function plan({ target, known }: Extract<WorkerRequest, { kind: "plan" }>): Promise<WorkerAnswer> {
  try {
    const folder = openFolder(target);
    remember(JSON.stringify(target), folder);
    if (folder.signature === known) return { kind: "unchanged" };
    let filesRead = 0;
    const readBytes: OpenFolder["readBytes"] = (path, limit) => {
      filesRead += 1;
      return folder.readBytes(path, limit);
    };
    return { kind: "plan", plan: await planRecordings({ ...folder, readBytes }), signature: folder.signature, filesRead };
  } catch (thrown) {
    return { kind: "failed", code: codeOf(thrown) };
  }
}

function remember(key: string, folder: OpenFolder): void {
  current?.folder.close();
  current = { key, folder };
}

/** Words of the file system go no further: they name places on the disk. */
function codeOf(thrown: unknown): string {
  if (thrown instanceof NotRegularError) return "notRegular";
  if (thrown instanceof ZipDamagedError) return "zipDamaged";
  if (thrown instanceof NoFolderError) return "noFolder";
  const code = (thrown as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" ? code : "unknown";
}
