// A simulated day: how many requests go out in each hour, by what the person does and what the jobs do.
import { strict as assert } from "node:assert";
import { type Followed, openFollowed } from "../followed.js";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

interface Day {
  readonly what: string;
  readonly states: readonly string[];
  readonly isViewVisible?: boolean;
  readonly isWindowFocused?: boolean;
  readonly isWatched?: boolean;
  /** Called every ten minutes. */
  happen?(window: Followed, turn: number): void;
  /** At most so many requests in any hour. */
  readonly most: number;
  /** At least so many in any hour; 0 together with `most` 0 means no timer either. */
  readonly least: number;
}

const mixed = ["TRAINING", "TRAINING", "QUEUED", "SENT_BACK", "DONE", "BROKEN"];
const keepMoving = ({ scripted }: Followed, turn: number) => {
  scripted.put("job-0", turn % 2 === 0 ? "QUEUED" : "TRAINING");
};

const days: readonly Day[] = [
  { what: "hidden, jobs running", states: mixed, isViewVisible: false, happen: keepMoving, most: 0, least: 0 },
  { what: "unfocused, jobs running", states: mixed, isWindowFocused: false, happen: keepMoving, most: 0, least: 0 },
  { what: "looking, all jobs over", states: ["DONE", "DONE", "BROKEN"], most: 0, least: 0 },
  { what: "looking, jobs need the person", states: ["SENT_BACK", "RAW", "DONE"], most: 7, least: 2 },
  { what: "looking, jobs in review", states: ["QUEUED", "SENT_BACK", "DONE"], most: 13, least: 5 },
  { what: "looking, jobs running, nothing moves", states: mixed, most: 42, least: 24 },
  { what: "looking, a job moves every 10 minutes", states: mixed, happen: keepMoving, most: 75, least: 35 },
  {
    what: "hidden, one running job watched",
    states: mixed,
    isViewVisible: false,
    isWindowFocused: false,
    isWatched: true,
    most: 42,
    least: 24,
  },
];

describe("a simulated day", () => {
  const rows: string[] = [];
  after(() => console.log(["", "    requests by hour of the day", ...rows].join("\n")));

  for (const { what, states, isViewVisible = true, isWindowFocused = true, isWatched, happen, most, least } of days) {
    it(`${what}: ${most === 0 ? "no request and no timer" : `${least} to ${most} requests an hour`}`, async () => {
      const window = await openFollowed({ random: Math.random });
      const { scripted, clock, attention, store, watchList } = window;
      for (const [index, state] of states.entries()) scripted.put(`job-${index}`, state);
      await window.load();
      attention.set({ isViewVisible, isWindowFocused });
      if (isWatched) await watchList.watch("c1", [store.record("c1", "job-1")!.job]);
      const hours: number[] = [];
      for (let hourOfDay = 0; hourOfDay < 24; hourOfDay += 1) {
        scripted.calls.length = 0;
        for (let turn = 0; turn < 6; turn += 1) {
          happen?.(window, hourOfDay * 6 + turn);
          await window.pass(10 * minute, 5 * second);
        }
        hours.push(scripted.calls.length);
        if (most === 0) assert.equal(clock.waiting, 0);
        else assert.equal(clock.waiting, 1, "one timer");
      }
      rows.push(`    ${what.padEnd(42)} ${hours.map((count) => String(count).padStart(3)).join("")}`);
      assert.ok(Math.max(...hours) <= most, `${hours}`);
      assert.ok(Math.min(...hours) >= least, `${hours}`);
      await window.close();
    });
  }

  it("at work: asks in the hours of looking and in no other, once at each return", async () => {
    const window = await openFollowed({ random: Math.random });
    const { scripted, attention } = window;
    for (const [index, state] of mixed.entries()) scripted.put(`job-${index}`, state);
    await window.load();
    const hours: number[] = [];
    for (let hourOfDay = 0; hourOfDay < 24; hourOfDay += 1) {
      const isAtWork = hourOfDay >= 9 && hourOfDay < 17 && hourOfDay !== 12;
      attention.set({ isViewVisible: isAtWork, isWindowFocused: isAtWork });
      scripted.calls.length = 0;
      await window.pass(2 * second);
      if (hourOfDay === 9 || hourOfDay === 13) assert.equal(scripted.calls.length, 1, "one look at once");
      await window.pass(hour - 2 * second, 5 * second);
      hours.push(scripted.calls.length);
      assert.equal(scripted.calls.length > 0, isAtWork, `${hourOfDay}: ${hours}`);
    }
    rows.push(
      `    ${"at work from 9 to 12 and 13 to 17".padEnd(42)} ${hours.map((count) => String(count).padStart(3)).join("")}`,
    );
    await window.close();
  });
});
