// Recordings for an upload: the same check as on the page and the same package as its button makes, in finished sentences.
import type {
  PackableRecordings,
  PackOptions,
  RecordingsLook,
  RecordingsPlace,
  RecordingsPurpose,
} from "../../../core/ports/recordingPackages.js";
import type { RecordingsChecker } from "../checkRecordings.js";
import { kindFor } from "../kinds.js";
import { packagedText, packageFiles } from "../package/makePackage.js";
import { PackageError } from "../package/packageError.js";
import type { CheckedKind, CheckTarget, RecordingsReport } from "../report.js";
import { setFingerprint } from "../setFingerprint.js";
import { checkProblemText, packageProblemText, unknownKindText } from "../text/checkProblemText.js";
import { summaryText, verdictText } from "../text/verdictText.js";
import { CheckError } from "../threads/checkRun.js";

export interface PackerDependencies {
  readonly checker: Pick<RecordingsChecker, "check" | "makePackage">;
  readonly kinds: () => Promise<readonly CheckedKind[]>;
  readonly digest: (text: string) => string;
  readonly locale: string;
}

export async function lookAtRecordings(
  { checker, kinds, digest, locale }: PackerDependencies,
  place: RecordingsPlace,
  purpose: RecordingsPurpose,
  signal: AbortSignal,
): Promise<RecordingsLook> {
  const kind = kindFor(await kinds(), purpose);
  if (!kind) return { kind: "unusable", reason: unknownKindText() };
  try {
    const report = await checker.check(targetOf(place), { kind, leftOut: new Set(place.leftOut), signal });
    // What cannot be packed is told before anything else is asked.
    packageFiles(report);
    return { kind: "checked", recordings: packable(report, place) };
  } catch (thrown) {
    signal.throwIfAborted();
    return { kind: "unusable", reason: reasonOf(thrown) ?? "" };
  }

  function packable(report: RecordingsReport, { path, leftOut }: RecordingsPlace): PackableRecordings {
    const { recordings, totals, verdict } = report;
    const packed = recordings.filter(({ number }) => number !== undefined);
    return {
      place: { path, leftOut },
      verdict: verdictText(report, locale),
      refusals: verdict.summary
        .filter(({ severity }) => severity === "refuse")
        .map((line) => summaryText(line, locale, report.kind?.cloudTitle)),
      count: packed.length,
      bytes: packed.reduce((sum, { file }) => sum + file.size, 0),
      seconds: totals.seconds,
      fingerprint: digest(setFingerprint(report)),
      numbered: packed.map(({ id }) => id),
      single: packed.map(({ id, file, text }) => {
        return { id, size: file.size, modifiedAt: file.mtimeMs, text: new TextDecoder().decode(packagedText(text?.text ?? "")) };
      }),
      pack: (to, options) => pack(report, to, options),
    };
  }

  async function pack(report: RecordingsReport, to: string, options: PackOptions): Promise<string | undefined> {
    try {
      await checker.makePackage(report, { draft: `${to}.part`, to }, options);
      return undefined;
    } catch (thrown) {
      options.signal.throwIfAborted();
      return reasonOf(thrown);
    }
  }
}

/** An archive is packed again as a folder is: its names may be others. */
function targetOf({ path }: RecordingsPlace): CheckTarget {
  return { kind: path.toLowerCase().endsWith(".zip") ? "zip" : "folder", path };
}

function reasonOf(thrown: unknown): string | undefined {
  if (thrown instanceof CheckError) return checkProblemText(thrown.code);
  if (thrown instanceof PackageError) return packageProblemText(thrown.reason, thrown.id);
  throw thrown;
}
