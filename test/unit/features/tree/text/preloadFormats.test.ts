// After the preload, rows find the formats of their times and numbers ready.
import { strict as assert } from "node:assert";
import { preloadFormats } from "../../../../../src/features/tree/text/preloadFormats.js";
import { count } from "../../../../../src/text/counts.js";
import { clockTime, relativeTime } from "../../../../../src/text/time.js";

const formats = ["DateTimeFormat", "RelativeTimeFormat", "NumberFormat"] as const;

/** How many formats are made while `work` runs. */
function made(work: () => void): number {
  let made = 0;
  const real = formats.map((name) => [name, Intl[name]] as const);
  const intl = Intl as Record<string, unknown>;
  for (const [name, format] of real) {
    intl[name] = new Proxy(format, {
      construct(target, given) {
        made += 1;
        return Reflect.construct(target, given);
      },
    });
  }
  try {
    work();
  } finally {
    for (const [name, format] of real) intl[name] = format;
  }
  return made;
}

describe("preloaded formats", () => {
  it("are loaded once, for all rows", () => {
    // A language that no other test asks for.
    const locale = "is";
    const now = Date.UTC(2030, 0, 31, 12);
    assert.ok(made(() => preloadFormats(now, locale)) >= 3);
    const words = () => {
      assert.ok(clockTime(now, now, locale));
      assert.ok(relativeTime(now - 2 * 86_400_000, now, locale));
      assert.ok(count(12, locale));
    };
    assert.equal(made(words), 0);
  });
});
