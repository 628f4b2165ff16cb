// How the address of a document names the jobs in it.
import * as vscode from "vscode";
import { documentScheme } from "../../../contributions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { documentForms } from "../../../core/storedNames.js";

export type Form = (typeof documentForms)[keyof typeof documentForms];

/** The id alone makes the name: names of voices are not file names. */
export function uriOf(keys: readonly JobKey[], form: Form = documentForms.plain): vscode.Uri {
  const [first] = keys;
  const name = keys.length === 1 ? first?.jobId.replace(/[\\/]/g, "_") : vscode.l10n.t("{0} jobs", keys.length);
  const query = JSON.stringify(keys.map(({ connectionId, jobId }) => [connectionId, jobId]));
  return vscode.Uri.from({ scheme: documentScheme, path: `/${name}.json`, query, fragment: form });
}

/** A document can be requested by any extension, in any form. */
export function keysOf({ query }: vscode.Uri): readonly JobKey[] {
  try {
    const pairs: unknown = JSON.parse(query);
    return (Array.isArray(pairs) ? pairs : []).flatMap((pair: unknown) =>
      Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string"
        ? [{ connectionId: pair[0], jobId: pair[1] }]
        : [],
    );
  } catch {
    return [];
  }
}
