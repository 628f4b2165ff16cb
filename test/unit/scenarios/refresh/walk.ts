// A random walk: takes its steps in a cloud and a window, and says what must be true of the store after them.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import type { JobQuery } from "../../../../src/core/jobs/filter/jobQuery.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { elsewhere, everything } from "../../../../src/services/jobs/snapshot.js";
import { isFor } from "../../../../src/services/jobs/snapshotDraft.js";
import { HastyClock, settled } from "../../../fakes/clock.js";
import { never, totalsOf } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";
import type { Happening, Step, Wish } from "./walkSteps.js";

export const idOf = { huawei: "job_id", alibaba: "JobId" } as const;
export const stateOf = { huawei: "state", alibaba: "Status" } as const;
export const nameOf = { huawei: "voice_name", alibaba: "VoiceName" } as const;

export class Walk {
  private waiting: Happening[] = [];
  /** Steps of the transport until the person acts; none after 0. */
  private countdown = 0;
  private act: () => void = () => undefined;
  private readonly states: readonly string[];
  private readonly final: ReadonlySet<string>;

  private constructor(
    private readonly home: LocalKernel,
    private readonly cloud: CloudId,
    private readonly clock: HastyClock,
    private readonly isLarge: boolean,
  ) {
    const { states } = clouds.find(({ id }) => id === cloud)!;
    this.states = states.map(({ state }) => state);
    this.final = new Set(states.flatMap(({ state, isFinal }) => (isFinal ? [state] : [])));
    home.store.onDidChange(() => this.assertSound());
  }

  static async open(cloud: CloudId, jobs: number, seed: number, hasUntimed: boolean): Promise<Walk> {
    const clock = new HastyClock();
    let walk: Walk | undefined;
    const options = { jobs: { huawei: 0, alibaba: 0, [cloud]: jobs }, seed };
    const home = await openLocalKernel(options, {}, { clock, between: () => walk?.goOn(), isUntimed: hasUntimed });
    walk = new Walk(home, cloud, clock, jobs > 150);
    return walk;
  }

  close(): Promise<void> {
    return this.home.close();
  }

  async take(step: Step): Promise<void> {
    if (!("meanwhile" in step)) return this.happen(step);
    this.waiting = [...step.meanwhile];
    await this.fulfil(step);
    this.countdown = 0;
    await settled();
    // What did not fit between the answers happens after them.
    while (this.waiting.length > 0) this.goOn();
  }

  /** Undisturbed: everything is as the cloud has it; and whatever list is loaded to its end has every job. */
  async end(): Promise<void> {
    await this.refresh();
    this.assertTrue("after the refresh");
    await this.home.refresher.setScope(this.cloud, undefined);
    if (this.home.store.get(this.cloud).isWhole) return;
    const state = this.states.find((each) => (this.counts()[each] ?? 0) > 100)!;
    await this.loadToEnd(state, {});
    await this.refresh();
    this.assertTrue("after a group was loaded");
    await this.loadToEnd(everything, {});
    this.assertTrue("after all was loaded");
  }

  private async loadToEnd(list: string, query: JobQuery): Promise<void> {
    const { store, refresher } = this.home;
    const rows = () => [...store.get(this.cloud).jobs.values()].filter(({ job }) => list === everything || job.state === list);
    for (let wishes = 0, before = -1; rows().length !== before; wishes += 1) {
      before = rows().length;
      await refresher.loadMore(this.cloud, list, never);
      assert.ok(wishes < 40, "it ends");
    }
    const wanted = this.all().filter((job) => list === everything || job[stateOf[this.cloud]] === list);
    assert.deepEqual(
      rows()
        .map(({ job }) => job.id)
        .sort(),
      wanted.map((job) => String(job[idOf[this.cloud]])).sort(),
      `all of ${list} ${JSON.stringify(query)}`,
    );
  }

  private async refresh(): Promise<void> {
    await this.home.refresher.refreshConnection(this.cloud, never);
    assert.equal(this.home.store.get(this.cloud).error, undefined);
  }

  private async fulfil({ kind, pick: chosen }: Wish): Promise<void> {
    const { refresher } = this.home;
    const { cloud } = this;
    const all = this.all();
    const job = all[chosen % Math.max(1, all.length)];
    const state = String(job?.[stateOf[cloud]] ?? this.states[0]);
    switch (kind) {
      case "refresh":
        return refresher.refreshConnection(cloud, never);
      case "more":
        return refresher.loadMore(cloud, state, never);
      case "everything":
        return refresher.loadMore(cloud, everything, never);
      case "elsewhere":
        return refresher.loadMore(cloud, elsewhere, never);
      case "scope":
        return refresher.setScope(cloud, this.scope(chosen, state));
      case "job":
        return void (await refresher
          .refreshJob(cloud, String(job?.[idOf[cloud]] ?? "0".repeat(32)), never)
          .catch(() => undefined));
      case "search":
        return void (await refresher.search(cloud, String(job?.[nameOf[cloud]] ?? "a").trim(), never));
      case "both": {
        const scope = refresher.setScope(cloud, this.scope(chosen, state));
        await Promise.all([scope, refresher.refreshConnection(cloud, never), refresher.loadMore(cloud, state, never)]);
        return;
      }
      case "stop":
        this.after(chosen % 7, () => refresher.stop(cloud));
        return refresher.refreshConnection(cloud, never);
      case "leave": {
        const left = new AbortController();
        this.after(chosen % 12, () => left.abort());
        return refresher.refreshConnection(cloud, left.signal);
      }
    }
  }

  /** So many steps of the transport later. */
  private after(steps: number, act: () => void): void {
    this.countdown = steps;
    this.act = act;
  }

  private scope(chosen: number, state: string): JobQuery | undefined {
    if (this.cloud === "alibaba") return chosen % 2 ? { types: ["Basic"] } : undefined;
    const scopes: readonly (JobQuery | undefined)[] = [
      undefined,
      { states: [state] },
      { types: ["BASIC"] },
      { tags: ["NEWS"] },
      { states: ["SUCCEED", "FAILED"], types: ["MIDDLE"] },
    ];
    return scopes[chosen % scopes.length];
  }

  private goOn(): void {
    this.countdown -= 1;
    if (this.countdown === 0) this.act();
    const next = this.waiting.shift();
    if (next) this.happen(next);
  }

  private happen(happening: Happening): void {
    const { control } = this.home.local;
    const { cloud } = this;
    if (happening.kind === "pass") return this.clock.advance(happening.ms);
    if (happening.kind === "add") return void control.add(cloud);
    const all = this.all();
    const job = all[happening.pick % Math.max(1, all.length)];
    if (!job) return;
    const id = String(job[idOf[cloud]]);
    if (happening.kind === "remove") return void control.remove(cloud, id);
    const state = String(job[stateOf[cloud]]);
    // Where neither times nor counts tell of it, it cannot be noticed that a job comes back from its end.
    if (cloud === "alibaba" && this.isLarge && this.final.has(state)) return;
    if (happening.kind === "move") return void control.move(cloud, id, this.states[happening.state % this.states.length]!);
    const seconds = Math.floor(this.clock.now() / 1000);
    if (cloud === "huawei")
      control.change(cloud, id, { voice_name: `Reviewed ${seconds}`, tag: "NEWS", lastupdate_time: seconds });
  }

  /** Latest change first. */
  private all() {
    const { control } = this.home.local;
    const jobs = control.jobs(this.cloud);
    return this.cloud === "huawei" ? [...jobs].sort((a, b) => Number(b.lastupdate_time) - Number(a.lastupdate_time)) : jobs;
  }

  private counts(): Readonly<Record<string, number>> {
    return this.home.local.control.counts(this.cloud);
  }

  /** At any moment: groups and rows agree with each other. */
  private assertSound(): void {
    const { jobs, totals, isWhole, scope, readAt } = this.home.store.get(this.cloud);
    const rows = new Map<string, number>();
    const ids = new Set<string>();
    for (const [id, { job }] of jobs) {
      assert.equal(job.id, id);
      ids.add(id);
      rows.set(job.state, (rows.get(job.state) ?? 0) + 1);
    }
    assert.equal(ids.size, jobs.size, "no row is doubled");
    for (const { total } of [...totals.values(), ...(scope?.totals.values() ?? [])]) assert.ok(total > 0);
    if (isWhole && readAt !== undefined)
      assert.deepEqual(Object.fromEntries(rows), Object.fromEntries([...totals].map(([state, { total }]) => [state, total])));
  }

  private assertTrue(when: string): void {
    const { control } = this.home.local;
    const { cloud } = this;
    const snapshot = this.home.store.get(cloud);
    const counts = this.counts();
    const totals = totalsOf(this.home.store, cloud);
    for (const [state, total] of Object.entries(totals)) assert.equal(total, counts[state] ?? 0, `${when}: total of ${state}`);
    for (const state of this.states) assert.equal(totals[state] ?? 0, counts[state] ?? 0, `${when}: total of ${state}`);
    assert.equal(snapshot.total, control.count(cloud), `${when}: total`);
    for (const [id, { job }] of snapshot.jobs) {
      const truth = control.job(cloud, id);
      assert.ok(truth, `${when}: a row of a job that is gone (${job.state})`);
      assert.equal(job.state, truth[stateOf[cloud]], `${when}: state of a row`);
      if (cloud === "huawei" && job.updatedAt !== undefined)
        assert.equal(job.updatedAt, Number(truth.lastupdate_time) * 1000, `${when}: place of a row`);
      if (cloud === "huawei") assert.equal(job.name, String(truth.voice_name ?? "").trim(), `${when}: name of a row`);
    }
    if (snapshot.isWhole) assert.equal(snapshot.jobs.size, control.count(cloud), `${when}: all rows`);
    const { scope } = snapshot;
    if (!scope) return;
    const api = [...this.all()].filter((job) =>
      isFor(
        {
          id: "",
          name: "",
          phase: "unknown",
          raw: {},
          state: String(job.state),
          type: String(job.job_type),
          tag: String(job.tag),
        },
        scope.query,
      ),
    );
    assert.equal(scope.total, api.length, `${when}: total of the scope ${JSON.stringify(scope.query)}`);
    for (const state of scope.query.states ?? this.states)
      assert.equal(
        scope.totals.get(state)?.total ?? 0,
        api.filter((job) => job.state === state).length,
        `${when}: ${state} in the scope`,
      );
  }
}
