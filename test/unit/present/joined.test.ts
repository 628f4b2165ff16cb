// Names, values and remarks are joined by the punctuation of the person's language.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as l10n from "@vscode/l10n";
import { bracketed, named, placed } from "../../../src/present/joined.js";

describe("names and values", () => {
  afterEach(() => l10n.config({ contents: {} }));

  it("stand with a colon and a space in English", () => {
    assert.equal(named("Language", bracketed("Chinese", "CN")), "Language: Chinese (CN)");
    assert.equal(placed("Studio", "Alibaba Cloud IMS", "cn-shanghai"), "Studio (Alibaba Cloud IMS, cn-shanghai)");
  });

  it("stand with Chinese punctuation in Chinese", () => {
    const bundle = new URL("../../../l10n/bundle.l10n.zh-cn.json", import.meta.url);
    l10n.config({ contents: readFileSync(bundle, "utf8") });
    assert.equal(named("语言", bracketed("中文", "CN")), "语言：中文（CN）");
    assert.equal(placed("制作", "华为云 MetaStudio", "cn-north-4"), "制作（华为云 MetaStudio，cn-north-4）");
  });

  it("keep what looks like a place to fill in", () => {
    assert.equal(named("{1}", "{0} {1}"), "{1}: {0} {1}");
  });
});
