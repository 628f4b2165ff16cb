// What persons pressed, what went out for it, what they were told, and whatever of it must never be.
import type { Leftover, SubmitOutcome } from "../../src/features/submit/submitOutcome.js";

import { pressIn } from "./sides.js";

/** One intention: a press of “Submit” that was confirmed. Its id goes along as the voice's name, so that the cloud's own book shows it. */
export interface Press {
  readonly id: string;
  /** Number of its story. */
  readonly story: number;
  readonly jobId: string;
  /** A new one begins when the person releases an unsettled submit, or the cloud gives the job back. */
  readonly era: number;
  /** By the clock of the windows. Milliseconds since 1970. */
  readonly at: number;
  /** How often its request was sent. */
  sends: number;
  /** Of the answer that came. */
  status?: number;
  /** The cloud said that it has taken it, and the answer came whole; no login page. */
  isAnswered?: boolean;
  /** Its window ended before the person heard of it. */
  isAbandoned: boolean;
  /** The person heard that it is not known, or accepted and not shown yet: it may be told again when a window opens. */
  isOpen: boolean;
  /** The person decided that it never arrived, and at that time that was so. */
  isReleased: boolean;
  /** In short. */
  readonly told: string[];
}

/** Of the cloud. */
export interface SubmitRecord {
  /** Ids of the presses that were accepted, oldest first. */
  accepted(jobId: string): readonly string[];
}

export class Ledger {
  readonly counts = new Map<string, number>();
  readonly violations: string[] = [];
  private readonly presses = new Map<string, Press>();
  /** Ended by the person's word that an unsettled submit is void. */
  private readonly releasedEras = new Set<string>();
  private readonly byJob = new Map<string, Press[]>();

  constructor(private readonly record: SubmitRecord) {}

  count(what: string, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  press(story: number, jobId: string, era: number, at: number): Press {
    const id = `press-${this.presses.size + 1}`;
    const press: Press = { id, story, jobId, era, at, sends: 0, isAbandoned: false, isOpen: false, isReleased: false, told: [] };
    this.presses.set(press.id, press);
    this.byJob.set(jobId, [...(this.byJob.get(jobId) ?? []), press]);
    this.count("pressed");
    return press;
  }

  pressesOf(jobId: string): readonly Press[] {
    return this.byJob.get(jobId) ?? [];
  }

  /** `sent`: address and body of a request that is about to be sent. */
  noteSent(sent: string): Press | undefined {
    const press = this.presses.get(pressIn(sent));
    if (press) press.sends += 1;
    return press;
  }

  isAccepted(press: Press): boolean {
    return this.record.accepted(press.jobId).includes(press.id);
  }

  /**
   * The job has moved by an earlier one that came late. Of the job it is true that it was submitted, and no answer of the cloud says whose
   * values it took: the person said that the earlier one is void.
   */
  isOvertaken(press: Press): boolean {
    const isVoid = ({ jobId, era }: Press) => era < press.era && this.releasedEras.has(eraOf(jobId, era));
    return this.pressesOf(press.jobId).some((each) => isVoid(each) && this.isAccepted(each));
  }

  /** What the person hears; `isAlone`: no second click of the same intention runs beside it. */
  hear(press: Press, outcome: SubmitOutcome, isAlone: boolean): void {
    this.count(`told ${outcome.kind}`);
    press.told.push("error" in outcome ? `${outcome.kind}: ${outcome.error.kind} ${outcome.error.reason}` : outcome.kind);
    if (outcome.kind === "accepted" && !this.isAccepted(press)) {
      if (this.isOvertaken(press)) this.count("told of a released one that came late");
      else this.violate("reported as sent and was not", press);
    }
    if (outcome.kind === "notSubmitted" && isAlone && this.isAccepted(press)) this.violate("reported as not sent and was", press);
    if (outcome.kind === "accepted" && outcome.isUnshown) this.count("told accepted, and not shown");
    if (outcome.kind === "earlier" && outcome.seen !== undefined) this.count("told that it seems to have come back");
    if (outcome.kind === "accepted" || outcome.kind === "unknown") press.isOpen = true;
    const isHeld = outcome.kind === "earlier" || outcome.kind === "wrongState";
    if (isHeld && isAlone && press.sends > 0) this.violate("reported as held back and was sent", press);
  }

  hearLeftover({ jobId, outcome }: Leftover): void {
    this.count(`leftover ${outcome.kind}`);
    if (outcome.kind === "neverSent") {
      // A claim may also stay behind because its intent was locked; who pressed has heard that nothing was sent, and hears it again.
      if (!this.pressesOf(jobId).some((press) => press.at === outcome.since && press.sends === 0))
        this.violateJob("left over, reported as never sent and was", jobId);
      return;
    }
    const open = this.pressesOf(jobId).filter((press) => press.isAbandoned || press.isOpen);
    const [first] = open;
    if (!first) return this.violateJob(`left over and never left, told ${outcome.kind}`, jobId);
    if (outcome.kind === "accepted" && !open.some((press) => this.isAccepted(press)))
      this.violate("left over, reported as sent and was not", first);
  }

  /** The person takes it that nothing of this has arrived. */
  release(jobId: string, era: number): void {
    this.count("released");
    this.releasedEras.add(eraOf(jobId, era));
    for (const press of this.pressesOf(jobId)) if (press.sends > 0 && !this.isAccepted(press)) press.isReleased = true;
  }

  /** Everything about a job once nothing is under way any more. */
  close(jobId: string): void {
    const accepted = this.record.accepted(jobId);
    const presses = this.pressesOf(jobId);
    const eras = new Map<number, number>();
    for (const press of presses) {
      const times = accepted.filter((id) => id === press.id).length;
      this.count("accepted", times);
      if (times > 1) this.violate("accepted twice", press);
      if (press.sends > 1) this.violate("sent twice", press);
      // Also where the answer came after the person had cancelled: what is on its way is waited for.
      if (press.isAnswered && press.told.some((told) => told.startsWith("unknown")))
        this.violate("reported as not known and was answered", press);
      eras.set(press.era, (eras.get(press.era) ?? 0) + times);
    }
    for (const [era, times] of eras) if (times > 1) this.violateJob(`era ${era}: ${times} of its presses were accepted`, jobId);
  }

  violate(what: string, press: Press): void {
    this.violations.push(`${what}: ${JSON.stringify(press)}`);
  }

  violateJob(what: string, jobId: string): void {
    this.violations.push(
      `${what}: ${jobId}\n    ${this.pressesOf(jobId)
        .map((press) => JSON.stringify(press))
        .join("\n    ")}`,
    );
  }
}

function eraOf(jobId: string, era: number): string {
  return `${jobId}/${era}`;
}
