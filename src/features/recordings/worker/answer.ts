// Answers one request of the editor's thread: lists a folder, or measures one recording. Never throws.
import { measureSound } from "../audio/measureSound.js";
import { SampleMemory } from "../audio/wav/sampleReader.js";
import { planRecordings } from "../layout/plan.js";
import { PackageError } from "../package/packageError.js";
import type { CheckTarget } from "../report.js";
import type { WorkerAnswer, WorkerRequest } from "../threads/messages.js";
import { NotRegularError } from "./fileSource.js";
import { NoFolderError, type OpenFolder, openFolder } from "./folder.js";
import { listSounds } from "./listSounds.js";
import { writePackage } from "./packageFile.js";
import { playableSound } from "./playable.js";
import { ZipDamagedError } from "./zipDirectory.js";

const memory = new SampleMemory();

/** The folder that was listed last: its recordings are asked for one after the other. */
let current: { readonly key: string; readonly folder: OpenFolder } | undefined;

export async function answer(
  request: WorkerRequest,
  say: (answer: WorkerAnswer, moved?: readonly ArrayBuffer[]) => void,
): Promise<void> {
  switch (request.kind) {
    case "plan":
      return say(await plan(request, say));
    case "package":
      return say(await makePackage(request, (part) => say({ kind: "progress", path: request.to, part })));
    case "sound": {
      const sound = await play(request);
      return say({ kind: "sound", ...(sound && { sound }) }, sound ? [sound.bytes.buffer as ArrayBuffer] : []);
    }
    case "measure":
      return measure(request, say);
  }
}

async function measure(
  request: Extract<WorkerRequest, { kind: "measure" }>,
  say: (answer: WorkerAnswer, moved?: readonly ArrayBuffer[]) => void,
): Promise<void> {
  const { path } = request;
  try {
    const source = folderOf(request).open(path);
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

/** Undefined = it cannot be read, or not be played. */
async function play(request: Extract<WorkerRequest, { kind: "sound" }>) {
  try {
    const source = folderOf(request).open(request.path);
    try {
      return await playableSound(source, request.path, request.at);
    } finally {
      source.close();
    }
  } catch {
    return undefined;
  }
}

async function makePackage(
  { report, draft, to }: Extract<WorkerRequest, { kind: "package" }>,
  onProgress: (part: number) => void,
): Promise<WorkerAnswer> {
  try {
    return { kind: "packaged", made: await writePackage(report, draft, to, (done, total) => onProgress(done / total)) };
  } catch (thrown) {
    if (!(thrown instanceof PackageError)) return { kind: "unpackaged", problem: codeOf(thrown) };
    return { kind: "unpackaged", problem: thrown.reason, ...(thrown.id !== undefined && { id: thrown.id }) };
  }
}

function folderOf({ target, signature }: { readonly target: CheckTarget; readonly signature: string }): OpenFolder {
  const key = JSON.stringify(target);
  if (current?.key !== key || current.folder.signature !== signature) remember(key, openFolder(target));
  return current!.folder;
}

async function plan(
  { target, known }: Extract<WorkerRequest, { kind: "plan" }>,
  say: (answer: WorkerAnswer) => void,
): Promise<WorkerAnswer> {
  try {
    const folder = openFolder(target);
    remember(JSON.stringify(target), folder);
    if (folder.signature === known) return { kind: "unchanged" };
    if (known === undefined) say({ kind: "listed", sounds: await listSounds(folder) });
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
