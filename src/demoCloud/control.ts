// The control of the local cloud: a test or a person counts, adds, changes and moves jobs, and switches faults on.

import type { LibraryMedia } from "./alibaba/mediaStore.js";
import type { DemoState } from "./demoState.js";
import type { TimeReading } from "./huawei/jobs/list.js";
import type { Fault } from "./server/faults.js";
import type { CloudId, Job } from "./server/messages.js";
import type { StoredObject } from "./server/objectStore.js";
import type { LoggedRequest } from "./server/requestLog.js";
import type { SaidText, VoiceFacts } from "./sound/voices.js";

export interface DemoControl {
  count(cloud: CloudId, state?: string): number;
  /** Only states that have jobs. */
  counts(cloud: CloudId): Readonly<Record<string, number>>;
  /** Newest first, as the cloud's list sends them (Alibaba: of both types, GmtCreate included). */
  jobs(cloud: CloudId): readonly Job[];
  job(cloud: CloudId, id: string): Job | undefined;
  /** Adds a job, believable where nothing else is said; a field given as undefined is left out. */
  add(cloud: CloudId, partial?: Job): Job;
  /** Changes fields; undefined (or, over HTTP, a name in `without`) takes a field away. */
  change(cloud: CloudId, id: string, patch: Job, without?: readonly string[]): Job;
  /** Into any state, with what belongs to it; the job then stays there. */
  move(cloud: CloudId, id: string, state: string): Job;
  remove(cloud: CloudId, id: string): boolean;
  /** How often a submit of this job was accepted. */
  submits(id: string): number;
  /** How often a submit of this job reached the cloud, accepted or not. */
  submitAttempts(id: string): number;
  /** The values of each accepted submit. */
  submitBodies(id: string): readonly Job[];
  /** What was uploaded and kept. */
  readonly uploads: readonly StoredObject[];
  /** What lies in the buckets of the local OSS; names begin with the bucket. */
  readonly bucketObjects: readonly StoredObject[];
  /** As if it had been uploaded into a bucket of the local OSS. */
  putObject(key: string, content: Buffer, contentType: string): void;
  /** The media library of the local Alibaba; `add` puts a recording there. */
  readonly media: {
    all(): readonly LibraryMedia[];
    add(media: Partial<LibraryMedia> & { readonly title: string }): LibraryMedia;
  };
  /** How a finished voice differs from one that is well; by the voice's id. */
  changeVoice(voiceId: string, facts: VoiceFacts): void;
  /** What voices were asked to say, each accepted request once. */
  speeches(): readonly SaidText[];
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  /** `clear`: all, or those of one job. */
  readonly faults: { add(fault: Fault): void; clear(jobId?: string): void };
  /** How far the clouds' own clock is ahead of the real one; jobs do not notice. */
  setClockOffset(ms: number): void;
  setLatency(ms: number): void;
  /** The number of the first sentence of a Huawei job: 0 at first, or 1. */
  setSegmentBase(base: 0 | 1): void;
  /** How Huawei's list reads the times that it is filtered by; as it is documented nowhere, it understands all formats at first. */
  setTimeReading(times: TimeReading): void;
  /** Every token and temporary key given out so far is expired from now on. */
  expireTokens(): void;
  /** Ends the lock-out of Huawei keys. */
  unlock(): void;
  /** Huawei's permanent key has another secret from now on. */
  changeSecret(secret: string): void;
}

export function createControl(demo: DemoState): DemoControl {
  /** The cloud's jobs as they are at this moment. */
  const seeds = (cloud: CloudId) => {
    if (cloud !== "huawei" && cloud !== "alibaba") throw new Error(`No such cloud: ${String(cloud)}`);
    demo.advance();
    return demo.seeds[cloud];
  };
  const known = (cloud: CloudId, id: string): Job => {
    const job = seeds(cloud).jobIndex.get(id);
    if (!job) throw new Error(`No such job in ${cloud}: ${id}`);
    return job;
  };
  const put = (cloud: CloudId, job: Job): Job => {
    demo.seeds[cloud].jobIndex.put(job);
    return job;
  };
  return {
    count: (cloud, state) => seeds(cloud).jobIndex.count(state === undefined ? undefined : `state:${state}`),
    counts: (cloud) => seeds(cloud).jobIndex.counts("state:"),
    jobs: (cloud) => seeds(cloud).jobIndex.page("created", true, 0, Number.MAX_SAFE_INTEGER),
    job: (cloud, id) => seeds(cloud).jobIndex.get(id),
    add: (cloud, partial = {}) => {
      const { lifecycle, random } = seeds(cloud);
      const born = lifecycle.newborn(demo.now(), random);
      const state = lifecycle.state({ ...born, ...partial });
      const grown = state === lifecycle.state(born) ? born : lifecycle.enter(born, state, demo.now(), random);
      return put(cloud, withoutUndefined({ ...grown, ...partial }));
    },
    change: (cloud, id, patch, without = []) => {
      const kept = Object.entries({ ...known(cloud, id), ...patch }).filter(([name]) => !without.includes(name));
      const changed = withoutUndefined(Object.fromEntries(kept));
      const { lifecycle, jobIndex } = demo.seeds[cloud];
      if (lifecycle.id(changed) !== id) jobIndex.remove(id);
      return put(cloud, changed);
    },
    move: (cloud, id, state) => {
      const { lifecycle, random } = seeds(cloud);
      const moved = lifecycle.enter(known(cloud, id), state, demo.now(), random);
      demo.simulations[cloud].release(id);
      return put(cloud, moved);
    },
    remove: (cloud, id) => seeds(cloud).jobIndex.remove(id),
    submits: (id) => demo.submits.bodies(id).length,
    submitAttempts: (id) => demo.submits.attempts(id),
    submitBodies: (id) => demo.submits.bodies(id),
    get uploads() {
      return demo.store.all();
    },
    get bucketObjects() {
      return demo.buckets.all();
    },
    putObject: (key, content, contentType) => demo.buckets.put(key, content, contentType),
    media: demo.media,
    changeVoice: (voiceId, facts) => demo.voices.change(voiceId, facts),
    speeches: () => demo.voices.tasks(),
    get requests() {
      return demo.log.all();
    },
    clearRequests: () => demo.log.clear(),
    faults: { add: (fault) => demo.faults.add(fault), clear: (jobId) => demo.faults.clear(jobId) },
    setClockOffset: (ms) => {
      demo.clockOffset = ms;
    },
    setTimeReading: (times) => {
      demo.times = times;
    },
    setSegmentBase: (base) => {
      demo.huaweiSegments.base = base;
    },
    setLatency: (ms) => {
      demo.latency = ms;
    },
    expireTokens: () => {
      demo.huaweiGateway.expireTokens();
      demo.alibabaGateway.expireTokens();
    },
    unlock: () => demo.huaweiGateway.unlock(),
    changeSecret: (secret) => demo.huaweiGateway.changeSecret(secret),
  };
}

function withoutUndefined(job: Job): Job {
  return Object.fromEntries(Object.entries(job).filter(([, value]) => value !== undefined));
}
