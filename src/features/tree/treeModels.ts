// Keeps what is on show of each connection, and tells of each change only what looks different because of it.
//
// How the tree is made: treeModel.ts describes what is on show of one connection as facts (groups, their sizes and how sure those
// are); this file compares them after each change of the store. ui/treeRows.ts makes rows of it, ui/treeItems.ts has each worded
// (text/rowText.ts, text/groupText.ts) and gives it the editor's looks. ui/jobTreeProvider.ts asks nothing of the network: it
// shows what the store has, and requests rows that are missing.
//
// Events go to the editor through ui/treeEvents.ts alone: the oldest editor fails over one that comes while it takes in rows. A
// click acts on the selected row, since commands with arguments get lost while rows repaint there.
//
// What the person filters and how they group is in services/view/viewOptions.ts; ui/filter/filterFlow.ts and ui/arrangeFlow.ts ask for
// it. firstLoads.ts stops a first load while the view is hidden.

import type { Connection } from "../../core/connection.js";
import type { Order } from "../../core/jobs/arrangement.js";
import { type Disposable, Emitter } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { JobRecord } from "../../services/jobs/jobRecord.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import { elsewhere } from "../../services/jobs/snapshot.js";
import type { ViewOptions } from "../../services/view/viewOptions.js";
import { buildTreeModel, type GroupModel, type TreeModel } from "./treeModel.js";

export interface TreeModelChange {
  /** Absent = everything, of all connections. */
  readonly connectionId?: string;
  /** Keys of the groups that look different; absent = the connection itself, or which groups it has. */
  readonly groups?: readonly string[];
}

/** While rows pour in, arranging them takes at most one part in so many of the time. */
const patience = 5;

/** Milliseconds. */
const longestRest = 1000;

export class TreeModels implements Disposable {
  /** By connection: what was looked at, as it was when it was last told. */
  private readonly shown = new Map<string, TreeModel>();
  /** As long as the book is not told to be another one: to read it for each of ten thousand rows takes long. */
  private readonly connections = new Map<string, Connection | undefined>();
  /** By connection: a look that is to come. */
  private readonly coming = new Map<string, Disposable>();
  /** Until when others have their turn after a look that took long. Milliseconds since 1970. */
  private restUntil = 0;
  private readonly changed = new Emitter<TreeModelChange>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: readonly Disposable[];

  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Pick<Sessions, "cloudOf">,
    private readonly store: JobStore,
    private readonly viewOptions: Pick<ViewOptions, "chosen" | "onDidChange">,
    private readonly order: Order,
    private readonly clock: Clock,
  ) {
    this.subscriptions = [
      store.onDidChange(({ connectionId }) => this.lookSoon(connectionId)),
      viewOptions.onDidChange(() => this.rebuildAll()),
      connectionStore.onDidChange(() => this.rebuildAll()),
    ];
  }

  /** The same until a change of it is told: who paints one row and then another paints one picture. */
  of(connectionId: string): TreeModel | undefined {
    const known = this.shown.get(connectionId) ?? this.look(connectionId);
    if (known) this.shown.set(connectionId, known);
    return known;
  }

  connection(connectionId: string): Connection | undefined {
    const known = this.connections.get(connectionId) ?? this.connectionStore.find(connectionId);
    this.connections.set(connectionId, known);
    return known;
  }

  group(connectionId: string, key: string): GroupModel | undefined {
    return this.of(connectionId)?.groups.find((group) => group.key === key);
  }

  dispose(): void {
    for (const each of [...this.subscriptions, ...this.coming.values(), this.changed]) each.dispose();
    this.coming.clear();
  }

  private look(connectionId: string): TreeModel | undefined {
    const connection = this.connectionStore.find(connectionId);
    if (!connection) return undefined;
    const began = this.clock.now();
    const model = buildTreeModel(
      this.store.get(connectionId),
      this.sessions.cloudOf(connection),
      this.viewOptions.chosen,
      this.order,
    );
    const ended = this.clock.now();
    this.restUntil = ended + Math.min(longestRest, (ended - began) * (patience - 1));
    return model;
  }

  private lookSoon(connectionId: string): void {
    if (!this.shown.has(connectionId) || this.coming.has(connectionId)) return;
    // A clock that was set back makes no wait longer.
    const wait = Math.max(0, Math.min(longestRest, this.restUntil - this.clock.now()));
    this.coming.set(
      connectionId,
      this.clock.after(wait, () => {
        this.coming.delete(connectionId);
        this.compare(connectionId);
      }),
    );
  }

  private rebuildAll(): void {
    this.shown.clear();
    this.connections.clear();
    this.changed.fire({});
  }

  private compare(connectionId: string): void {
    const before = this.shown.get(connectionId);
    const now = before && this.look(connectionId);
    if (!now) return;
    this.shown.set(connectionId, now);
    if (!isSameFrame(before, now)) return this.changed.fire({ connectionId });
    const groups = now.groups.flatMap((group, place) => (isSameGroup(before.groups[place]!, group) ? [] : [group.key]));
    if (groups.length > 0) this.changed.fire({ connectionId, groups });
  }
}

/** All but what is in the groups. */
function isSameFrame(a: TreeModel, b: TreeModel): boolean {
  const { snapshot: before } = a;
  const { snapshot: now } = b;
  return (
    a.chosen === b.chosen &&
    a.groups.length === b.groups.length &&
    a.groups.every(({ key }, place) => key === b.groups[place]!.key) &&
    a.age === b.age &&
    a.elsewhere === b.elsewhere &&
    before.loadingStates.has(elsewhere) === now.loadingStates.has(elsewhere) &&
    before.error === now.error &&
    (before.readAt === undefined) === (now.readAt === undefined) &&
    // What an error leaves behind is as old as the last refresh.
    (now.error === undefined || before.readAt === now.readAt) &&
    isSameWords([a.finding, a.rest], [b.finding, b.rest])
  );
}

function isSameGroup(a: GroupModel, b: GroupModel): boolean {
  const { rows: before, ...factsBefore } = a;
  const { rows: now, ...facts } = b;
  return (
    before.length === now.length && before.every((row, place) => isSameRow(row, now[place]!)) && isSameWords(factsBefore, facts)
  );
}

function isSameRow(a: JobRecord, b: JobRecord): boolean {
  return a === b || (a.job === b.job && a.error === b.error && a.isRemembered === b.isRemembered);
}

function isSameWords(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
