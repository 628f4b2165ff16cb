// Types through the multi-step inputs of the extension as a person does, and adds connections to a local cloud that way.
import type { DemoCloud } from "../../src/demo";
import type { Workbench } from "../host/workbench";

/** One step: a row to pick, or a text to type. */
export type Answer = { readonly pick: string } | { readonly type: string };

/** Waits for the step of this number, counted from 1, of the flow with this title. */
export async function atStep({ quickInput }: Workbench, title: string, number: number): Promise<void> {
  const shown = new RegExp(`${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} \\(${number}/\\d+\\)`);
  await quickInput.box.locator(".quick-input-title").filter({ hasText: shown }).waitFor();
}

/** Gives the answer of the step that is open. */
export async function give({ quickInput }: Workbench, answer: Answer): Promise<void> {
  if ("pick" in answer) return quickInput.pick(answer.pick);
  await quickInput.type(answer.type);
  await quickInput.accept();
}

/** Answers step after step, from the step `first` on. */
export async function answer(workbench: Workbench, title: string, answers: readonly Answer[], first = 1): Promise<void> {
  for (const [index, each] of answers.entries()) {
    await atStep(workbench, title, first + index);
    await give(workbench, each);
  }
}

/** Until the input is gone: what was asked for is done. */
export async function untilClosed({ quickInput }: Workbench): Promise<void> {
  await quickInput.box.waitFor({ state: "hidden" });
}

export const addConnection = "Add Connection";

export function huaweiAnswers({ huawei }: DemoCloud, name: string, secret: string = huawei.secretAccessKey): Answer[] {
  return [
    { pick: "Huawei Cloud MetaStudio" },
    { pick: "Another endpoint…" },
    { type: huawei.endpoint },
    { type: huawei.projectId },
    { type: "" },
    { type: name },
    { pick: "Access key" },
    { type: huawei.accessKeyId },
    { type: secret },
    { type: "" },
  ];
}

export function alibabaAnswers({ alibaba }: DemoCloud, name: string, secret: string = alibaba.accessKeySecret): Answer[] {
  return [
    { pick: "Alibaba Cloud IMS" },
    { pick: "Another endpoint…" },
    { type: alibaba.endpoint },
    { type: name },
    { type: alibaba.accessKeyId },
    { type: secret },
    { type: "" },
  ];
}

/** Adds a connection through the palette. */
export async function typeConnection(workbench: Workbench, answers: readonly Answer[]): Promise<void> {
  await workbench.runCommand("Voice Jobs: Add Connection…");
  await answer(workbench, addConnection, answers);
  await untilClosed(workbench);
}
