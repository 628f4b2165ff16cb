// What stands before the editor of `npm start`: hands everything on, and chooses the language of a person's browser.
import { strict as assert } from "node:assert";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { runInNewContext } from "node:vm";
import { chooseLanguage, openFrontDoor } from "../../host/editors/frontDoor";

describe("front door", () => {
  let target: Server;
  let door: Server;
  let url: string;
  const key = Buffer.from("half a key");

  before(async () => {
    target = createServer(({ url: path, headers }, response) => {
      response.setHeader("etag", "x");
      if (path === "/gone/nls.messages.js") response.statusCode = 404;
      response.end(`asked ${path} in ${headers["accept-encoding"] ?? "plain"}`);
    }).listen(0, "127.0.0.1");
    await once(target, "listening");
    ({ url, door } = await openFrontDoor(`http://127.0.0.1:${(target.address() as AddressInfo).port}`, key, 0));
  });
  after(() => {
    for (const server of [door, target]) server.close().closeAllConnections();
  });

  const read = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${url}${path}`, { headers: { "accept-encoding": "gzip" }, ...init });
    return { text: await answer.text(), etag: answer.headers.get("etag"), status: answer.status };
  };

  it("hands on what it does not know, word for word", async () => {
    assert.deepEqual(await read("/a?b"), { text: "asked /a?b in gzip", etag: "x", status: 200 });
    assert.deepEqual(await read("/gone/nls.messages.js"), {
      text: "asked /gone/nls.messages.js in plain",
      etag: "x",
      status: 404,
    });
  });

  it("gives its key itself", async () => {
    assert.equal((await read("/mint-key", { method: "POST" })).text, String(key));
  });

  it("adds the choice of the language to the workbench's messages", async () => {
    const { text, etag } = await read("/stable/out/nls.messages.js?v=1");
    assert.deepEqual([text, etag], [`asked /stable/out/nls.messages.js?v=1 in plain\n${chooseLanguage}\n`, null]);
  });

  it("chooses Chinese where the browser speaks the Chinese of the extension, and nothing where something was chosen", () => {
    const chosen = (language: string, before?: string) => {
      const page: Record<string, unknown> = { navigator: { language }, _VSCODE_NLS_LANGUAGE: before };
      runInNewContext(chooseLanguage, page);
      return page._VSCODE_NLS_LANGUAGE;
    };
    for (const language of ["zh", "zh-CN", "zh-Hans-CN", "zh-SG"]) assert.equal(chosen(language), "zh-cn", language);
    for (const language of ["en-US", "zh-TW", "zh-Hant", "zha"]) assert.equal(chosen(language), undefined, language);
    assert.equal(chosen("zh-CN", "de"), "de");
  });
});
