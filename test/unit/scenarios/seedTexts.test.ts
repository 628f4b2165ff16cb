// The vendors' own examples in the details panel: every field that is printed there reaches the person.
import { strict as assert } from "node:assert";
import { clouds } from "../../../src/clouds/index.js";
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import type { VoiceJob } from "../../../src/core/jobs/job.js";
import { copyText, type DetailInput, detailView } from "../../../src/features/details/text/detailsView.js";
import type { DetailView } from "../../../src/protocol/details.js";
import type { FieldRow } from "../../../src/protocol/pageParts.js";
import { dots } from "../../../src/text/fields/privateText.js";
import { fakeConnection, fakeCredentials } from "../../fakes/clouds/connections.js";
import { fakeMachine, noon } from "../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../fakes/network/http.js";
import { type Seed, seeds } from "../../fixtures/seeds/seeds.js";

const signal = new AbortController().signal;

async function readSeed(seed: Seed): Promise<{ readonly cloud: Cloud; readonly job: VoiceJob }> {
  const cloud = clouds.find(({ id }) => id === seed.cloud)!;
  const http = new FakeHttp(() => answerWith(seed.answer.body, seed.answer.status));
  const connection = fakeConnection(cloud, { values: seed.values });
  const api = await cloud.open(connection, fakeCredentials(cloud.credentialKinds[0]!), fakeMachine(http));
  if (seed.call === "get") return { cloud, job: (await api.get(seed.jobId!, signal)).job };
  return { cloud, job: (await api.list({}, { offset: 0, limit: 10 }, signal)).jobs[0]! };
}

function inputOf(cloud: Cloud, job: VoiceJob, parts: Partial<DetailInput> = {}): DetailInput {
  return {
    jobId: job.id,
    job,
    cloud,
    connection: fakeConnection(cloud),
    readAt: noon,
    now: noon,
    requestId: "req-1",
    isLoading: false,
    revealed: new Set(),
    canSubmit: false,
    canOpenConsole: true,
    locale: "en",
    timeZone: "UTC",
    ...parts,
  };
}

const rowsOf = (view: DetailView): readonly FieldRow[] => view.sections.flatMap((section) => section.rows);

describe("the vendors' examples in the details panel", () => {
  for (const seed of seeds.filter(({ call }) => call !== "submit")) {
    it(`show every field: ${seed.source}`, async () => {
      const { cloud, job } = await readSeed(seed);
      const input = inputOf(cloud, job);
      const view = detailView(input);
      const rows = rowsOf(view);
      for (const [path, value] of Object.entries(job.raw)) {
        const row = rows.find(({ id }) => id === path);
        const isAbove = JSON.stringify(view.todo).includes(JSON.stringify(String(value)));
        // The job's own ID stands at the end of the page, once.
        const isJobId = value === job.id && view.jobId.text === job.id;
        assert.ok(row || isAbove || isJobId, `${path} is not shown`);
        if (row) assertShows(row, value);
      }
      assert.ok(!view.sections.some(({ id }) => id === "other"), "every field has a word");
      assert.equal(view.heading, job.name);
      assert.equal(copyText(input, view.jobId.copy.id), job.id);
    });

    it(`hide the link to the letter until it is asked for: ${seed.source}`, async () => {
      const { cloud, job } = await readSeed(seed);
      const link = job.raw.voice_authorization_url;
      if (typeof link !== "string") return;
      assert.equal(JSON.stringify(detailView(inputOf(cloud, job))).includes(link), false);
      const revealed = detailView(inputOf(cloud, job, { revealed: new Set(["voice_authorization_url"]) }));
      assert.equal(rowsOf(revealed).find(({ id }) => id === "voice_authorization_url")?.value, link);
    });

    it(`show the documents' placeholder time as its date: ${seed.source}`, async () => {
      const { cloud, job } = await readSeed(seed);
      for (const path of ["create_time", "lastupdate_time"].filter((name) => name in job.raw)) {
        const row = rowsOf(detailView(inputOf(cloud, job))).find(({ id }) => id === path)!;
        assert.match(row.value, /^Jan 19, 2038, 3:14\sAM$/);
        assert.match(row.tooltip!, /^2038-01-19 03:14:07 UTC/);
      }
    });
  }

  for (const cloud of clouds) {
    it(`have a look and words for every state of ${cloud.title}`, () => {
      for (const { state, title, phase } of cloud.states) {
        const view = detailView(inputOf(cloud, { id: "1", name: "A", state, phase, raw: {} }));
        assert.equal(view.state?.label, title);
        assert.equal(view.state?.verbatim, state);
        assert.ok(view.todo!.paragraphs[0]!.length > 10);
        assert.equal(
          view.life.filter(({ place }) => place === "current" || place === "attention" || place === "stopped").length,
          phase === "succeeded" ? 0 : 1,
        );
      }
    });

    it(`show every field that ${cloud.title} describes, whatever it holds`, () => {
      for (const value of [null, "", "x", 7, true, [1], { a: { b: "c" } }]) {
        const raw = cloud.jobFields.reduce<Record<string, unknown>>(
          (all, { path }) => withValue(all, path.split("."), value),
          {},
        );
        const rows = rowsOf(detailView(inputOf(cloud, { id: "1", name: "A", state: "?", phase: "unknown", raw })));
        for (const { path } of cloud.jobFields)
          assert.ok(
            rows.some(({ id }) => id === path || id.startsWith(`${path}.`)),
            path,
          );
      }
    });
  }
});

function assertShows(row: FieldRow, value: unknown): void {
  if (row.look === "masked") return assert.equal(row.value, dots);
  const text = String(value).trim();
  if (text === "") return assert.equal(row.look, "none");
  assert.ok(
    [row.value, row.detail, row.tooltip].some((shown) => shown?.includes(text)),
    `${row.id}: ${text}`,
  );
}

function withValue(into: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const inner = rest.length === 0 ? value : withValue((into[name!] ?? {}) as Record<string, unknown>, rest, value);
  return { ...into, [name!]: inner };
}
