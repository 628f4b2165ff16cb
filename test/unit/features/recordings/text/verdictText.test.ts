// The verdict of a check in words, where the language and the title of the kind must fit each other.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import type { RecordingsReport } from "../../../../../src/features/recordings/report.js";
import { verdictText } from "../../../../../src/features/recordings/text/verdictText.js";
import { root } from "../../../../words/sentences.js";

describe("verdictText", () => {
  after(() => l10n.config({ contents: {} }));

  it("leaves a space in Chinese behind the title of a kind that ends in Latin letters, and none behind another", async () => {
    l10n.config({ contents: JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.zh-cn.json"), "utf8")) });
    const said = ((await alibaba.recordingRequirements?.()) ?? []).flatMap((requirements) =>
      [
        { refuse: 2, warn: 0, hint: 0 },
        { refuse: 0, warn: 3, hint: 0 },
        { refuse: 0, warn: 0, hint: 1 },
      ].map((counts) => {
        const kind = { cloud: "alibaba", cloudTitle: alibaba.shortTitle, requirements };
        return verdictText({ verdict: { counts }, kind } as unknown as RecordingsReport, "zh-cn");
      }),
    );
    assert.ok(said.includes("不符合阿里云 CosyVoice 的要求。会被拒绝的原因：2 个。"));
    assert.ok(said.includes("未发现阿里云基础版会拒绝的原因。警告：3 个。"));
    assert.deepEqual(
      said.filter((text) => /[A-Za-z]\p{Script=Han}|\p{Script=Han}[A-Za-z]/u.test(text)),
      [],
    );
  });
});
