// Breaks the guard on purpose, one part at a time: who counts must notice each of these.
import { VoiceError } from "../../src/core/errors.js";
import type { Http, LockFiles } from "../../src/core/ports/ports.js";
import type { SubmitterKernel } from "../../src/features/submit/submitter.js";
import type { TestKernel } from "../unit/scenarios/kernel.js";
import type { Run } from "./run.js";

const isIntent = (name: string) => /^submit-[^.]+\.json$/.test(name);
const phaseOf = (text: string) => /"phase":"(\w+)"/.exec(text)?.[1];

/** Every caller gets the claim, even where another has it already. */
const withoutClaim = (notes: LockFiles): LockFiles => ({
  ...all(notes),
  claim: async (name, text) => {
    if (!isIntent(name)) return notes.claim(name, text);
    await notes.remove(name);
    return notes.claim(name, text);
  },
});

/** What may have been sent reads as if nothing had been, long ago. */
const withoutSending = (notes: LockFiles): LockFiles => ({
  ...all(notes),
  read: async (name) => {
    const text = await notes.read(name);
    return text?.replace(/"phase":"(sending|unknown|accepted)"/, '"phase":"claimed"').replace(/"since":\d+/, '"since":1');
  },
});

/** What is not known yet is taken for over. */
const tooSoon = (notes: LockFiles): LockFiles => ({
  ...all(notes),
  replace: (name, text) =>
    isIntent(name) && /^(unknown|accepted)$/.test(phaseOf(text) ?? "") ? notes.remove(name) : notes.replace(name, text),
});

/** Nothing of what was intended outlives its window. */
const forgetful = (notes: LockFiles): LockFiles => ({
  ...all(notes),
  replace: (name, text) => (isIntent(name) ? notes.remove(name) : notes.replace(name, text)),
});

const retried = (http: Http): Http => ({
  send: async (prepare, options) => {
    try {
      return await http.send(prepare, options);
    } catch (thrown) {
      if (options.effect === "write") return http.send(prepare, options);
      throw thrown;
    }
  },
});

/** What may have been sent is said not to have been. */
const hopeful = (http: Http): Http => ({
  send: (prepare, options) =>
    http.send(prepare, options).catch((thrown: unknown) => {
      if (options.effect === "write") throw new VoiceError("network", "lost", { reason: "reset", wasSent: false });
      throw thrown;
    }),
});

/** A failed write is reported as done. */
const boastful = (http: Http): Http => ({
  send: async (prepare, options) => {
    const answer = await http.send(prepare, options);
    return options.effect === "write" ? { ...answer, status: 200, body: new Uint8Array() } : answer;
  },
});

/** Whatever comes with the status of a success is one, as Huawei's empty answer is. */
const trusting = (http: Http): Http => ({
  send: async (prepare, options) => {
    const answer = await http.send(prepare, options);
    const isSuccess =
      options.effect === "write" && answer.status < 300 && !new TextDecoder().decode(answer.body).includes("JobId");
    return isSuccess ? { ...answer, headers: { "x-request-id": "r" }, body: new Uint8Array() } : answer;
  },
});

/** A nonce that was used is a refusal like any other. */
const sure = (http: Http): Http => ({
  send: async (prepare, options) => {
    const answer = await http.send(prepare, options);
    const text = new TextDecoder().decode(answer.body);
    const body = new TextEncoder().encode(text.replaceAll("SignatureNonceUsed", "InvalidParameter"));
    return options.effect === "write" ? { ...answer, body } : answer;
  },
});

/** Who refuses is believed, whatever the job shows. */
const unseeing = ({ submitter }: TestKernel): void => {
  const { context } = submitter as unknown as { readonly context: SubmitterKernel };
  const { proof } = context;
  const shows = proof.shows.bind(proof);
  proof.shows = (intent, job) => (intent.wasRefused ? "same" : shows(intent, job));
};

/** What was accepted is remembered only where a job has a time. */
const timely = ({ submitter }: TestKernel): void => {
  const { staleAnswers } = (submitter as unknown as { readonly kernel: SubmitterKernel }).kernel.submitIntents;
  const find = staleAnswers.find.bind(staleAnswers);
  staleAnswers.find = (name, looks) => (looks.updatedAt === undefined ? undefined : find(name, looks));
};

function all(notes: LockFiles): LockFiles {
  const { claim, read, replace, remove, names } = notes;
  return {
    claim: claim.bind(notes),
    read: read.bind(notes),
    replace: replace.bind(notes),
    remove: remove.bind(notes),
    names: names.bind(notes),
  };
}

export const sabotages: readonly (readonly [what: string, Pick<Run, "sabotageLockFiles" | "sabotageHttp" | "sabotageKernel">])[] =
  [
    ["everybody gets the claim", { sabotageLockFiles: withoutClaim }],
    ["what may have been sent is taken for a claim", { sabotageLockFiles: withoutSending }],
    ["what is not known is taken for over", { sabotageLockFiles: tooSoon }],
    ["intentions are forgotten before they are sent", { sabotageLockFiles: forgetful }],
    ["a failed write is tried again", { sabotageHttp: retried }],
    ["a lost answer is taken for no request", { sabotageHttp: hopeful }],
    ["a refusal is taken for a success", { sabotageHttp: boastful }],
    ["any 200 is taken for a success", { sabotageHttp: trusting }],
    ["a second copy's refusal is taken for a refusal", { sabotageHttp: sure }],
    ["a refusal is believed without a look", { sabotageKernel: unseeing }],
    ["what was accepted is forgotten where jobs have no times", { sabotageKernel: timely }],
  ];
