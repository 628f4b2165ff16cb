// Moves the jobs of one cloud through their life, calculated from the clock at each request: no timer runs.
import type { SeedJobs } from "./seedJobs.js";

const minute = 60_000;

/** How many jobs are on the move at once, however many there are. */
const crowd = 48;

/** After a long sleep (a closed laptop) no more changes than this are caught up with. */
const mostAtOnce = 2_000;

interface Appointment {
  readonly jobId: string;
  /** Milliseconds; when the job goes on. */
  due: number;
}

export class Simulation {
  readonly #seeds: SeedJobs;
  /** One minute of the cloud in milliseconds here, so that a change shows every `rhythm` milliseconds on average. */
  readonly #minute: number;
  /** In the order of their times, next first. */
  readonly #appointments: Appointment[] = [];
  readonly #isMoving: boolean;

  constructor(seeds: SeedJobs, startedAt: number, changeEveryMs: number, isMoving: boolean) {
    this.#seeds = seeds;
    this.#isMoving = isMoving;
    const { lifecycle, jobIndex, random } = seeds;
    const movers = Object.entries(lifecycle.stages)
      .filter(([state, stage]) => stage.next.length > 0 && !lifecycle.isResumedByOwner(state))
      .flatMap(([state]) => jobIndex.page("updated", true, 0, Math.ceil(crowd / 6), `state:${state}`))
      .slice(0, crowd);
    const perMinute = movers.reduce((sum, job) => sum + 1 / (lifecycle.stages[lifecycle.state(job)]?.minutes ?? 60), 0);
    this.#minute = Math.max(minute / 60, Math.min(minute, perMinute * changeEveryMs));
    if (!isMoving) return;
    for (const job of movers) {
      const duration = (lifecycle.stages[lifecycle.state(job)]?.minutes ?? 0) * this.#minute;
      this.#insert({ jobId: lifecycle.id(job), due: startedAt + random.next() * duration });
    }
  }

  /** Lets everything happen that was due until now. */
  advance(now: number): void {
    if (!this.#isMoving) return;
    for (let steps = 0; this.#appointments.length > 0 && this.#appointments[0]!.due <= now; steps++) {
      if (steps === mostAtOnce) this.#postpone(now);
      else this.#step(this.#appointments.shift()!);
    }
  }

  /** From now on this job moves by itself, as after a submit. */
  adopt(jobId: string, now: number): void {
    this.release(jobId);
    if (this.#isMoving) this.#plan(jobId, now);
  }

  /** From now on this job stays where it is. */
  release(jobId: string): void {
    const at = this.#appointments.findIndex((appointment) => appointment.jobId === jobId);
    if (at >= 0) this.#appointments.splice(at, 1);
  }

  #step({ jobId, due }: Appointment): void {
    const { lifecycle, jobIndex, random } = this.#seeds;
    const job = jobIndex.get(jobId);
    if (!job) return;
    const followers = lifecycle.stages[lifecycle.state(job)]?.next ?? [];
    if (followers.length === 0) return;
    const state = lifecycle.next?.(job) ?? random.weighted(followers);
    jobIndex.put(lifecycle.enter(job, state, due, random));
    const isOver = (lifecycle.stages[state]?.next.length ?? 0) === 0;
    // Some rejected jobs wait for good, so that there is always one for the person to submit.
    const isKnown = lifecycle.next?.(job) !== undefined;
    const isLeft = lifecycle.isResumedByOwner(state) && (isKnown || random.chance(0.5));
    if (isOver || isLeft) {
      const child = lifecycle.newborn(due, random);
      jobIndex.put(child);
      this.#plan(lifecycle.id(child), due);
    } else {
      this.#plan(jobId, due);
    }
  }

  #plan(jobId: string, from: number): void {
    const { lifecycle, jobIndex, random } = this.#seeds;
    const job = jobIndex.get(jobId);
    const stage = job && lifecycle.stages[lifecycle.state(job)];
    if (!stage || stage.next.length === 0) return;
    const isKnown = lifecycle.knownStayMs !== undefined && lifecycle.next?.(job) !== undefined;
    const stay = isKnown ? lifecycle.knownStayMs : stage.minutes * this.#minute * (0.6 + random.next() * 0.8);
    this.#insert({ jobId, due: from + stay });
  }

  #insert(appointment: Appointment): void {
    const at = this.#appointments.findIndex((other) => other.due > appointment.due);
    this.#appointments.splice(at < 0 ? this.#appointments.length : at, 0, appointment);
  }

  #postpone(now: number): void {
    const delay = now - this.#appointments[0]!.due + 1;
    for (const appointment of this.#appointments) appointment.due += delay;
  }
}
