// Changes the values of several jobs as a person asks for it cell by cell, in blocks, and back again.
import { askedFields, type Values } from "../../../core/forms/formValues.js";
import { jobKeyText } from "../../../core/jobs/job.js";
import type { GridPlace } from "../../../protocol/grid.js";
import { withoutGuard } from "../../../text/cells/cellEscape.js";
import { translate } from "../../../text/translate.js";
import { isForAll, type Layers, problemsToSend, valuesToSend, withTyped } from "../batchValues.js";
import { readBlock } from "../pastedBlock.js";
import { layPasted, type Pasted } from "../pasteValues.js";
import { rowForAll } from "../text/batchGrid.js";
import { type BatchEntry, candidateOf, type Plan } from "./batchPlan.js";

/** How it was. */
interface Memory {
  readonly entries: readonly (readonly [BatchEntry, Layers["typed"]])[];
  readonly shared: ReadonlyMap<string, Values>;
}

const mostMemories = 100;

export class PlanEditor {
  private readonly memories: Memory[] = [];

  /** `jobTitles`: what the column with the jobs may be called in what is pasted. */
  constructor(
    private readonly plan: Plan,
    private readonly jobTitles: readonly string[],
  ) {}

  get canUndo(): boolean {
    return this.memories.length > 0;
  }

  /** Something would be lost. */
  get isTouched(): boolean {
    const { entries, shared } = this.plan;
    return (
      entries.some(({ typed }) => Object.keys(typed).length > 0) ||
      [...shared.values()].some((each) => Object.keys(each).length > 0)
    );
  }

  set(place: GridPlace, value: string): void {
    this.remember();
    this.put(place, value.trim());
  }

  /** For all: each job keeps what it has. For one: as for all, or, where it is that, nothing is sent. */
  clear(place: GridPlace): void {
    this.remember();
    const entry = this.entryOf(place.row);
    const { [place.column]: typed, ...others } = entry?.typed ?? {};
    if (entry && typed !== undefined) entry.typed = others;
    else this.put(place, "");
  }

  paste(place: GridPlace, text: string): Pasted {
    const entries = this.plan.entries.filter(({ cloud }) => cloud.id === place.table);
    const fields = askedFields(entries[0]?.fields ?? []);
    const rows = entries.map(({ key, job }) => ({ id: jobKeyText(key), names: [job.id, job.name].filter(Boolean) }));
    const block = readBlock(text).map((cells) => cells.map(withoutGuard));
    const pasted = layPasted(block, {
      fields,
      rows: fields.some(isForAll) ? [{ id: rowForAll, names: [] }, ...rows] : rows,
      translate,
      jobTitles: this.jobTitles,
      start: { row: place.row, column: place.column },
    });
    if (pasted.cells.length > 0) this.remember();
    for (const { row, field, value } of pasted.cells) this.put({ table: place.table, row, column: field.id }, value);
    return pasted;
  }

  leaveOut(row: string): void {
    this.remember();
    this.plan.entries = this.plan.entries.filter(({ key }) => jobKeyText(key) !== row);
  }

  undo(): void {
    const before = this.memories.pop();
    if (!before) return;
    this.plan.entries = before.entries.map(([entry, typed]) => {
      entry.typed = typed;
      return entry;
    });
    this.plan.shared.clear();
    for (const [cloud, values] of before.shared) this.plan.shared.set(cloud, values);
  }

  /** What an editor of the cell begins with. */
  valueAt({ table, row, column }: GridPlace): string {
    const entry = this.entryOf(row);
    if (!entry) return this.plan.shared.get(table)?.[column] ?? "";
    return valuesToSend(entry.fields, candidateOf(this.plan, entry).layers)[column] ?? "";
  }

  /** The first that is missing or wrong. */
  firstProblem(): GridPlace | undefined {
    for (const entry of this.plan.entries) {
      const [problem] = problemsToSend(entry.fields, candidateOf(this.plan, entry).layers);
      if (problem) return { table: entry.cloud.id, row: jobKeyText(entry.key), column: problem.id };
    }
    return undefined;
  }

  private put({ table, row, column }: GridPlace, value: string): void {
    const { plan } = this;
    const entry = this.entryOf(row);
    const field = (entry ?? plan.entries.find(({ cloud }) => cloud.id === table))?.fields.find(({ id }) => id === column);
    if (!field || field.isFixed) return;
    if (entry) {
      entry.typed = withTyped(field, candidateOf(plan, entry).layers, value);
    } else if (row === rowForAll && isForAll(field)) {
      const { [column]: _, ...others } = plan.shared.get(table) ?? {};
      plan.shared.set(table, value === "" ? others : { ...others, [column]: value });
    }
  }

  private entryOf(row: string): BatchEntry | undefined {
    return this.plan.entries.find(({ key }) => jobKeyText(key) === row);
  }

  private remember(): void {
    const { entries, shared } = this.plan;
    this.memories.push({ entries: entries.map((entry) => [entry, entry.typed] as const), shared: new Map(shared) });
    if (this.memories.length > mostMemories) this.memories.shift();
  }
}
