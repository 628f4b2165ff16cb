// The ffmpeg commands for recordings that need converting, with the line before them that makes the folder for what comes out.

import { isSoundKind } from "../audio/wav/wavFile.js";
import { nameOf, withoutEnd } from "../layout/folderFiles.js";
import type { CheckTarget, RecordingReport, RecordingsReport } from "../report.js";
import { conversionFor, ffmpegCommand, quotedWord, type Shell } from "./ffmpegCommand.js";

/** Empty = nothing needs it. Originals stay as they are: what is made lies in a folder beside theirs. */
export function ffmpegScript(
  { target, kind }: RecordingsReport,
  recordings: readonly RecordingReport[],
  shell: Shell,
): { readonly text: string; readonly commands: number } {
  if (target.kind === "zip") return { text: "", commands: 0 };
  const [root, separator] = rootOf(target, shell);
  const made = `${root}-converted`;
  const folders = new Set<string>();
  const commands = recordings.flatMap(({ id, measures, unmeasured }) => {
    // What is no sound at all cannot be converted.
    if (unmeasured && unmeasured.kind !== "compressed" && !(unmeasured.kind === "other" && isSoundKind(unmeasured.is))) return [];
    const conversion = conversionFor(measures, kind?.requirements);
    if (!conversion) return [];
    const path = id.replaceAll("/", separator);
    const to = `${made}${separator}${path.replace(/\.[^.\\/]*$/, "")}.wav`;
    folders.add(to.slice(0, to.length - nameOf(to.replaceAll(separator, "/")).length - 1));
    return [ffmpegCommand(`${root}${separator}${path}`, to, conversion, measures, shell)];
  });
  const lines = [...folders].map((folder) => `mkdir ${shell === "posix" ? "-p " : ""}${quotedWord(folder, shell)}`);
  return { text: commands.length === 0 ? "" : `${[...lines, ...commands].join("\n")}\n`, commands: commands.length };
}

function rootOf(target: Exclude<CheckTarget, { kind: "zip" }>, shell: Shell): readonly [root: string, separator: string] {
  const path = target.kind === "files" ? target.folder : target.path;
  return [withoutEnd(path), shell === "windows" ? "\\" : "/"];
}
