// Which times of a filter each connection's server can be asked for: found out once (timeProbe.ts), kept beyond the window.
import type { JobFilter, ServedTimes } from "../../core/jobs/filter/jobFilter.js";
import { type TimeFormat, timeFormats } from "../../core/jobs/filter/jobQuery.js";
import { Emitter, type Event } from "../../core/ports/event.js";
import type { Clock, KeyValue } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { isSamePlace, placeOf } from "../connections/place.js";
import type { Sessions } from "../connections/sessions.js";
import type { JobStore } from "../jobs/jobStore.js";
import type { Refresher } from "./refresher.js";
import { type AskFirst, probeTimes, sampleOf, type TimePart } from "./timeProbe.js";

const stateKey = stateKeys.timeFilters;
const parts: readonly TimePart[] = ["created", "updated"];

/** Milliseconds: a server that obeyed no time is asked again after a day. */
const refusalHoldsMs = 86_400_000;

/** What was found at a place. */
interface Found {
  readonly place: string;
  /** `format` absent = no format was obeyed. `at`: when that was found, milliseconds since 1970. */
  readonly parts: { readonly [Part in TimePart]?: { readonly at: number; readonly format?: TimeFormat } };
}

export class TimeFilters {
  /** By connection; more than is kept, which has none of demo connections. */
  private readonly found: Map<string, Found>;
  /** Connections with the parts that are being asked about, or were, without an answer that tells. */
  private readonly tried = new Set<string>();
  private readonly changed = new Emitter<string>();
  /** The id of a connection whose server can be asked for other times than before. */
  readonly onDidChange: Event<string> = this.changed.event;

  constructor(
    private readonly state: KeyValue,
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    refresher: Pick<Refresher, "onDidDisobey">,
    private readonly clock: Clock,
  ) {
    this.found = readFound(state.get<unknown>(stateKey));
    refresher.onDidDisobey((connectionId) => this.refute(connectionId));
    connectionStore.onDidChange(({ connectionId }) => {
      if (!connectionStore.find(connectionId) && this.found.delete(connectionId)) void this.keep(connectionId);
    });
  }

  /** Undefined = none, as far as is known. */
  of(connectionId: string): ServedTimes | undefined {
    const { created, updated } = this.at(connectionId)?.parts ?? {};
    const format = created?.format ?? updated?.format;
    return format && { format, created: created?.format === format, updated: updated?.format === format };
  }

  /** Asks the server where a filter has times of which it is not known yet whether it obeys them. Is not awaited, and never throws. */
  findOut(connectionId: string, filter: JobFilter): void {
    for (const part of parts) {
      const isWanted = filter[`${part}Since`] !== undefined || filter[`${part}Until`] !== undefined;
      if (isWanted) void this.findPart(connectionId, part).catch(() => undefined);
    }
  }

  private async findPart(connectionId: string, part: TimePart): Promise<void> {
    const connection = this.connectionStore.find(connectionId);
    const formats = connection && this.sessions.cloudOf(connection).listing.timeFormats;
    const { total, jobs } = this.store.get(connectionId);
    if (!connection || !formats || total === undefined) return;
    const place = placeOf(connection);
    const name = `${connectionId} ${part} ${place}`;
    const known = this.at(connectionId)?.parts[part];
    const isOver = known && !known.format && Math.abs(this.clock.now() - known.at) >= refusalHoldsMs;
    if ((known && !isOver) || this.tried.has(name)) return;
    this.tried.add(name);
    const sample = sampleOf(
      part,
      [...jobs.values()].map(({ job }) => job),
    );
    // Other rows may tell.
    if (!sample) return void this.tried.delete(name);
    const signal = new AbortController().signal;
    const ask: AskFirst = (query) =>
      this.sessions.read(connectionId, signal, (api) => api.list(query, { offset: 0, limit: 1 }, signal));
    const first = this.of(connectionId)?.format;
    const ordered = first ? [first, ...formats.filter((format) => format !== first)] : formats;
    const format = await probeTimes(part, sample, ordered, total, ask);
    this.tried.delete(name);
    this.put(connectionId, place, part, format === "none" ? undefined : format);
  }

  /** Rows came that were not asked for: what was found is not so, or no longer. */
  private refute(connectionId: string): void {
    const found = this.at(connectionId);
    for (const part of parts) if (found?.parts[part]?.format) this.put(connectionId, found.place, part, undefined);
  }

  private put(connectionId: string, place: string, part: TimePart, format: TimeFormat | undefined): void {
    const connection = this.connectionStore.find(connectionId);
    if (!connection || !isSamePlace(placeOf(connection), place)) return;
    const found = { at: this.clock.now(), ...(format && { format }) };
    this.found.set(connectionId, { place, parts: { ...this.at(connectionId)?.parts, [part]: found } });
    if (!connection.isDemo) void this.keep(connectionId);
    this.changed.fire(connectionId);
  }

  private at(connectionId: string): Found | undefined {
    const connection = this.connectionStore.find(connectionId);
    const found = this.found.get(connectionId);
    return connection && found && isSamePlace(found.place, placeOf(connection)) ? found : undefined;
  }

  /** Other windows find out about other connections. */
  private async keep(connectionId: string): Promise<void> {
    const kept = readFound(this.state.get<unknown>(stateKey));
    const own = this.found.get(connectionId);
    if (own) kept.set(connectionId, own);
    else kept.delete(connectionId);
    await this.state.update(stateKey, kept.size > 0 ? Object.fromEntries(kept) : undefined);
  }
}

/** What cannot be read was not found. */
function readFound(stored: unknown): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const [connectionId, each] of Object.entries(isObject(stored) ? stored : {})) {
    if (!isObject(each) || typeof each.place !== "string" || !isObject(each.parts)) continue;
    const known = each.parts;
    const read = parts.flatMap((part) => {
      const given = Object.hasOwn(known, part) ? known[part] : undefined;
      if (!isObject(given) || !Number.isFinite(given.at)) return [];
      const format = timeFormats.find((name) => name === given.format);
      return [[part, { at: given.at as number, ...(format && { format }) }] as const];
    });
    found.set(connectionId, { place: each.place, parts: Object.fromEntries(read) });
  }
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
