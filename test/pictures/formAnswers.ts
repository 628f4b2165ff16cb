// Fills in the form of a new job in any language, by the names of its fields.
import type { Workbench } from "../host/workbench/workbench";
import { type Answer, give } from "../ui/steps/typing";
import type { Word } from "../ui/steps/wording";

/** By the English names of fields, in the order of the form. */
export type FormAnswers = Readonly<Record<string, Answer>>;

/** What a Basic job of Alibaba needs. */
export function basicAnswers(word: Word, id: string): FormAnswers {
  return { "Voice ID": { type: id }, Scenario: { pick: word("Stories") }, Sex: { pick: word("Female") } };
}

/** Changes what an earlier job had, or was typed for one that was not made: that is filled in already. */
export async function fillInForm(workbench: Workbench, word: Word, answers: FormAnswers): Promise<void> {
  const { quickInput, page } = workbench;
  for (const [name, answer] of Object.entries(answers)) {
    const label = page.locator(".label-name", { hasText: new RegExp(`^${word(name)}`) });
    const row = quickInput.rows.filter({ has: label }).first();
    const message = quickInput.box.locator(".quick-input-message", { hasText: word(name) });
    const question = message
      .or(quickInput.box.getByPlaceholder(word(name)))
      .filter({ visible: true })
      .first();
    // After one that was missing the next of them is asked for at once.
    await row.or(question).first().waitFor();
    if (await row.isVisible()) await row.click();
    await question.waitFor();
    await give(workbench, answer);
  }
}
