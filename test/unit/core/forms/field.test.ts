// What a person types into the fields of a key or an address: which character is wrong where, whose key it is, one spelling for one place.
import assert from "node:assert/strict";
import fc from "fast-check";
import { clouds } from "../../../../src/clouds/index.js";
import { ownerOfKeyId } from "../../../../src/core/cloud/cloud.js";
import type { CredentialKind } from "../../../../src/core/cloud/credentialKind.js";
import { endpointField } from "../../../../src/core/connection.js";
import { type Field, findProblem, tidy } from "../../../../src/core/forms/field.js";
import { type Charset, findOddCharacter } from "../../../../src/core/parsing/invisibleCharacters.js";
import { originFrom, plainOrigin } from "../../../../src/core/parsing/origin.js";
import { problemText } from "../../../../src/text/forms/formText.js";

const keyFields = clouds.flatMap((cloud) =>
  cloud.credentialKinds
    .filter(({ id }) => id !== "profile")
    .flatMap(({ id, fields }) => fields.map((field) => [`${cloud.id} ${id} ${field.id}`, field] as const)),
);
const project: Field = clouds[0]!.connectionFields.find(({ id }) => id === "projectId")!;

describe("fields of keys", () => {
  const strays: readonly (readonly [what: string, character: string, said: RegExp])[] = [
    ["a zero-width space", "\u200b", /^Character 3 cannot be seen: zero-width space \(U\+200B\)/],
    ["a zero-width joiner", "\u200d", /^Character 3 cannot be seen: zero-width joiner \(U\+200D\)/],
    ["a word joiner", "\u2060", /^Character 3 cannot be seen: invisible character \(U\+2060\)/],
    ["a byte order mark", "\ufeff", /^Character 3 cannot be seen: byte order mark \(U\+FEFF\)/],
    ["a soft hyphen", "\u00ad", /^Character 3 cannot be seen: soft hyphen \(U\+00AD\)/],
    ["a mark of direction", "\u202e", /^Character 3 cannot be seen/],
    ["a variation selector", "\ufe0f", /^Character 3 cannot be seen/],
    ["a Hangul filler", "\u3164", /^Character 3 cannot be seen/],
    ["an invisible tag", "\u{e0041}", /^Character 3 cannot be seen/],
    ["a space that does not break", "\u00a0", /^Character 3 is not an ordinary space \(U\+00A0\)/],
    ["an ideographic space", "\u3000", /^Character 3 is not an ordinary space \(U\+3000\)/],
    ["a line break", "\n", /^Character 3 is a line break/],
    ["a line separator", "\u2028", /^Character 3 is a line break/],
    ["a tab", "\t", /^Character 3 is a tab/],
    ["a zero", "\0", /^Character 3 is a control character \(U\+0000\)/],
    ["a full-width letter", "Ａ", /^Character 3 is full-width/],
    ["a full-width sign", "＋", /^Character 3 is full-width/],
  ];
  for (const [name, field] of [...keyFields, ["huawei project", project] as const]) {
    it(`say which character of ${name} cannot be right, and where`, () => {
      for (const [what, character, said] of strays) {
        const problem = findProblem(field, tidy(field, ` ab${character}cd `));
        assert.match(problem ? problemText(problem) : "", said, what);
      }
      assert.equal(findProblem(field, tidy(field, " ab+/=cd ".replace(/[+/=]/g, field === project ? "-" : "$&"))), undefined);
    });
  }

  it("take nothing but visible ASCII for what is sent in a header, and quotation marks for no part of it", () => {
    for (const [name, field] of keyFields.filter(([, { charset }]) => charset === "token")) {
      for (const bad of ["a b", "аbc", "“abc”", "a😀c", '"abc"', "'abc'", "`abc`", '"abc'])
        assert.ok(findProblem(field, bad), `${name}: ${bad}`);
    }
  });

  it("take passwords and names with spaces, other scripts and quotation marks within", () => {
    const fields = keyFields.filter(([, { charset }]) => charset !== "token");
    assert.deepEqual(
      fields.map(([name]) => name),
      ["huawei password domain", "huawei password user", "huawei password password"],
    );
    for (const [name, field] of fields) {
      for (const good of ["a b", "公司", "é", "it's", 'p"w%1'])
        assert.equal(findProblem(field, good), undefined, `${name}: ${good}`);
    }
    assert.equal(findProblem(fields[2]![1], '"secret"'), undefined);
  });

  it("never repeat a visible character of a secret", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom<Charset>("token", "name", "password"), (value, charset) => {
        const character = findOddCharacter(value, charset);
        if (!character) return;
        const words = problemText({ kind: "oddCharacter", character });
        const shown = String.fromCodePoint(character.code);
        if (character.kind === "fullWidth" || character.kind === "notAscii")
          assert.ok(!words.includes(shown) && !words.includes("U+"));
        assert.equal([...value][character.at - 1], shown);
      }),
    );
  });
});

describe("names of keys", () => {
  const kindOf = (id: string): CredentialKind => clouds.find((cloud) => cloud.id === id)!.credentialKinds[0]!;
  const owner = (cloud: string, value: string) => {
    const field = kindOf(cloud).fields.find(({ isKeyId }) => isKeyId)!;
    return ownerOfKeyId(field, value, clouds)?.id;
  };

  it("are told from those of another cloud", () => {
    for (const own of ["LTAI0000000000000000", "LTAI5tFakeFakeFakeFakeFa", "STS.NUFakeFakeFakeFake"]) {
      assert.deepEqual([owner("huawei", own), owner("alibaba", own)], ["alibaba", undefined], own);
    }
    assert.deepEqual([owner("alibaba", "AKTESTAKTESTAKTEST01"), owner("huawei", "AKTESTAKTESTAKTEST01")], ["huawei", undefined]);
  });

  it("are given to neither where their look does not tell", () => {
    for (const odd of [
      "",
      "L",
      "LTA",
      "DEMO-FAKE-HUAWEI-AK",
      "AKIAFAKEFAKEFAKEFAKE",
      "akTestAKTESTAKTEST01",
      "testId0123456789",
    ]) {
      assert.deepEqual([owner("huawei", odd), owner("alibaba", odd)], [undefined, undefined], odd);
    }
  });
});

describe("addresses", () => {
  const plain = "https://metastudio.cn-north-4.myhuaweicloud.com";
  const spellings = [
    plain,
    `${plain}:443`,
    `${plain}/`,
    `${plain}.`,
    `${plain}.:443//`,
    " HTTPS://METASTUDIO.CN-NORTH-4.MyHuaweiCloud.com ",
    "https://metastudio.cn-north-4.myhuaweicloud。com",
    "https://ｍetastudio.cn-north-4.myhuaweicloud.com",
  ];
  for (const spelling of spellings) {
    it(`are kept in one spelling: ${spelling}`, () => {
      assert.equal(tidy(endpointField, spelling), plain);
      assert.equal(findProblem(endpointField, plain), undefined);
      assert.equal(plainOrigin(spelling.trim()), plain);
    });
  }

  it("keep ports that say something, and encode international names", () => {
    assert.equal(originFrom("https://Host.example:8443"), "https://host.example:8443");
    assert.equal(originFrom("http://127.0.0.1:80"), "http://127.0.0.1");
    assert.equal(originFrom("https://[::1]:9"), "https://[::1]:9");
    assert.equal(originFrom("https://bücher.example"), "https://xn--bcher-kva.example");
  });

  it("are not cut to what can be used: a path, a query or a user is told", () => {
    for (const more of [
      "https://h.example/p",
      "https://h.example?q",
      "https://h.example/#f",
      "https://u@h.example",
      "https://u:p@h.example/",
    ]) {
      assert.equal(originFrom(more), undefined, more);
      assert.equal(tidy(endpointField, more), more);
      assert.deepEqual(findProblem(endpointField, more), { kind: "notAnOrigin" }, more);
    }
    for (const none of ["h.example", "ftp://h.example", "https://", "https://.", ""])
      assert.equal(originFrom(none), undefined, none);
  });
});
