// What every UI test is held to: it leaves nothing open behind it; where it fails, it shows itself, and the next one starts clean.
import type Mocha from "mocha";
import { patience } from "./eventually";
import { makeMask } from "./failureReport";
import { closeWidgets, openWidgets, untilNothingOpen } from "./openWidgets";
import { reportFailure, windowsNow } from "./session";

/** Holds every test of the suite and of those in it to it; call it when all files are loaded. */
export function holdToOrder(suite: Mocha.Suite): void {
  suite.eachTest((test) => {
    const { fn } = test;
    if (!fn || test.async) return;
    test.fn = async function (this: Mocha.Context) {
      await Promise.resolve((fn as Mocha.AsyncFunc).call(this));
      for (const { page } of windowsNow()) await untilNothingOpen(page, patience);
    };
  });
  reportHooks(suite, reportFailure);
}

/** Hooks before tests show themselves too: the ones after them close what there is to see. */
export function reportHooks(suite: Mocha.Suite, report: typeof reportFailure): void {
  // Mocha lists them under this name alone.
  const { _beforeAll: hooks } = suite as unknown as { readonly _beforeAll: Mocha.Hook[] };
  for (const hook of hooks) {
    const { fn } = hook;
    if (!fn || hook.async) continue;
    hook.fn = async function (this: Mocha.Context) {
      try {
        await Promise.resolve((fn as Mocha.AsyncFunc).call(this));
      } catch (error) {
        console.log(`      report: ${await report(`before ${suite.fullTitle()}`, error)}`);
        throw error;
      }
    };
  }
  for (const each of suite.suites) reportHooks(each, report);
}

/** For after each test: a failed one leaves its report, and nothing open. */
export async function tidyUp(test: Mocha.Test | undefined): Promise<void> {
  if (test?.state !== "failed") return;
  console.log(`      report: ${await reportFailure(test.fullTitle(), test.err)}`);
  const mask = makeMask();
  // Where only the list of failures is left to read.
  for (const { page } of windowsNow()) {
    for (const told of await openWidgets(page).catch(() => [])) if (test.err) test.err.stack += `\n      open: ${mask(told)}`;
  }
  for (const { page } of windowsNow()) await closeWidgets(page).catch(({ message }: Error) => console.log(`      ${message}`));
}
