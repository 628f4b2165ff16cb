// One request per question: joined, left, aborted, and never joined again.
import { strict as assert } from "node:assert";
import { RequestCoalescer } from "../../../../src/services/refresh/requestCoalescer.js";
import { settled } from "../../../fakes/clock.js";
import { never } from "../../scenarios/kernel.js";

interface Departure {
  readonly signal: AbortSignal;
  readonly arrive: (answer: string) => void;
  readonly fail: (error: Error) => void;
}

describe("flights", () => {
  let flights: RequestCoalescer;
  let departed: Departure[];

  beforeEach(() => {
    flights = new RequestCoalescer();
    departed = [];
  });

  const start = (signal: AbortSignal) =>
    new Promise<string>((arrive, fail) => {
      departed.push({ signal, arrive, fail });
    });
  const ask = (signal = never) => flights.join("weather", signal, start);
  const cancelled = (question: Promise<unknown>) => assert.rejects(question, { kind: "cancelled" });

  it("answers everybody who asks the same with one flight", async () => {
    const answers = Promise.all([ask(), ask(), ask()]);
    departed[0]!.arrive("rain");
    assert.deepEqual(await answers, ["rain", "rain", "rain"]);
    assert.equal(departed.length, 1);
  });

  it("keeps different questions apart", () => {
    void ask();
    void flights.join("news", never, start);
    assert.equal(departed.length, 2);
  });

  it("starts a new request once the answer is there", async () => {
    const first = ask();
    departed[0]!.arrive("rain");
    await first;
    void ask();
    assert.equal(departed.length, 2);
  });

  it("tells everybody of a failure, and forgets it", async () => {
    const both = [ask(), ask()].map((question) => assert.rejects(question, /storm/));
    departed[0]!.fail(new Error("storm"));
    await Promise.all(both);
    assert.equal(flights.isUnderWay("weather"), false);
  });

  it("flies on when one of two leaves, and aborts when the last one does", async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const left = [cancelled(ask(one.signal)), cancelled(ask(other.signal))];
    one.abort();
    assert.equal(departed[0]!.signal.aborted, false);
    other.abort();
    assert.equal(departed[0]!.signal.aborted, true);
    await Promise.all(left);
  });

  it("is not joined again once it was aborted, and its late answer goes nowhere", async () => {
    const wish = new AbortController();
    const left = cancelled(ask(wish.signal));
    wish.abort();
    await left;
    const anew = ask();
    assert.equal(departed.length, 2);
    departed[0]!.arrive("old");
    await settled();
    assert.equal(flights.isUnderWay("weather"), true);
    departed[1]!.arrive("new");
    assert.equal(await anew, "new");
  });

  it("sends nothing for a caller that has left already", async () => {
    await cancelled(ask(AbortSignal.abort()));
    assert.equal(departed.length, 0);
  });

  it("lets who needs a fresh answer start a second flight that newcomers join", async () => {
    const old = ask();
    const fresh = flights.startNew("weather", never, start);
    const newcomer = ask();
    assert.equal(departed.length, 2);
    departed[0]!.arrive("old");
    assert.equal(await old, "old");
    assert.equal(flights.isUnderWay("weather"), true);
    departed[1]!.arrive("fresh");
    assert.deepEqual(await Promise.all([fresh, newcomer]), ["fresh", "fresh"]);
  });

  it("aborts all at once, also flights that a newer one has replaced, and lets everybody go", async () => {
    const left = [cancelled(ask()), cancelled(flights.startNew("weather", never, start)), cancelled(ask())];
    flights.abortAll();
    await Promise.all(left);
    assert.deepEqual(
      departed.map(({ signal }) => signal.aborted),
      [true, true],
    );
    assert.equal(flights.isUnderWay("weather"), false);
  });
});
