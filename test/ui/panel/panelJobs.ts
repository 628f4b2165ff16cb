// Jobs for the pictures and tests of the panel: one in each state of both clouds, and some that no cloud should send.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../src/clouds/alibaba/index";
import { huawei } from "../../../src/clouds/huawei/index";
import type { DemoControl } from "../../../src/demoCloud/control";
import type { CloudId, Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import type { Workbench } from "../../host/workbench/workbench";
import { viewOf } from "./panelStage";

export interface ShownJob {
  /** Of its picture. */
  readonly name: string;
  readonly cloud: CloudId;
  readonly id: string;
}

const clouds = { huawei, alibaba };
export const idField = { huawei: "job_id", alibaba: "JobId" } as const;

/** The richest job of each state that the account has, or a new one; and one in an undocumented state. */
export function jobOfEachState(control: DemoControl): ShownJob[] {
  return (["huawei", "alibaba"] as const).flatMap((cloud) => {
    const stateField = cloud === "huawei" ? "state" : "Status";
    const known = clouds[cloud].states.map(({ state }) => state);
    return [...known, ...(cloud === "huawei" ? ["MOON_PHASE"] : [])].map((state) => {
      const jobs = control.jobs(cloud).filter((job) => job[stateField] === state);
      const richest = jobs.sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
      const job = richest ?? control.add(cloud, { [stateField]: state });
      return { name: `${cloud} ${state}`, cloud, id: String(job[idField[cloud]]) };
    });
  });
}

/** In one word what breaks pages: no space, right to left, combining, emoji, markup, links, icons, templates. */
export const hostile = [
  "<img src=x onerror=alert(1)><script>alert(2)</script>",
  "[x](command:workbench.action.quit)",
  "$(trash)",
  "${alert(3)}",
  "\u202Etxet desrever مرحبا بالعالم\u202C",
  `Z${"\u0300\u0301\u0302\u0335\u0489".repeat(30)}algo`,
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "W".repeat(5_000),
].join("");

/** A job with this text in each of its fields, known and unknown, as far as it stays a job of its state. */
export function hostileJob(control: DemoControl, cloud: CloudId, state: string, text = hostile): ShownJob {
  const kept = new Set([idField[cloud], "state", "Status", "create_time", "lastupdate_time", "GmtCreate", "Type"]);
  const job: Record<string, unknown> = { [text.slice(0, 400)]: text, nested: { [text.slice(0, 400)]: [text] } };
  for (const { path, kind } of clouds[cloud].jobFields) {
    const [name = "", ...inner] = path.split(".");
    if (kept.has(name)) continue;
    const value = kind === "link" ? `https://${"w".repeat(60)}.test/${encodeURIComponent(text)}` : text;
    job[name] = inner.length > 0 ? { ...(job[name] as Job), [inner.join(".")]: value } : value;
  }
  if (cloud === "huawei")
    job.assess_result = { [text.slice(0, 400)]: { expected: text, actual: text, suggestion: text, status: text } };
  const stateField = cloud === "huawei" ? "state" : "Status";
  const added = control.add(cloud, { ...job, [stateField]: state });
  return { name: `${cloud} hostile`, cloud, id: String(added[idField[cloud]]) };
}

/** Until the faults are cleared the cloud tells nothing else of any job's past. */
export function tellHostileStories({ faults }: DemoControl): void {
  const answers = {
    ListJobOperationLog: {
      count: 2,
      operations: ["AUDIT_NOT_PASS", hostile].map((action) => ({
        time: Date.now(),
        action,
        operator: hostile,
        external_info: {
          algorithm_failure_reason: hostile,
          admin_audit_failure_reason: hostile,
          [hostile.slice(0, 400)]: hostile,
        },
        [hostile.slice(0, 400)]: hostile,
      })),
    },
    ShowJobAuditResult: {
      system_audit_result: {
        audit_time: Date.now(),
        errors: [{ audio_name: hostile, text_name: hostile, error_code: hostile, error_message: hostile, extra: hostile }],
      },
      admin_audit_result: {
        audit_time: hostile,
        message: hostile,
        attachment_name: hostile,
        attachment_url: `https://${"w".repeat(60)}.test/${encodeURIComponent(hostile)}`,
      },
    },
  };
  for (const [operation, body] of Object.entries(answers))
    faults.add({ cloud: "huawei", operation, times: "always", act: { kind: "answer", status: 200, body } });
}

/** Opens the panel of a job that the view knows, by the palette. */
export async function openPanel(workbench: Workbench, { id }: ShownJob, command = "Voice Jobs: Open Job Details"): Promise<void> {
  const { quickInput } = workbench;
  // A panel that has just come takes the focus, which closes the picker: begin again.
  await eventually(async (short) => {
    await workbench.runCommand(command);
    await quickInput.field.fill(id, { timeout: short });
    await eventually(async () => assert.equal(await quickInput.rows.count(), 1), short);
    await quickInput.rows.first().click({ timeout: short });
  });
  await untilStill(workbench, id);
}

/** Until the panel of this job has been read and changes no more. */
export async function untilStill(workbench: Workbench, id: string): Promise<void> {
  await workbench.webview
    .locator("footer")
    .getByText(/Request ID|请求 ID/)
    .waitFor();
  let last = "";
  await eventually(async () => {
    const view = await viewOf(workbench);
    const text = JSON.stringify(view);
    const isStill = view.jobId.text === id && view.progress === undefined && text === last;
    last = text;
    assert.ok(isStill);
  });
}
