// Painting a page: once for all that changes in a turn, and not where nothing differs.
import { strict as assert } from "node:assert";
import { PagePainter } from "../../../../src/ui/webview/pagePainter.js";

describe("painting a page", () => {
  let known: { text: string } | undefined;
  let sent: unknown[];
  let asked: number;
  let painter: PagePainter<{ text: string }>;
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    known = { text: "one" };
    sent = [];
    asked = 0;
    painter = new PagePainter(
      () => {
        asked += 1;
        return known && { ...known };
      },
      ({ text }, before) => sent.push(before ? `${before.text} → ${text}` : text),
    );
  });

  it("makes one painting of all that changes in a turn", async () => {
    for (let times = 0; times < 5; times += 1) painter.changed();
    await turn();
    assert.deepEqual([sent, asked], [["one"], 1]);
    painter.changed();
    known = { text: "two" };
    painter.changed();
    await turn();
    assert.deepEqual([sent, asked], [["one", "one → two"], 2]);
  });

  it("sends nothing that looks the same, but to a page that has begun again", async () => {
    painter.changed();
    await turn();
    painter.changed();
    await turn();
    assert.deepEqual(sent, ["one"]);
    painter.begin();
    assert.equal(painter.shown, undefined);
    await turn();
    assert.deepEqual(sent, ["one", "one"]);
  });

  it("leaves what is shown where there is nothing to show", async () => {
    painter.changed();
    await turn();
    known = undefined;
    painter.changed();
    await turn();
    assert.deepEqual([sent, painter.shown], [["one"], { text: "one" }]);
  });

  it("paints nothing once it is over, not even what was due", async () => {
    painter.changed();
    painter.dispose();
    await turn();
    painter.changed();
    await turn();
    assert.deepEqual([sent, asked], [[], 0]);
  });
});
