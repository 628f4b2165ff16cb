// Remembers what was last filled into forms: for each connection to prefill the next one, for each job to say what is different. Nothing personal.
import type { Connection } from "../../core/connection.js";
import type { Field } from "../../core/forms/field.js";
import { isShareable, type LastSubmit, type Values } from "../../core/forms/formValues.js";
import type { KeyValue } from "../../core/ports/ports.js";
import { looksPrivate } from "../../core/privacy/persistableJob.js";
import { stateKeys } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { VersionedList } from "./versionedList.js";

/** One entry of the editor's state, the latest last. Without a job: what was used last through the connection. */
interface Used {
  readonly connectionId: string;
  readonly jobId?: string;
  readonly values: Values;
  readonly leftOut: readonly string[];
}

export const usedValuesKey = stateKeys.usedValues;
/** Entries: some 200 bytes each, and the editor reads all of its state at start. */
const mostEntries = 100;
/** UTF-16 code units: a longer value is typed again. */
const longestValue = 300;

export class LastValues {
  private readonly kept: VersionedList<Used>;
  /** Of demo connections, whose jobs are made again in each window. */
  private readonly passing: VersionedList<Used>;

  constructor(
    state: KeyValue,
    private readonly connectionStore: Pick<ConnectionStore, "find" | "ids">,
  ) {
    this.kept = new VersionedList(state, usedValuesKey, readUsed);
    this.passing = new VersionedList(inMemory(), usedValuesKey, readUsed);
  }

  /** For another job of the connection. */
  ofConnection(connectionId: string): Values {
    return this.find(connectionId)?.values ?? {};
  }

  ofJob(connectionId: string, jobId: string): LastSubmit | undefined {
    return this.find(connectionId, jobId);
  }

  /** These values went out, for a job where there is one. An emptied field is forgotten for the next job too. */
  async note(connection: Connection, jobId: string | undefined, fields: readonly Field[], values: Values): Promise<void> {
    const { id: connectionId } = connection;
    const isKept = (field: Field) => !isTooMuch(field, values[field.id] ?? "");
    const pick = (wanted: readonly Field[]) =>
      Object.fromEntries(wanted.flatMap(({ id }) => (values[id] === undefined ? [] : [[id, values[id]]])));
    const asked = new Set(fields.map(({ id }) => id));
    // Forms of several kinds may be used through one connection: what this one did not ask for stays.
    const others = Object.entries(this.ofConnection(connectionId)).filter(([id]) => !asked.has(id));
    const shared = { ...Object.fromEntries(others), ...pick(fields.filter((field) => isShareable(field) && isKept(field))) };
    const leftOut = fields.filter((field) => values[field.id] !== undefined && !isKept(field)).map(({ id }) => id);
    const added: Used[] = [
      { connectionId, values: shared, leftOut: [] },
      ...(jobId === undefined ? [] : [{ connectionId, jobId, values: pick(fields.filter(isKept)), leftOut }]),
    ];
    await this.listOf(connection).change((entries) => {
      const rest = this.ofKnown(entries).filter((entry) => !added.some((each) => isSameKey(each, entry)));
      return [...rest, ...added].slice(-mostEntries);
    });
  }

  /** Forgets what belongs to connections that are gone. */
  async sweep(): Promise<void> {
    await this.kept.change((entries) => this.ofKnown(entries));
  }

  private find(connectionId: string, jobId?: string): Used | undefined {
    const connection = this.connectionStore.find(connectionId);
    const isIt = (entry: Used) => entry.connectionId === connectionId && entry.jobId === jobId;
    return connection && this.listOf(connection).all().findLast(isIt);
  }

  private listOf({ isDemo }: Connection): VersionedList<Used> {
    return isDemo ? this.passing : this.kept;
  }

  private ofKnown(entries: readonly Used[]): readonly Used[] {
    const known = new Set(this.connectionStore.ids());
    return entries.filter(({ connectionId }) => known.has(connectionId));
  }
}

function isTooMuch(field: Field, value: string): boolean {
  return field.personal === true || field.secret === true || value.length > longestValue || looksPrivate(value);
}

function isSameKey(a: Used, b: Used): boolean {
  return a.connectionId === b.connectionId && a.jobId === b.jobId;
}

function readUsed(entry: unknown): Used | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { connectionId, jobId, values, leftOut } = entry as Record<string, unknown>;
  if (typeof connectionId !== "string" || (jobId !== undefined && typeof jobId !== "string")) return undefined;
  const texts = typeof values === "object" && values !== null ? Object.entries(values) : [];
  return {
    // Properties of a newer version stay with it.
    ...entry,
    connectionId,
    values: Object.fromEntries(texts.filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "")),
    leftOut: Array.isArray(leftOut) ? leftOut.filter((id) => typeof id === "string") : [],
  };
}

function inMemory(): KeyValue {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string) => values.get(key) as T | undefined,
    update: async (key, value) => void values.set(key, value),
  };
}
