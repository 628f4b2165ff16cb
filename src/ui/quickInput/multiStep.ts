// Asks a few things one after another in the editor's quick input: with Back, with checks, keeping what was typed.
import { countSteps } from "./stepCount.js";
import { type Answers, ask, type Finish, isBack, type StepQuestion } from "./stepInput.js";

/** Asks until there is nothing left to ask; which questions come may depend on the answers so far. Undefined = the person left. */
export async function askSteps(
  title: string,
  questions: (answers: Answers) => readonly StepQuestion[],
  finish: Finish = async () => undefined,
): Promise<Answers | undefined> {
  const answers: Record<string, string> = {};
  let complaint: string | undefined;
  for (let index = 0; ; ) {
    const asked = questions(answers);
    const question = asked[index];
    if (!question) return answers;
    const total = Math.max(asked.length, countSteps(questions, answers));
    const complete = async (value: string, signal: AbortSignal) => {
      const known = { ...answers, [question.id]: value };
      const isLast = () => index >= questions(known).length - 1;
      const refusal = (await question.leave?.(known, signal)) ?? (isLast() ? await finish(known, signal) : undefined);
      const isAsked = questions(known).some(({ id }) => id === refusal?.at);
      return refusal && !isAsked ? { words: refusal.words } : refusal;
    };
    const place = { title, step: index + 1, total, hasBack: index > 0, complaint };
    const reply = await ask({ ...question, value: answers[question.id] ?? question.value }, place, complete);
    complaint = undefined;
    if (reply === undefined) return undefined;
    if (typeof reply === "object") {
      answers[question.id] = reply.value;
      complaint = reply.words;
      index = questions(answers).findIndex(({ id }) => id === reply.at);
      continue;
    }
    if (reply !== isBack) answers[question.id] = reply;
    index += reply === isBack ? -1 : 1;
  }
}
