// The preview of a request as a page and as a curl command: as it goes out, and without anything that proves who asks.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { RequestPreview } from "../../../../src/core/cloud/jobApi.js";
import { curlText } from "../../../../src/text/forms/curlText.js";
import { requestView } from "../../../../src/text/forms/requestPage.js";

const request: RequestPreview = {
  method: "POST",
  url: "https://voice.test/v1/p1/jobs/7?Name=a%20b&Signature=abc&SecurityToken=t0k",
  headers: {
    "Content-Type": "application/json",
    "X-Sdk-Date": "20261129T080000Z",
    Authorization: "•••",
    "X-Auth-Token": "•••",
    "x-acs-signature-nonce": "•••",
  },
  body: '{"voice_name":"It\'s \\"me\\"","phone":"•••• (masked)"}',
};

/** What a POSIX shell makes of words in single quotation marks. */
function wordsOf(command: string): string[] {
  const words: string[] = [];
  let word = "";
  let isQuoted = false;
  const text = command.replaceAll(" \\\n", " ");
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (letter === "'") isQuoted = !isQuoted;
    else if (!isQuoted && letter === "\\") {
      at += 1;
      word += text[at];
    } else if (!isQuoted && letter === " ") {
      if (word) words.push(word);
      word = "";
    } else word += letter;
  }
  assert.ok(!isQuoted, "every quotation ends");
  return [...words, word];
}

describe("a request as a curl command", () => {
  it("has placeholders where keys and signatures stood, and all else as it goes out", () => {
    assert.deepEqual(wordsOf(curlText(request)), [
      "curl",
      "--globoff",
      "--request",
      "POST",
      "https://voice.test/v1/p1/jobs/7?Name=a%20b&Signature=<SIGNATURE>&SecurityToken=<SECURITYTOKEN>",
      ...["--header", "Content-Type: application/json"],
      ...["--header", "X-Sdk-Date: 20261129T080000Z"],
      ...["--header", "Authorization: <AUTHORIZATION>"],
      ...["--header", "X-Auth-Token: <X_AUTH_TOKEN>"],
      ...["--header", "x-acs-signature-nonce: <X_ACS_SIGNATURE_NONCE>"],
      ...["--data-raw", request.body],
    ]);
    assert.ok(!curlText({ ...request, body: "" }).includes("--data-raw"));
  });

  it("lets no text of a person or a cloud out of its quotation", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (value, body) => {
        const words = wordsOf(curlText({ method: "PUT", url: "https://voice.test/", headers: { "X-App": value }, body }));
        const clean = (text: string) => text.replaceAll(" \\\n", " ");
        const shown = value.includes("•") && !value.includes(" ") ? "<X_APP>" : value;
        const rest = body === "" ? [] : ["--data-raw", clean(body)];
        assert.deepEqual(words.slice(5), ["--header", clean(`X-App: ${shown}`), ...rest]);
      }),
    );
  });
});

describe("the page of a request", () => {
  const view = (given: Partial<Parameters<typeof requestView>[0]> = {}) =>
    requestView({ title: "Aurora", request, isCovered: true, ...given });

  it("names method, address and each header, and has the body byte for byte", () => {
    const { sections } = view();
    const facts = sections.flatMap(({ facts = [] }) => facts.map(({ name, value }) => `${name}: ${value}`));
    assert.deepEqual(facts.slice(0, 2), ["Method: POST", `Address: ${request.url}`]);
    assert.ok(facts.includes("Authorization: •••"));
    assert.equal(sections.at(-1)?.code, request.body);
    assert.equal(view({ request: { ...request, body: "" } }).sections.at(-1)?.code, undefined);
  });

  it("offers to show personal data only where some is masked, and to mask it again", () => {
    const actions = (personal?: "show" | "mask") => view({ personal }).buttons.map(({ action }) => action);
    assert.deepEqual(actions(), ["copyAsCurl", "copy"]);
    assert.deepEqual(actions("show"), ["copyAsCurl", "copy", "showPersonal"]);
    assert.deepEqual(actions("mask"), ["copyAsCurl", "copy", "maskPersonal"]);
    assert.equal(view().verdict?.lines[0]?.text, "Personal data is masked.");
    assert.deepEqual(view({ isCovered: false }).verdict?.lines, []);
  });

  it("promises nothing more once its form is closed", () => {
    assert.match(view().verdict?.text ?? "", /once you confirm/);
    assert.match(view({ isOver: true }).verdict?.text ?? "", /when its form was closed/);
  });
});
