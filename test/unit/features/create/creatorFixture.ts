// Fixture of the job creator's suites: windows on the storage of one local cloud, and values that no request has had before.
import type { CreationKind } from "../../../../src/core/jobs/jobCreation.js";
import { JobCreator } from "../../../../src/features/create/jobCreator.js";
import { WriteIntents } from "../../../../src/services/pendingWrites/writeIntents.js";
import { kernel } from "../../scenarios/kernel.js";
import type { LocalKernel } from "../../scenarios/localKernel.js";

/** A window on the same storage. */
export function openCreator({ below }: LocalKernel): JobCreator {
  const { connectionStore, sessions, store, refresher, nonce } = kernel(below);
  const { state, lockFiles, clock } = below;
  const digest = (text: string) => Buffer.from(text).toString("hex").slice(-60);
  const windows = below.windows.enter();
  const writeIntents = new WriteIntents(lockFiles, windows, clock);
  return new JobCreator({ connectionStore, sessions, store, refresher, writeIntents, windows, state, clock, digest, nonce });
}

/** `name`: of the voice, which nothing was asked for before. */
export function valuesFor(kind: CreationKind, name: string): Readonly<Record<string, string>> {
  const all: Record<string, string> = {
    VoiceId: name,
    VoiceName: name,
    Scenario: "story",
    Gender: "female",
    Audios: "media1",
    Model: "cosyvoice-v3-plus",
  };
  return Object.fromEntries(kind.fields.flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]])));
}
