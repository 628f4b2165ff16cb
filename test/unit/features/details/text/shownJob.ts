// A job as the details panel is given it, and its rows.
import { strict as assert } from "node:assert";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { type DetailInput, detailView } from "../../../../../src/features/details/text/detailsView.js";
import type { DetailView } from "../../../../../src/protocol/details.js";
import type { FieldRow } from "../../../../../src/protocol/pageParts.js";
import { rainCloud, rainJob, studio } from "../../../../fakes/clouds/rainCloud.js";

export const now = Date.UTC(2026, 10, 20, 12);

export function input(job: VoiceJob | undefined, parts: Partial<DetailInput> = {}): DetailInput {
  return {
    jobId: job?.id ?? "j1",
    job,
    cloud: rainCloud,
    connection: studio,
    readAt: now - 120_000,
    now,
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

export function row(view: DetailView, id: string): FieldRow {
  const found = view.sections.flatMap((section) => section.rows).find((each) => each.id === id);
  assert.ok(found, `no row ${id}`);
  return found;
}

export const rowOf = (raw: Record<string, unknown>, id: string, parts: Partial<DetailInput> = {}) =>
  row(detailView(input(rainJob("TRAINING", raw), parts)), id);
