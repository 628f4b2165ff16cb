// Reads the groups of a connection in the tree, and what they must say by the cloud's own count.
import { strict as assert } from "node:assert";
import type { Cloud } from "../../../src/core/cloud/cloud";
import { eventually } from "../../host/workbench/eventually";
import type { Tree, TreeRow } from "../../host/workbench/tree";

export type Totals = Readonly<Record<string, number>>;

/** Shows every connection and every group, and no job. Groups that need the person come open: close those that come late, too. */
export async function showGroupsOnly(tree: Tree, connections: readonly string[]): Promise<void> {
  await eventually(async (short) => {
    await tree.pressTitle("Collapse");
    for (const connection of connections) await tree.expand(connection, short);
    const rows = await tree.items();
    assert.ok(rows.every(({ level }) => level < 3));
    for (const connection of connections) assert.ok(Object.keys(groupsOf(rows, connection)).length > 1);
  });
}

/** Numbers beside the groups of a connection, by label, in the order of the rows. */
export async function totalsOf(tree: Tree, connection: string): Promise<Totals> {
  return groupsOf(await tree.items(), connection);
}

function groupsOf(rows: readonly TreeRow[], connection: string): Totals {
  const from = rows.findIndex(({ label, level }) => level === 1 && label === connection) + 1;
  if (from === 0) throw new Error(`No connection ${connection} in the tree`);
  const to = rows.findIndex(({ level }, index) => index >= from && level === 1);
  const groups = rows.slice(from, to < 0 ? undefined : to).filter(({ level }) => level === 2);
  return Object.fromEntries(groups.map(({ label, description }) => [label, Number(description.replaceAll(",", ""))]));
}

/** The cloud's own count as the tree words it; undocumented states are one number. */
export function wordTotals(cloud: Cloud, counts: Totals): Totals {
  return sumUnknown(cloud, Object.fromEntries(Object.entries(counts).map(([state, count]) => [titleOf(cloud, state), count])));
}

export function sumUnknown(cloud: Cloud, totals: Totals): Totals {
  const titles = cloud.states.map(({ title }) => title);
  const known = titles.flatMap((title) => (totals[title] === undefined ? [] : [[title, totals[title]] as const]));
  const unknown = Object.entries(totals).reduce((sum, [title, count]) => (titles.includes(title) ? sum : sum + count), 0);
  return { ...Object.fromEntries(known), ...(unknown > 0 && { unknown }) };
}

export function titleOf(cloud: Cloud, state: string): string {
  return cloud.states.find((each) => each.state === state)?.title ?? state;
}
