// Notices, badge and status bar in words: one job by its name, several as counts, and nothing that a cloud could make into a link.
import { strict as assert } from "node:assert";
import type { Connection } from "../../../../../src/core/connection.js";
import { type Phase, phases } from "../../../../../src/core/jobs/job.js";
import { isWarning, type NoticeText, noticeRow, noticeText } from "../../../../../src/features/notifications/text/noticeText.js";
import {
  badgeOf,
  countedGlances,
  type Glance,
  statusLabel,
  statusText,
  statusTooltip,
} from "../../../../../src/features/notifications/text/statusText.js";
import { ScriptedCloud } from "../../../../fakes/clouds/scriptedCloud.js";
import { connectionTo } from "../../../scenarios/kernel.js";

const { cloud } = new ScriptedCloud();
const studio: Connection = connectionTo(cloud);

const told = (happening: NoticeText["happening"], more: Partial<NoticeText> = {}): NoticeText => {
  const state = { finished: "DONE", failed: "BROKEN", needsPerson: "SENT_BACK", gone: "" }[happening];
  return { jobId: "j-1", name: "Aurora", happening, state, connection: studio, cloud, ...more };
};

describe("notice", () => {
  it("says of one job what became of it and where", () => {
    const texts = (["finished", "failed", "needsPerson", "gone"] as const).map((each) => noticeText([told(each)], "en"));
    assert.deepEqual(texts, [
      "“Aurora” in Studio is finished: the voice is ready.",
      "“Aurora” in Studio has failed.",
      "“Aurora” in Studio needs your attention: Sent back.",
      "“Aurora”, which you watched, is no longer in Studio.",
    ]);
  });

  it("calls a job without a name by its id", () => {
    assert.match(noticeText([told("failed", { name: "" })], "en"), /^“j-1”/);
  });

  it("counts several, and leaves out what did not happen", () => {
    const many = [told("finished"), told("finished"), told("finished"), told("failed")];
    assert.equal(noticeText(many, "en"), "4 voice jobs changed: 3 finished, 1 failed.");
    const others = [told("needsPerson"), told("gone")];
    assert.equal(noticeText(others, "en"), "2 voice jobs changed: 1 needs attention, 1 gone.");
    assert.match(noticeText([told("needsPerson"), told("needsPerson")], "en"), /2 need attention/);
  });

  it("warns of what the person should do something about", () => {
    assert.deepEqual(
      [[told("finished")], [told("gone")], [told("finished"), told("failed")], [told("needsPerson")]].map(isWarning),
      [false, false, true, true],
    );
  });

  it("lets no name of a cloud or a person become a link or an icon", () => {
    const name = "[x](command:evil) $(flame)";
    const connection = { ...studio, name };
    const state = "[y](command:worse)";
    for (const happening of ["finished", "failed", "needsPerson", "gone"] as const) {
      const text = noticeText([told(happening, { name, connection, state })], "en");
      assert.ok(!/\]\(command|\$\(/.test(text), text);
    }
    const { label, description } = noticeRow(told("needsPerson", { name, connection, state: "$(flame)" }));
    assert.ok(!/\$\(/.test(label + description));
  });
});

describe("overview", () => {
  const now = Date.UTC(2024, 5, 5, 14, 2);
  const glance = (numbers: Partial<Record<Phase, number>>, more: Partial<Glance> = {}): Glance => {
    const tally = Object.fromEntries(phases.map((phase) => [phase, numbers[phase] ?? 0])) as Record<Phase, number>;
    return { name: "Studio", tally, hasError: false, readAt: now, ...more };
  };

  it("puts into the badge the jobs that need the person, and has none at zero", () => {
    assert.deepEqual(badgeOf([glance({ attention: 2, running: 9 }), glance({ attention: 1 })], "en"), {
      value: 3,
      tooltip: "3 voice jobs need your attention",
    });
    assert.equal(badgeOf([glance({ attention: 1 })], "en")?.tooltip, "1 voice job needs your attention");
    assert.equal(badgeOf([glance({ running: 9, failed: 3 })], "en"), undefined);
    assert.equal(badgeOf([], "en"), undefined);
  });

  it("counts demo jobs only as long as there is no other connection", () => {
    const [demo, own] = [glance({ attention: 9 }, { isDemo: true }), glance({ attention: 1 })];
    assert.deepEqual(countedGlances([demo, own]), [own]);
    assert.deepEqual(countedGlances([demo, demo]), [demo, demo]);
  });

  it("says in the status bar what runs and what needs the person; what waits only where nothing else is", () => {
    assert.equal(
      statusText([glance({ running: 4, attention: 2, waiting: 7 })], now, "en"),
      "$(pulse) 4 running · 2 need attention",
    );
    assert.equal(statusText([glance({ running: 1200 })], now, "en"), "$(pulse) 1,200 running");
    assert.equal(statusText([glance({ waiting: 7, succeeded: 3 })], now, "en"), "$(pulse) 7 waiting");
    assert.equal(statusText([glance({ succeeded: 3 })], now, "en"), "$(pulse) Voice Jobs");
    assert.equal(statusLabel([glance({ running: 4 })], now, "en"), "Voice Jobs, 4 running");
  });

  it("says how old the numbers are when a refresh failed, and when a busy cloud is asked again", () => {
    const failed = glance({ running: 1 }, { hasError: true, readAt: now - 3_600_000 });
    assert.match(statusText([failed, glance({})], now, "en"), /^\$\(pulse\) 1 running · as of \d+:02/);
    assert.match(
      statusText(
        [glance({}, { hasError: true })].map(({ readAt, ...rest }) => rest),
        now,
        "en",
      ),
      /last refresh failed$/,
    );
    const waiting = glance({ running: 1 }, { hasError: true, waitsUntil: now + 20_000 });
    assert.match(statusText([failed, waiting], now, "en"), /throttled, next refresh at \d+:02:20/);
  });

  it("stands still while time passes", () => {
    const glances = [glance({ running: 1 }, { hasError: true, waitsUntil: now + 50_000 }), glance({}, { hasError: true })];
    const at = (time: number) => [statusText(glances, time, "en"), statusTooltip(glances, time, "en")];
    assert.deepEqual(at(now), at(now + 40_000));
  });

  it("tells of each connection on a line of its own, with its name made harmless", () => {
    const tooltip = statusTooltip(
      [
        glance({ running: 1, succeeded: 3, failed: 2 }, { name: "[North](command:evil)" }),
        glance({}, { name: "East", readAt: now }),
      ],
      now,
      "en",
    );
    const [north, east] = tooltip.split("\n\n");
    assert.ok(!north?.includes("](command"), north);
    assert.match(north ?? "", /1 running · 2 failed · 3 completed$/);
    assert.match(east ?? "", /^\*\*East\*\*: no jobs/);
  });
});
