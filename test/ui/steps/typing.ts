// Answers the questions of the multi-step inputs as a person does: reads each, then picks a row or types.
import { strict as assert } from "node:assert";
import type { Locator } from "playwright-core";
import type { DemoCloud } from "../../../src/demoCloud/index";
import { eventually, shortest } from "../../host/workbench/eventually";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";

/** What asks, in any editor. */
export interface Asking {
  readonly quickInput: Workbench["quickInput"];
  readonly dialog: { readonly box: Locator };
}

/** `isIds`: of recordings in the library, typed instead of picked. */
export type Answer = { readonly pick: string } | { readonly type: string; readonly isIds?: true };
/** By the words of the question. Optional questions without an answer keep what is prefilled. */
export type Answers = readonly (readonly [question: RegExp, answer: Answer])[];

interface Step {
  /** Absent in a form. */
  readonly number?: number;
  readonly total?: number;
  readonly question: string;
}

/** What is open now, with all its words; fails at once while there is nothing. */
async function readStep({ quickInput }: Asking, title: string): Promise<Step> {
  const shown = (await quickInput.box.locator(".quick-input-title").allTextContents()).join();
  assert.ok(shown.includes(title), `${title} is not asked, but “${shown}”`);
  const place = /\((\d+)\/(\d+)\)$/.exec(shown);
  // A picker asks in its field, and may keep the words of an input before it, unseen.
  const asked = quickInput.box.locator(".quick-input-message").filter({ visible: true });
  const hints = await quickInput.field.evaluateAll((fields) => fields.map((field) => field.getAttribute("placeholder")));
  const question = [...(await asked.allTextContents()), ...hints].join("\n").trim();
  return { question, ...(place && { number: Number(place[1]), total: Number(place[2]) }) };
}

/** Waits until this is asked. */
export function atQuestion(workbench: Asking, title: string, question: RegExp): Promise<void> {
  return eventually(async () => assert.match((await readStep(workbench, title)).question, question));
}

function idsRow(quickInput: Asking["quickInput"]): Locator {
  return quickInput.rows.locator(".label-name").filter({ hasText: /^(Type IDs|Type an ID|输入 ID)…$/ });
}

/** The library is read first. False = meanwhile the question went, as it does where something takes the focus late, and its form is back. */
function hasIdsRow(workbench: Asking, title: string): Promise<boolean> {
  return eventually(async () => {
    if ((await idsRow(workbench.quickInput).count()) > 0) return true;
    assert.match((await readStep(workbench, title)).question, look);
    return false;
  });
}

export async function give({ quickInput }: Asking, answer: Answer): Promise<void> {
  if ("pick" in answer) return quickInput.pick(answer.pick);
  if (answer.isIds) {
    await quickInput.pick((await idsRow(quickInput).first().textContent()) ?? "");
    await quickInput.rows.first().waitFor({ state: "hidden" });
  }
  await quickInput.type(answer.type);
  const shown = () => quickInput.box.locator(".quick-input-title, .quick-input-message").allTextContents();
  const before = await shown();
  await quickInput.accept();
  // What comes next must not be taken for this question. Where the same is wrong as before, nothing changes.
  await eventually(async () => assert.notDeepEqual(await shown(), before), shortest).catch(() => undefined);
}

/**
 * Answers question after question, up to the one that is not to be answered, or until the last one is. In a form, which lists all its
 * values, it changes one after another, and goes on.
 */
export async function walk(workbench: Asking, title: string, answers: Answers, stopAt?: RegExp): Promise<void> {
  const given = new Set<RegExp>();
  let mayEnd = false;
  for (let last: number | string = ""; ; ) {
    const begin = Date.now();
    const step = await eventually(async () => {
      if (mayEnd && (await workbench.dialog.box.isVisible())) return undefined;
      const open = await readStep(workbench, title);
      // The title may be a moment behind the words, and a list has no number.
      assert.notEqual(open.question, "");
      // A list that is painted again may take the keys to another row, whose act leads back to it: then the row is picked once more.
      const isBack = look.test(open.question) && Date.now() - begin > 3 * shortest;
      if (!isBack) assert.notEqual(open.number ?? open.question, last, `Nothing came after: ${open.question}`);
      // Between two questions there may be half of the one before.
      // A form opens no question by itself: one that is not meant is the one before, on its way out.
      const unasked = open.number === undefined ? [] : [/\(optional\)/];
      const asked = [look, ...unasked, ...(stopAt ? [stopAt] : []), ...answers.map(([each]) => each)];
      assert.ok(
        asked.some((each) => each.test(open.question)),
        `No answer is given for: ${open.question}`,
      );
      return open;
    });
    if (!step) return;
    last = step.number ?? step.question;
    if (look.test(step.question)) {
      const labels = (await workbench.quickInput.items()).map(({ label }) => label);
      const rowOf = (question: RegExp) => labels.find((label) => question.test(label));
      const next = answers.map(([question]) => question).find((question) => !given.has(question) && rowOf(question));
      const row = (next && rowOf(next)) ?? (stopAt && rowOf(stopAt));
      // A list that is still being painted lacks rows: its act must not be taken for all that is left.
      if (!row && stopAt && !stopAt.test(step.question)) {
        last = "";
        continue;
      }
      if (row) await give(workbench, { pick: row });
      else if (stopAt?.test(step.question)) return;
      else return give(workbench, { pick: labels.find((label) => acts.includes(label))! });
      continue;
    }
    if (stopAt?.test(step.question)) return;
    const [question, answer] = answers.find(([each]) => each.test(step.question)) ?? [];
    if (answer && "type" in answer && answer.isIds && !(await hasIdsRow(workbench, title))) {
      last = "";
      continue;
    }
    if (question) given.add(question);
    if (answer) await give(workbench, answer);
    else await workbench.quickInput.accept();
    const isLast = step.number !== undefined && step.number === step.total;
    if (isLast && !(answer && "pick" in answer)) return;
    // A pick may bring further questions, a text never does; where it brings none, a modal comes next.
    mayEnd = isLast;
  }
}

/** What the list of a form's values asks. */
export const review = /^Check what will be sent/;
const look = /^(Check what will be sent|Save, or choose)/;
/** Rows that end a form. */
const acts: readonly string[] = ["Submit…", "Create…", "Save"];

/** Opens the form of a submit from the row of a job. */
export async function openSubmit({ quickInput }: Workbench, tree: Tree, row: string | RegExp, jobId: unknown): Promise<void> {
  const whichJob = "Which job should be submitted?";
  await eventually(async (short) => {
    if (!(await quickInput.box.isVisible())) await tree.pressInline(row, "Submit Job…");
    await quickInput.box.waitFor({ timeout: short });
    // While the editor paints the tree it may hand a command no row: then it is asked which job is meant, until something else takes the focus.
    if ((await quickInput.field.getAttribute("placeholder", { timeout: short })) !== whichJob) return;
    await quickInput.field.fill(String(jobId), { timeout: short });
    await eventually(async () => assert.equal(await quickInput.rows.count(), 1), short);
    await quickInput.field.press("Enter", { timeout: short });
    await quickInput.box.getByPlaceholder(whichJob).waitFor({ state: "hidden", timeout: short });
  });
}

/** Until the input is gone: what was asked for is done. */
export async function untilClosed({ quickInput }: Workbench): Promise<void> {
  await quickInput.box.waitFor({ state: "hidden" });
}

export const addConnection = "Add Connection";

export function huaweiAnswers({ huawei }: DemoCloud, name: string, secret: string = huawei.secretAccessKey): Answers {
  return [
    [/Where are the jobs/, { pick: "Another Huawei endpoint…" }],
    [/^Endpoint/, { type: huawei.endpoint }],
    [/^Project ID/, { type: huawei.projectId }],
    [/^Name/, { type: name }],
    [/How do you sign in/, { pick: "Access key" }],
    [/^Access key ID/, { type: huawei.accessKeyId }],
    [/^Secret access key/, { type: secret }],
  ];
}

export function alibabaAnswers({ alibaba }: DemoCloud, name: string, secret: string = alibaba.accessKeySecret): Answers {
  return [
    [/Where are the jobs/, { pick: "Another Alibaba endpoint…" }],
    [/^Endpoint/, { type: alibaba.endpoint }],
    [/^Name/, { type: name }],
    [/How do you sign in/, { pick: "Access key" }],
    [/^AccessKey ID/, { type: alibaba.accessKeyId }],
    [/^AccessKey secret/, { type: secret }],
  ];
}

/** Adds a connection through the palette. */
export async function typeConnection(workbench: Workbench, answers: Answers): Promise<void> {
  await workbench.runQuestion("Voice Jobs: Add Connection…", addConnection);
  await walk(workbench, addConnection, answers);
  await untilClosed(workbench);
  // The view then takes the keys, to show the connection: it would close a palette that comes before.
  const hasKeys = () =>
    workbench.page
      .locator(".pane-body .monaco-list")
      .evaluateAll((lists) => lists.some((list) => list.contains(document.activeElement)));
  await eventually(async () => assert.ok(await hasKeys()), shortest).catch(() => undefined);
}
