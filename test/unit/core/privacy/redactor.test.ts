// What leaves through logs, errors and reports: no secret, whole or in part, however it is encoded; everything else as it was.
import assert from "node:assert/strict";
import fc from "fast-check";
import { hidden, Redactor } from "../../../../src/core/privacy/redactor.js";

/** Long enough that no ordinary text holds a piece of it. */

const secret = fc
  .oneof(
    fc.base64String({ minLength: 24, maxLength: 60 }),
    fc.string({ minLength: 16, maxLength: 60, unit: "grapheme-ascii" }),
    fc.string({ minLength: 12, maxLength: 40, unit: fc.constantFrom(..."aB3$&%+/ \"'\\<>|=密码é") }),
    fc.stringMatching(/^[0-9a-f]{32,64}$/),
  )
  .map((text) => text.trim())
  .filter((text) => text.length >= 12);
const around = fc.string({ maxLength: 30, unit: fc.constantFrom(..."abc XYZ:=,;.()[]{}é语\n") });

/** How servers and programs spell what they were sent. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "URL-encoded": encodeURIComponent,
  "URL-encoded with small letters": (text) => encodeURIComponent(text).replace(/%../g, (found) => found.toLowerCase()),
  "URL-encoded strictly": (text) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16)}`),
  "URL-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "URL-encoded in part": encodeURI,
  "a form": (text) => new URLSearchParams({ text }).toString().slice(5),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  "JSON in JSON": (text) => JSON.stringify(JSON.stringify({ text })),
  "JSON with every character escaped": (text) =>
    Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  "JSON with escaped slashes": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "a URL in JSON": (text) => JSON.stringify({ address: `/x?y=${encodeURIComponent(text)}` }),
  HTML: (text) => text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`),
  "HTML with names": (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
};

const knowing = (...secrets: readonly string[]): Redactor => {
  const redactor = new Redactor();
  for (const one of secrets) redactor.know(one);
  return redactor;
};

/** Every piece of 8 characters. */
const pieces = (text: string) => Array.from({ length: text.length - 7 }, (_, at) => text.slice(at, at + 8));

describe("redaction of known secrets", () => {
  for (const [spelling, spell] of Object.entries(spellings)) {
    it(`hides a secret in any text, and nothing but the secret: ${spelling}`, () => {
      const spelled = spell("PLACE");
      const shownAs = spelled.includes("PLACE") ? spelled.replace("PLACE", hidden) : hidden;
      fc.assert(
        fc.property(secret, around, around, (known, before, after) => {
          const [head, tail] = `${before}⟦${shownAs}⟧${after}`.split(hidden) as [string, string];
          const [shownHead, shownTail, ...more] = knowing(known)
            .redact(`${before}⟦${spell(known)}⟧${after}`)
            .split(hidden);
          assert.deepEqual(more, []);
          // A neighbour that happens to continue the secret goes with it.
          assert.ok(head.startsWith(shownHead!) && head.length - shownHead!.length < 8, shownHead);
          assert.ok(tail.endsWith(shownTail!) && tail.length - shownTail!.length < 8, shownTail);
        }),
        { numRuns: 150 },
      );
    });
  }

  it("hides it in hex, in the other case, and broken by what does not belong to it", () => {
    const gaps = ["-", "\n", "\r\n    ", "\u200b", "\u00ad", " ", "\ufeff", "\u2010", ":", '" + "', "\\n", "%0A"];
    const alphabet = fc.string({ minLength: 24, maxLength: 40, unit: fc.constantFrom(..."aB3cD9kQxYz7/") });
    fc.assert(
      fc.property(alphabet, fc.constantFrom(...gaps), fc.integer({ min: 3, max: 12 }), (known, gap, every) => {
        const hex = Buffer.from(known).toString("hex");
        const parts = known.match(new RegExp(`.{1,${every}}`, "g")) ?? [];
        const spelled = [
          hex,
          hex.toUpperCase(),
          hex.replace(/..(?!$)/g, "$&:"),
          known.toUpperCase(),
          known.toLowerCase(),
          parts.join(gap),
        ];
        for (const text of spelled) {
          const shown = knowing(known).redact(`⟦before ${text} after⟧`);
          assert.equal(shown, `⟦before ${hidden} after⟧`);
        }
      }),
      { numRuns: 200 },
    );
    const cut = knowing("aB3cD9kQxYz7aB3cD9kQxYz7").redact(`(${Buffer.from("D9kQxYz7").toString("hex")})`);
    assert.equal(cut, `(${hidden})`);
  });

  it("cuts what is too long to read, and no secret in half", () => {
    const known = "kR7/x+aa0Qbn3kR7/x+aa0Qbn3";
    for (let before = 47_950; before < 50_010; before += 500) {
      const shown = knowing(known).redact(`${"x ".repeat(before / 2)}${known} ${"y ".repeat(1_000_000)}`);
      assert.ok(shown.length < 60_000 && shown.endsWith("…"));
      for (const piece of pieces(known)) assert.ok(!shown.includes(piece));
    }
  });

  it("leaves none when the echo cuts it in half", () => {
    fc.assert(
      fc.property(secret, fc.nat(), fc.nat(), fc.constantFrom(...Object.values(spellings)), (known, start, size, spell) => {
        const from = start % (known.length - 8);
        const part = known.slice(from, from + 8 + (size % (known.length - 8)));
        const shown = knowing(known).redact(`(${spell(part)}`);
        for (const piece of pieces(known)) assert.ok(!shown.includes(spell(piece)), shown);
      }),
    );
  });

  it("leaves none in base64 of anything around it", () => {
    fc.assert(
      fc.property(
        secret,
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        fc.boolean(),
        (known, before, after, forUrl) => {
          const encoding = forUrl ? "base64url" : "base64";
          const text = Buffer.concat([before, Buffer.from(known), after]).toString(encoding);
          const shown = knowing(known).redact(`Basic ${text}`);
          // Nothing that is left decodes to a piece of it, wherever a group begins.
          for (const run of shown.match(/[\w+/-]+/g) ?? []) {
            for (const skip of [0, 1, 2, 3]) {
              const decoded = Buffer.from(run.slice(skip), encoding).toString("latin1");
              for (const piece of pieces(Buffer.from(known).toString("latin1"))) assert.ok(!decoded.includes(piece), shown);
            }
          }
        },
      ),
    );
  });

  it("keeps what stands around a secret", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{40}$/), (known) => {
        assert.equal(knowing(known).redact(`before ${known} after`), `before ${hidden} after`);
      }),
    );
  });

  it("hides a short secret as a whole, and forgets about one of three characters", () => {
    assert.equal(knowing("p4ss!").redact("is p4ss! wrong"), `is ${hidden} wrong`);
    assert.equal(knowing("abc").redact("abc"), "abc");
    assert.equal(knowing("", "  ").redact("x y"), "x y");
  });

  it("is done after the first time", () => {
    fc.assert(
      fc.property(secret, around, fc.constantFrom(...Object.values(spellings)), (known, before, spell) => {
        const redactor = knowing(known);
        const once = redactor.redact(`${before}password=${spell(known)} https://x/?Signature=${spell(known)}`);
        assert.equal(redactor.redact(once), once);
      }),
    );
  });
});
