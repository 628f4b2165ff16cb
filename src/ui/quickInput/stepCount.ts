// How many questions a flow has, as its inputs show it: known before all of them are, and the same from one to the next.
import type { Answers, StepQuestion } from "./stepInput.js";

/** Each list that is still to come is taken to be answered by what is marked in it. */
export function countSteps(questions: (answers: Answers) => readonly StepQuestion[], answers: Answers): number {
  const assumed: Record<string, string> = { ...answers };
  for (;;) {
    const asked = questions(assumed);
    const open = asked.find((question) => question.kind === "choice" && !(question.id in assumed));
    if (open?.kind !== "choice") return asked.length;
    assumed[open.id] = open.value ?? open.choices[0]?.value ?? "";
  }
}
