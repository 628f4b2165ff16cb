// The counter of a flow whose later questions depend on earlier answers.
import { strict as assert } from "node:assert";
import { countSteps } from "../../../../src/ui/quickInput/stepCount.js";
import type { Answers, StepQuestion } from "../../../../src/ui/quickInput/stepInput.js";

const text = (id: string): StepQuestion => ({ kind: "text", id, prompt: id, check: () => undefined }) as unknown as StepQuestion;
const choice = (id: string, values: readonly string[], value?: string): StepQuestion => ({
  kind: "choice",
  id,
  prompt: id,
  value,
  choices: values.map((each) => ({ value: each, label: each })),
});

/** As a new connection asks: the region decides whether there is an address, the kind of key which parts it has. */
const questions = ({ region, kind }: Answers): readonly StepQuestion[] => [
  choice("region", ["usual", "own"]),
  ...(region === "own" ? [text("address")] : []),
  ...(region === undefined ? [] : [text("name"), choice("kind", ["pair", "token"])]),
  ...(kind === "pair" ? [text("id"), text("secret")] : kind === undefined ? [] : [text("token")]),
];

describe("countSteps", () => {
  it("shows the same number at each input of the usual way, from the first on", () => {
    const answers: Record<string, string> = {};
    const counts = ["region", "name", "kind", "id", "secret"].map((id, index) => {
      assert.equal(questions(answers)[index]?.id, id);
      const count = countSteps(questions, answers);
      answers[id] = { region: "usual", kind: "pair" }[id] ?? "typed";
      return count;
    });
    assert.deepEqual(counts, [5, 5, 5, 5, 5]);
  });

  it("follows an answer that leads another way", () => {
    assert.equal(countSteps(questions, { region: "own" }), 6);
    assert.equal(countSteps(questions, { region: "own", kind: "token" }), 5);
  });

  it("takes what is marked in a list for its answer, and ends where a list is empty", () => {
    assert.equal(
      countSteps(({ one }) => [choice("one", ["a", "b"], "b"), ...(one === "b" ? [text("two")] : [])], {}),
      2,
    );
    assert.equal(
      countSteps(() => [choice("one", [])], {}),
      1,
    );
  });
});
