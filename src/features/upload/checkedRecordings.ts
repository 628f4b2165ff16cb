// Remembers which recordings of a voice the cloud has passed or refused, across restarts; never where they lie.
import type { Connection } from "../../core/connection.js";
import type { KeyValue } from "../../core/ports/ports.js";
import { maskLinks, maskPhone } from "../../core/privacy/mask.js";
import { stateKeys } from "../../core/storedNames.js";
import { isSamePlace, placeOf } from "../../services/connections/place.js";
import { VersionedList } from "../../services/storage/versionedList.js";

/** What is known of one recording. */
export interface Checked {
  readonly passed: boolean;
  /** The cloud's own words, without links and phone numbers. */
  readonly reason?: string;
}

/** By the id of the sentence. */
export type CheckedById = Readonly<Record<string, Checked>>;

interface Entry {
  /** Of place and voice. */
  readonly key: string;
  readonly checked: CheckedById;
}

/** The latest last; so many voices are hardly recorded at once. */
const mostVoices = 30;
/** UTF-16 code units. */
const longestReason = 200;

export class CheckedRecordings {
  private readonly list: VersionedList<Entry>;

  constructor(state: KeyValue) {
    this.list = new VersionedList(state, stateKeys.checkedRecordings, readEntry);
  }

  of(connection: Connection, voiceId: string): CheckedById {
    return this.list.all().find(isFor(connection, voiceId))?.checked ?? {};
  }

  async note(connection: Connection, voiceId: string, sentenceId: string, { passed, reason }: Checked): Promise<void> {
    const key = keyOf(connection, voiceId);
    const isIt = isFor(connection, voiceId);
    const kept = reason === undefined ? {} : { reason: maskPhone(maskLinks(reason)).slice(0, longestReason) };
    await this.list.change((entries) => {
      const known = entries.find(isIt)?.checked ?? {};
      const checked = { ...known, [sentenceId]: { passed, ...kept } };
      return [...entries.filter((entry) => !isIt(entry)), { key, checked }].slice(-mostVoices);
    });
  }
}

function keyOf(connection: Connection, voiceId: string): string {
  return JSON.stringify([placeOf(connection), voiceId]);
}

function readEntry(entry: unknown): Entry | undefined {
  const { key, checked } = (entry ?? {}) as Partial<Entry>;
  if (typeof key !== "string" || typeof checked !== "object" || checked === null) return undefined;
  const isWhole = Object.values(checked).every(isChecked);
  return isWhole ? { key, checked } : undefined;
}

function isChecked(each: unknown): each is Checked {
  const { passed, reason } = (typeof each === "object" && each !== null ? each : {}) as Record<string, unknown>;
  return typeof passed === "boolean" && (reason === undefined || typeof reason === "string");
}

/** Also where the endpoint was spelled in another way. */
function isFor(connection: Connection, voiceId: string): (entry: Entry) => boolean {
  const place = placeOf(connection);
  return ({ key }) => {
    try {
      const [stored, voice] = JSON.parse(key) as unknown[];
      return voice === voiceId && isSamePlace(stored, place);
    } catch {
      return false;
    }
  };
}
