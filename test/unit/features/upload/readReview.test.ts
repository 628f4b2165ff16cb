// What a review said of single files is read from every part of a job's history that can be read.
import assert from "node:assert/strict";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import type { JobApi } from "../../../../src/core/cloud/jobApi.js";
import { VoiceError } from "../../../../src/core/errors.js";
import type { HistoryPage, ReviewFinding } from "../../../../src/core/jobs/history/jobHistory.js";
import { readReview } from "../../../../src/features/upload/readReview.js";
import type { Sessions } from "../../../../src/services/connections/sessions.js";
import { never } from "../../scenarios/kernel.js";

const history = {
  parts: [
    { id: "log", title: "Log" },
    { id: "audit", title: "Audit" },
  ],
  actions: [],
  actors: [],
  reviews: [],
};
const finding = (item: string): ReviewFinding => ({ item, message: "noise" }) as ReviewFinding;
const page = (...findings: readonly ReviewFinding[]): HistoryPage =>
  ({ events: [], reviews: [{ kind: "system", findings }] }) as unknown as HistoryPage;

function read(answers: Readonly<Record<string, HistoryPage | VoiceError>>, cloud: Pick<Cloud, "history"> = { history }) {
  const api: Pick<JobApi, "history"> = {
    history: async (part) => {
      const answer = answers[part];
      if (answer instanceof VoiceError) throw answer;
      return answer!;
    },
  };
  const sessions = { read: (_: string, __: AbortSignal, ask: (api: JobApi) => Promise<unknown>) => ask(api as JobApi) };
  return readReview(sessions as Pick<Sessions, "read">, cloud, { connectionId: "c1", jobId: "j1" }, never);
}

describe("what a review said of single files", () => {
  const failure = new VoiceError("unavailable", "no", { wasSent: true });

  it("is of all parts", async () => {
    const found = await read({ log: page(finding("1.wav")), audit: page(finding("2.wav"), finding("3.wav")) });
    assert.deepEqual(
      found.map(({ item }) => item),
      ["1.wav", "2.wav", "3.wav"],
    );
  });

  it("is what the others say where one cannot be read, and an error where none can", async () => {
    assert.deepEqual(await read({ log: failure, audit: page(finding("2.wav")) }), [finding("2.wav")]);
    assert.deepEqual(await read({ log: page(finding("1.wav")), audit: failure }), [finding("1.wav")]);
    await assert.rejects(read({ log: failure, audit: failure }), failure);
  });

  it("is nothing where a cloud tells nothing, and has an end", async () => {
    assert.deepEqual(await read({}, {}), []);
    const many = Array.from({ length: 600 }, (_, index) => finding(`${index}.wav`));
    assert.equal((await read({ log: page(...many), audit: page() })).length, 500);
  });
});
