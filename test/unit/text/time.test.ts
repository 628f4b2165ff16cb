// Times in words: distances in the past, dates in the future.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as l10n from "@vscode/l10n";
import {
  absoluteTime,
  clockTime,
  day,
  distanceOf,
  duration,
  hour,
  lasting,
  minute,
  relativeTime,
  second,
  spent,
  untilOlder,
  utcTime,
} from "../../../src/text/time.js";

const now = new Date(2026, 10, 20, 14, 2).getTime();
const ago = (ms: number) => relativeTime(now - ms, now, "en", "long");

describe("time", () => {
  it("says how long something goes on by the number that says how long ago it began", () => {
    const now = Date.UTC(2026, 10, 28, 12);
    for (const age of [
      50, 99, 119, 121, 3_599, 3_601, 5_399, 86_399, 86_401, 130_000, 200_000, 2_000_000, 9_000_000, 50_000_000,
    ]) {
      const since = now - age * second;
      const { count, unit } = distanceOf(since, now)!;
      assert.equal(lasting(since, now, "en", "long"), `${-count} ${unit}${count === -1 ? "" : "s"}`, `${age} s`);
    }
    assert.equal(lasting(now - 30 * second, now, "en", "long"), "30 seconds");
  });

  it("says how long ago in the largest unit that is still true", () => {
    assert.equal(ago(0), "now");
    assert.equal(ago(50 * second), "1 minute ago");
    assert.equal(ago(59 * minute + 59 * second), "59 minutes ago");
    assert.equal(ago(3 * hour), "3 hours ago");
    assert.equal(ago(23 * hour), "23 hours ago");
    assert.equal(ago(26 * hour), "yesterday");
    assert.equal(ago(40 * hour), "2 days ago");
    assert.equal(ago(20 * day), "2 weeks ago");
    assert.equal(ago(100 * day), "3 months ago");
    assert.equal(ago(364 * day), "11 months ago");
    assert.equal(ago(365 * day), "last year");
    assert.equal(ago(800 * day), "2 years ago");
  });

  it("speaks the language it is asked for", () => {
    assert.equal(relativeTime(now - 3 * hour, now, "zh-cn"), "3 小时前");
    assert.equal(relativeTime(now - 12 * minute, now, "en", "narrow"), "12m ago");
    l10n.config({ contents: readFileSync(new URL("../../../l10n/bundle.l10n.zh-cn.json", import.meta.url), "utf8") });
    try {
      assert.equal(relativeTime(now - second, now, "zh-cn"), "刚刚");
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it("gives no distance to a time in the future, but forgives clocks that differ a little", () => {
    assert.equal(ago(-2 * minute), "now");
    assert.equal(ago(-4 * minute), undefined);
    assert.equal(relativeTime(2147483647000, now, "en"), undefined);
  });

  it("gives the date here and in UTC", () => {
    assert.match(absoluteTime(2147483647000, "en", "UTC")!, /^Jan 19, 2038, 3:14\sAM$/);
    assert.equal(absoluteTime(2147483647000, "zh-cn", "Asia/Shanghai"), "2038年1月19日 11:14");
    assert.equal(utcTime(2147483647000), "2038-01-19 03:14:07 UTC");
  });

  it("gives the hour for today and the date for other days", () => {
    assert.equal(clockTime(now - hour, now, "de"), "13:02");
    assert.equal(clockTime(now - 2 * day, now, "zh-cn"), "2026年11月18日 14:02");
  });

  it("knows when the words of a moment are others, and not before", () => {
    for (const age of [0, 30 * second, 59 * second, 5.5 * minute, 59.2 * minute, 3.4 * hour, 23.9 * hour, 40 * hour, 20 * day]) {
      const at = now - age;
      const due = now + untilOlder(at, now);
      assert.equal(relativeTime(at, due - 1, "en"), relativeTime(at, now, "en"), `${age}`);
      assert.ok(due > now && due <= now + day + hour);
      if (age < 13 * day) assert.notEqual(relativeTime(at, due, "en"), relativeTime(at, now, "en"), `${age}`);
    }
  });

  it("has no words for what is not a time", () => {
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) {
      assert.equal(relativeTime(at, now, "en"), undefined);
      assert.equal(absoluteTime(at, "en"), undefined);
      assert.equal(clockTime(at, now, "en"), undefined);
      assert.equal(utcTime(at), undefined);
    }
  });

  it("rounds a wait up", () => {
    assert.equal(duration(1, "en"), "1 second");
    assert.equal(duration(5 * minute, "en"), "5 minutes");
    assert.equal(duration(2.5 * hour, "zh-cn"), "3 小时");
    assert.equal(duration(3 * day, "en"), "3 days");
  });

  it("says how long something took, to the nearest", () => {
    const spans = [0, 14 * second, 5 * minute, 59.7 * minute, 100 * minute, 26 * hour, 40 * hour, 12 * day];
    assert.deepEqual(
      spans.map((ms) => spent(ms, "en")),
      ["0s", "14s", "5m", "1h", "1.5h", "26h", "2d", "12d"],
    );
    assert.equal(spent(3 * hour, "zh-cn", "long"), "3 小时");
  });
});
