// The preview of a submit says what goes out, byte for byte: compared with what arrives at the local cloud over the real transport.
import { strict as assert } from "node:assert";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { submitFields as fields } from "../../../../src/clouds/huawei/description/forms.js";
import type { Connection, Credentials } from "../../../../src/core/connection.js";
import { masked } from "../../../../src/core/privacy/mask.js";
import { coverRequest, requestText } from "../../../../src/text/forms/requestText.js";
import { type LocalKernel, localConnection, localKey, openLocalKernel } from "../localKernel.js";

interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes down what arrives and hands it on as it is; the signature names this door, and the cloud behind it believes the header. */
class Doorway {
  readonly arrived: Arrived[] = [];
  private server: Server | undefined;

  async open(target: string): Promise<string> {
    const server = createServer(async (incoming, answer) => {
      const body = await bytesOf(incoming);
      const { method = "", url = "", rawHeaders } = incoming;
      const headers = Object.fromEntries(rawHeaders.flatMap((name, at) => (at % 2 ? [] : [[name, rawHeaders[at + 1] ?? ""]])));
      this.arrived.push({ method, url, headers, body: body.toString() });
      const onward = request(new URL(url, target), { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(answer);
      });
      onward.end(body);
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe("preview of a submit", () => {
  const values = {
    voice_name: '晓晴 "2" \\ <b>',
    sex: "FEMALE",
    tag: "NEWS",
    description: "Warm & calm, 50 % 😀",
    phone: "+86 138 0000 4712",
    app_user_id: "user-7",
  };
  let kernel: LocalKernel;
  let doorway: Doorway;
  let origin: string;

  beforeEach(async () => {
    kernel = await openLocalKernel({ jobs: { huawei: 0, alibaba: 0 }, names: ["127.0.0.1"] });
    doorway = new Doorway();
    origin = await doorway.open(kernel.local.origin);
  });
  afterEach(async () => {
    await doorway.close();
    await kernel.close();
  });

  async function open(
    changes: Partial<Connection> = {},
    credentials: Credentials = localKey(kernel.local, "huawei"),
  ): Promise<string> {
    const { pathname } = new URL(kernel.local.huawei.endpoint);
    const endpoint = pathname === "/" ? origin : origin + pathname;
    const connection = localConnection(kernel.local, "huawei", {
      id: "door",
      endpoint,
      credentialKind: credentials.kind,
      ...changes,
    });
    await kernel.connectionStore.add(connection, credentials);
    return connection.id;
  }

  async function submitted(id: string, typed: Readonly<Record<string, string>>) {
    const job = kernel.local.control.add("huawei", { state: "CREATING" });
    const jobId = String(job.job_id);
    const preview = (await kernel.sessions.api(id)).previewSubmit!(jobId, typed);
    const outcome = await kernel.submitter.submit(id, jobId, typed, new AbortController().signal);
    assert.equal(outcome.kind, "accepted", JSON.stringify(outcome));
    const arrived = doorway.arrived.filter(({ method }) => method === "POST");
    assert.equal(arrived.length, 1);
    return { preview, arrived: arrived[0]!, jobId };
  }

  /** Reads the text again as a server would. */
  function parse(text: string): Arrived {
    const [head = "", ...rest] = text.split("\n\n");
    const [first = "", ...lines] = head.split("\n");
    const [, method = "", url = ""] = /^(\S+) (\S+) HTTP\/1\.1$/.exec(first) ?? [];
    return {
      method,
      url,
      headers: Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2))),
      body: rest.join("\n\n"),
    };
  }

  function assertSame(text: string, arrived: Arrived, hidden: readonly string[]): void {
    const shown = parse(text);
    assert.deepEqual([shown.method, shown.url, shown.body], [arrived.method, origin + arrived.url, arrived.body]);
    // The names mean the same in any case, and the transport writes them small. It adds to every request how it wants its answer.
    const { host, connection: _, "content-length": length, "accept-encoding": __, "user-agent": ___, ...sent } = arrived.headers;
    assert.deepEqual([host, Number(length)], [new URL(origin).host, Buffer.byteLength(shown.body)]);
    const names = Object.keys(shown.headers).map((name) => name.toLowerCase());
    assert.deepEqual(names.sort(), Object.keys(sent).sort());
    for (const [name, value] of Object.entries(shown.headers)) {
      if (hidden.includes(name)) assert.equal(value, "•••", name);
      // A second later it has another date.
      else if (name === "X-Sdk-Date") assert.match(value, /^\d{8}T\d{6}Z$/);
      else assert.equal(value, sent[name.toLowerCase()], name);
    }
  }

  it("is what arrives, with the signature hidden", async () => {
    const id = await open({ values: { projectId: kernel.local.huawei.projectId, appUserId: "customer-1" } });
    const { preview, arrived, jobId } = await submitted(id, values);
    assertSame(requestText(preview), arrived, ["Authorization"]);
    assert.deepEqual(kernel.local.control.submitBodies(jobId), [JSON.parse(parse(requestText(preview)).body)]);
    assert.ok(!requestText(preview).includes(kernel.local.huawei.accessKeyId), "not even the name of the key");
  });

  it("is what arrives when no value is sent", async () => {
    const { preview, arrived } = await submitted(await open(), {});
    assertSame(requestText(preview), arrived, ["Authorization"]);
    assert.equal(arrived.body, "{}");
  });

  it("covers a person's data, wherever it stands, until asked for, and nothing else", async () => {
    const id = await open();
    const typed = { ...values, description: `call ${values.phone} or 139 0000 4713` };
    const preview = (await kernel.sessions.api(id)).previewSubmit!("abc", typed);
    const covered = parse(requestText(coverRequest(preview, fields, typed)));
    assert.deepEqual(JSON.parse(covered.body), { ...typed, phone: masked, description: `call ${masked} or ${masked}` });
    const plain = parse(requestText(preview));
    assert.deepEqual({ ...covered, body: "" }, { ...plain, body: "" });
    const inAddress = { ...preview, url: `https://host.example/?p=${encodeURIComponent(values.phone)}&q=%2B86+138+0000+4712` };
    assert.ok(!/4712/.test(coverRequest(inAddress, fields, values).url));
  });
});
