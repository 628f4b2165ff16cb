// One story: a person, two windows, one job, and whatever goes wrong between them and the cloud.
import { setTimeout as wait } from "node:timers/promises";
import type { DemoCloud } from "../../src/demoCloud/index.js";
import type { Random } from "../../src/demoCloud/jobs/random.js";
import type { SubmitOutcome } from "../../src/features/submit/submitOutcome.js";
import { HastyClock } from "../fakes/clock.js";
import type { Fixture, TestKernel } from "../unit/scenarios/kernel.js";
import { lateness, planFaults } from "./faults.js";
import type { Ledger, Press } from "./ledger.js";
import { Life } from "./life.js";
import type { Side } from "./sides.js";

const minute = 60_000;
/** Steps into the world that a submit takes where nothing goes wrong, and a few more. */
const stepsOfSubmit = 44;

export interface StoryContext {
  readonly number: number;
  readonly local: DemoCloud;
  readonly side: Side;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly below: Fixture;
  readonly clock: HastyClock;
  /** Ids of connections to the same place. */
  readonly connections: readonly string[];
  /** Numbers of stories that want their end: keys, which all share, do not end meanwhile. */
  readonly ending: Set<number>;
  readonly sabotageKernel?: ((home: TestKernel) => void) | undefined;
}

export class Story {
  private readonly jobId: string;
  private readonly hasOldReads: boolean;
  private windows: Life[] = [];
  private era = 1;
  /** Until then a request that was held up may still take effect. Milliseconds since 1970. */
  private lateUntil = 0;
  /** The person was told that an earlier submit is not settled. */
  private isHeld = false;

  constructor(private readonly context: StoryContext) {
    const { random, side, local } = context;
    this.hasOldReads = random.chance(0.6);
    this.jobId = side.add(local, random.chance(0.6));
  }

  /** Presses at least once. */
  async run(): Promise<void> {
    const { random, local, ledger } = this.context;
    for (const slot of [0, 1]) await this.open(slot);
    for (let acts = random.whole(3, 8); acts > 0; acts -= 1) await this.act();
    await this.goodEnd();
    ledger.count("reached the cloud", local.control.submitAttempts(this.jobId));
    ledger.close(this.jobId);
    local.control.faults.clear(this.jobId);
    local.control.remove(this.context.side.cloud, this.jobId);
    for (const window of this.windows) window.end();
  }

  private async act(): Promise<void> {
    const { random, clock, local, ledger } = this.context;
    const act = random.weighted([
      ["press", 12],
      ["press and reload", 5],
      ["reload", 1],
      ["release", this.isHeld ? 4 : 0],
      ["give back", 2],
      ["keys end", 0.3],
      ["time passes", 1],
    ] as const);
    switch (act) {
      case "press": {
        this.plan();
        const both = random.chance(0.15);
        const slots = both ? [0, 1] : [random.whole(0, 1)];
        if (both) ledger.count("pressed in two windows at once", 2);
        return void (await Promise.all(slots.map((slot) => this.press(slot, random.chance(0.12)))));
      }
      case "press and reload": {
        this.plan();
        const slot = random.whole(0, 1);
        this.window(slot).endAfter(random.whole(1, stepsOfSubmit));
        ledger.count("reloads armed in mid-submit");
        await this.press(slot, random.chance(0.1));
        return this.reload(slot);
      }
      case "reload":
        return this.reload(random.whole(0, 1));
      case "release":
        return this.release();
      case "give back":
        return this.giveBack();
      case "keys end":
        if (this.context.ending.size > 0) return;
        ledger.count("keys ended");
        local.control.expireTokens();
        // What was refused stays refused until the person acts.
        if (random.chance(0.7)) await this.tryKeysAgain();
        return;
      case "time passes":
        ledger.count("clock moved");
        return clock.advance(random.pick([20_000, 6 * minute, 60 * minute, -30 * minute]));
    }
  }

  private plan(): void {
    const { random, ledger, local, side } = this.context;
    for (const fault of planFaults(random, side, this.hasOldReads)) {
      const { name, ...rest } = fault;
      ledger.count(`fault ${name}`);
      local.control.faults.add({ ...rest, jobId: this.jobId });
      this.lateUntil = Math.max(this.lateUntil, Date.now() + lateness(fault) + 1_000);
    }
  }

  /** `isSure`: they do not change their mind. */
  private async press(slot: number, isDoubled: boolean, isSure = false): Promise<void> {
    const { ledger, random, connections, side, local } = this.context;
    const window = this.window(slot);
    const press = ledger.press(this.context.number, this.jobId, this.era, this.context.clock.now());
    if (isDoubled) ledger.count("clicked twice");
    window.press = press;
    const mind = new AbortController();
    if (!isDoubled && !isSure && random.chance(0.2)) {
      ledger.count("armed to be cancelled");
      window.cancelAfter(random.whole(1, stepsOfSubmit), () => {
        ledger.count(press.sends > 0 ? "cancelled after it was sent" : "cancelled before it was sent");
        mind.abort();
      });
    }
    const clicks = Array.from({ length: isDoubled ? 2 : 1 }, async () => {
      const values = side.values(local, this.jobId, press.id);
      const outcome = await window.home.submitter.submit(random.pick(connections), this.jobId, values, mind.signal);
      ledger.hear(press, outcome, !isDoubled);
      this.learn(outcome);
    });
    const isHeard = await Promise.race([Promise.all(clicks).then(() => true), window.ended.then(() => false)]);
    window.cancelAfter(Number.POSITIVE_INFINITY, () => undefined);
    if (isHeard) window.press = undefined;
    else ledger.count("abandoned in mid-submit");
  }

  private learn(outcome: SubmitOutcome): void {
    this.isHeld = outcome.kind === "unknown" || (outcome.kind === "earlier" && !outcome.isUnderWay) || this.isHeld;
  }

  private async reload(slot: number): Promise<void> {
    const { ledger } = this.context;
    const old = this.window(slot);
    old.end();
    ledger.count("reloads");
    const told = await this.open(slot);
    const press = old.press;
    if (press && press.sends > 0 && !told && !(await this.isDecided(press))) ledger.violate("forgotten", press);
  }

  /** Nothing has to be reported: the cloud has answered, or its answer shows in the job, and nothing is held back any more. */
  private async isDecided(press: Press): Promise<boolean> {
    const { ledger } = this.context;
    if (ledger.isAccepted(press) || ledger.isOvertaken(press) || (press.status !== undefined && press.status < 500)) return true;
    // It is still written down: the window beside it has taken it over, and tells.
    return (await this.context.below.lockFiles.names()).some((name) => name.startsWith("submit-"));
  }

  /** A window opens, and does what it does then. Whether the person was told something. */
  private async open(slot: number): Promise<boolean> {
    const { below, ledger, random } = this.context;
    const window = new Life(below, ledger, random.chance(0.5), this.context.sabotageKernel);
    this.windows[slot] = window;
    if (!window.home.recovery.hasPending()) return false;
    const leftovers = await window.home.recovery.recoverAll();
    for (const leftover of leftovers) {
      ledger.hearLeftover(leftover);
      if (leftover.outcome.kind === "earlier" || leftover.outcome.kind === "gone") this.isHeld = true;
    }
    return leftovers.length > 0;
  }

  /** The person decides that what is not settled is void; what they press next is a new intention. */
  private async release(): Promise<void> {
    const { ledger, random, connections } = this.context;
    ledger.release(this.jobId, this.era);
    await this.window(random.whole(0, 1)).home.recovery.release(random.pick(connections), this.jobId);
    this.isHeld = false;
    this.era += 1;
  }

  /** The cloud sends back what it has taken. */
  private giveBack(): void {
    const { side, local } = this.context;
    if (side.stateOf(local, this.jobId) !== side.taken) return;
    local.control.move(side.cloud, this.jobId, side.back);
    this.context.ledger.count("given back");
    this.era += 1;
  }

  /** All is well again: a new window reports the truth, and pressing again gets through. */
  private async goodEnd(): Promise<void> {
    const { local, ledger, below, side } = this.context;
    const { keyClock } = below;
    local.control.faults.clear(this.jobId);
    const late = this.lateUntil - Date.now();
    if (late > 0 && this.lateUntil > 0 && this.isLate()) await wait(late);
    for (const slot of [0, 1]) await this.reload(slot);
    await this.press(0, false, true);
    const isFree = side.free.test(side.stateOf(local, this.jobId));
    const before = local.control.submits(this.jobId);
    // Other stories let keys end meanwhile, and a busy machine is late.
    for (let tries = 10; tries > 0 && isFree && local.control.submits(this.jobId) === before; tries -= 1) {
      if (tries < 8) this.context.ending.add(this.context.number);
      await this.release();
      // A person does not press again within a second of reading that a key was refused.
      if (keyClock instanceof HastyClock) keyClock.advance(2_000);
      await this.tryKeysAgain();
      await this.press(1, false, true);
    }
    this.context.ending.delete(this.context.number);
    if (isFree && local.control.submits(this.jobId) === before)
      ledger.violateJob("cannot be submitted, and nothing is in the way", this.jobId);
  }

  /** In truth one clock says when a key was refused and when the person acted: here the one of the windows is set by that of the keys. */
  private async tryKeysAgain(): Promise<void> {
    const { below, clock, connections } = this.context;
    if (below.keyClock) clock.advance(Math.max(0, below.keyClock.now() - clock.now()));
    for (const { home } of this.windows) await home.sessions.tryAgain(connections);
  }

  /** Something was sent that the cloud has neither taken nor refused yet. */
  private isLate(): boolean {
    const { ledger } = this.context;
    return ledger
      .pressesOf(this.jobId)
      .some((press) => press.sends > 0 && press.status === undefined && !ledger.isAccepted(press));
  }

  private window(slot: number): Life {
    const window = this.windows[slot];
    if (!window) throw new Error(`No window ${slot}`);
    return window;
  }
}
