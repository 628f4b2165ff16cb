// A cloud in memory that keeps jobs, answers when it is told to, and fails when it is told to.
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import type { JobApi } from "../../../src/core/cloud/jobApi.js";
import type { StateInfo } from "../../../src/core/cloud/jobStates.js";
import type { Connection, Credentials } from "../../../src/core/connection.js";
import { VoiceError } from "../../../src/core/errors.js";
import type { JobQuery, Page } from "../../../src/core/jobs/filter/jobQuery.js";
import type { VoiceJob } from "../../../src/core/jobs/job.js";

export interface Call {
  readonly verb: "list" | "get" | "submit" | "check";
  readonly query?: JobQuery;
  readonly page?: Page;
  readonly jobId?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  /** From 1. */
  readonly number: number;
}

const states: readonly StateInfo[] = [
  { state: "RAW", title: "Created", phase: "attention", hint: "", isSubmittable: true },
  { state: "SENT_BACK", title: "Sent back", phase: "attention", hint: "", isSubmittable: true },
  { state: "QUEUED", title: "Waiting", phase: "waiting", hint: "" },
  { state: "TRAINING", title: "Training", phase: "running", hint: "" },
  { state: "DONE", title: "Completed", phase: "succeeded", hint: "", isFinal: true },
  { state: "BROKEN", title: "Failed", phase: "failed", hint: "", isFinal: true },
];

export class ScriptedCloud {
  readonly jobs = new Map<string, VoiceJob>();
  readonly calls: Call[] = [];
  /** Jobs that count but cannot be shown, by state. */
  readonly nameless = new Map<string, number>();
  /** What a call meets before the cloud looks at it: it can wait, and it can throw. */
  before: (call: Call) => void | Promise<void> = () => undefined;
  /** What the answer meets on its way back. */
  after: (call: Call) => void | Promise<void> = () => undefined;
  /** Jobs that were submitted, in order. */
  readonly accepted: string[] = [];
  /** The order that is asked for is ignored. */
  shuffled = false;
  /** Milliseconds since 1970 of the next change. */
  now = 1_000_000;
  readonly cloud: Cloud;

  constructor(id = "scripted", listing: Partial<Cloud["listing"]> = {}) {
    this.cloud = {
      id,
      title: "Scripted Cloud",
      shortTitle: "Scripted",
      regions: [{ id: "here", title: "Here", endpoint: "https://scripted.test" }],
      connectionFields: [{ id: "project", title: "Project" }],
      credentialKinds: [
        {
          id: "key",
          title: "Key",
          fields: [
            { id: "name", title: "Name", required: true },
            { id: "secret", title: "Secret", required: true, secret: true },
          ],
        },
        { id: "token", title: "Token", fields: [{ id: "token", title: "Token", required: true, secret: true }] },
      ],
      states,
      life: [],
      values: { type: [], tag: [], language: [], sex: [] },
      jobFields: [],
      jobId: /^.+$/,
      listing: { countsByState: true, serves: ["states"], burst: 5, ...listing },
      submitFields: [{ id: "voice", title: "Voice" }],
      open: async (connection, credentials) => this.open(connection, credentials),
    };
  }

  /** Adds or changes a job; it goes to the head of every list. */
  put(id: string, state: string, more: Partial<VoiceJob> = {}): VoiceJob {
    this.now += 1000;
    const phase = states.find((each) => each.state === state)?.phase ?? "unknown";
    const job: VoiceJob = { id, name: `Voice ${id}`, state, phase, updatedAt: this.now, raw: { id, state }, ...more };
    this.jobs.set(id, job);
    return job;
  }

  fill(count: number, state: string, prefix = state): void {
    for (let index = 0; index < count; index += 1) this.put(`${prefix}-${index}`, state);
  }

  count(verb: Call["verb"]): number {
    return this.calls.filter((call) => call.verb === verb).length;
  }

  /** By state, as the cloud itself would say. */
  totals(): Record<string, number> {
    const totals: Record<string, number> = Object.fromEntries(this.nameless);
    for (const { state } of this.jobs.values()) totals[state] = (totals[state] ?? 0) + 1;
    return totals;
  }

  private open(connection: Connection, credentials: Credentials): JobApi {
    const call = async <T>(about: Omit<Call, "connection" | "credentials" | "number">, answer: () => T): Promise<T> => {
      const made: Call = { ...about, connection, credentials, number: this.calls.length + 1 };
      this.calls.push(made);
      await this.before(made);
      const answered = answer();
      await this.after(made);
      return answered;
    };
    return {
      list: (query, page, signal) => call({ verb: "list", query, page, signal }, () => this.list(query, page)),
      get: (jobId, signal) =>
        call({ verb: "get", jobId, signal }, () => {
          const job = this.jobs.get(jobId);
          if (!job) throw new VoiceError("notFound", "no such job", { status: 404, code: "NoSuchJob" });
          return { job, requestId: `r-${this.calls.length}` };
        }),
      submit: (jobId, values, signal) => call({ verb: "submit", jobId, values, signal }, () => this.submit(jobId)),
      check: (signal) => call({ verb: "check", signal }, () => ({})),
    };
  }

  private submit(jobId: string) {
    const job = this.jobs.get(jobId);
    if (!states.some(({ state, isSubmittable }) => isSubmittable && state === job?.state))
      throw new VoiceError("refused", "not in this state", { status: 400 });
    this.accepted.push(jobId);
    this.put(jobId, "QUEUED");
    return { requestId: `r-${this.calls.length}` };
  }

  private list({ states: wanted, types, text = "" }: JobQuery, { offset, limit }: Page) {
    const rows = [...this.jobs.values()]
      .filter(
        (job) => (!wanted || wanted.includes(job.state)) && (!types || types.includes(job.type ?? "")) && job.name.includes(text),
      )
      .sort((a, b) => (this.shuffled ? a.id.localeCompare(b.id) : (b.updatedAt ?? 0) - (a.updatedAt ?? 0)));
    const hidden = [...this.nameless].filter(([state]) => !wanted || wanted.includes(state));
    const total = rows.length + hidden.reduce((sum, [, count]) => sum + count, 0);
    return { jobs: rows.slice(offset, offset + limit), total, requestId: `r-${this.calls.length}` };
  }
}
