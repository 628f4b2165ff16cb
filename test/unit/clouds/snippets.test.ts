// The programs for Node.js that a finished voice is offered with are run to their end, against clients that note what they are asked.
import assert from "node:assert/strict";
import vm from "node:vm";
import { alibaba } from "../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../src/clouds/huawei/index.js";
import type { Cloud } from "../../../src/core/cloud/cloud.js";

const voiceId = `voice'7"\\`;

/** A class of a vendor's client: keeps what it is made of, and has a setter with `with` for each name. */
class Made {
  readonly given: Record<string, unknown> = {};
  constructor(...given: readonly unknown[]) {
    Object.assign(this.given, typeof given[0] === "object" ? given[0] : { only: given[0] });
    // biome-ignore lint/correctness/noConstructorReturn: the vendor's setters have as many names as the requests have fields
    return new Proxy(this, {
      get: (made, name, proxy) => {
        const [, field] = /^with(\w+)$/.exec(String(name)) ?? [];
        if (!field) return Reflect.get(made, name);
        return (value: unknown) => {
          made.given[field] = value;
          return proxy;
        };
      },
    });
  }
}

async function run(cloud: Cloud, modules: Readonly<Record<string, object>>): Promise<readonly unknown[]> {
  const speech = await cloud.speech!();
  const place = { region: cloud.regions[0]!.id, values: { projectId: "p'1" } };
  const code = speech.snippets.find(({ id }) => id === "node")!.text(voiceId, place);
  return new Promise((resolve, reject) => {
    const globals = {
      require: (name: string) => modules[name] ?? assert.fail(`${name} is not what the first line installs`),
      process: { env: new Proxy({}, { get: (_, name) => `value of ${String(name)}` }) },
      setTimeout: (go: () => void) => setImmediate(go),
      console: { log: (...told: unknown[]) => resolve(told) },
      reject,
    };
    vm.runInNewContext(code.replace("main().then(console.log)", "main().then(console.log, reject)"), globals);
    assert.ok(code.split("\n")[0]!.startsWith("// npm install "), code);
    for (const name of Object.keys(modules)) assert.ok(code.split("\n")[0]!.includes(/^(@[^/]+\/[^/]+)/.exec(name)![1]!), name);
  });
}

describe("the program for Node.js that asks a voice to speak", () => {
  it("of Alibaba asks until the audio is there, and tells its media ID", async () => {
    const asked: unknown[] = [];
    const states = ["Executing", "Executing", "Finished"];
    class Client extends Made {
      async submitAudioProduceJob({ given }: Made) {
        asked.push(given);
        return { body: { jobId: "job-1", mediaId: "media-1" } };
      }
      async getSmartHandleJob({ given }: Made) {
        asked.push(given);
        return { body: { state: states.shift() } };
      }
    }
    const told = await run(alibaba, {
      "@alicloud/ice20201109": { default: Client, SubmitAudioProduceJobRequest: Made, GetSmartHandleJobRequest: Made },
      "@alicloud/openapi-client": { Config: Made },
    });
    assert.deepEqual(JSON.parse(JSON.stringify(told)), [["Finished", "media-1"]]);
    const [{ editingConfig, outputConfig }, ...looks] = asked as [Record<string, string>, ...unknown[]];
    assert.equal(JSON.parse(editingConfig!).customizedVoice, voiceId);
    assert.deepEqual(Object.keys(JSON.parse(outputConfig!)), ["bucket", "object"]);
    assert.deepEqual(looks, [{ jobId: "job-1" }, { jobId: "job-1" }, { jobId: "job-1" }]);
  });

  it("of Huawei asks until all files are there, and tells their addresses", async () => {
    const asked: unknown[] = [];
    const files = [{ download_url: "https://one.example/a" }, { download_url: "https://one.example/b" }];
    const answers = [{ is_file_complete: false }, { is_file_complete: true, files }];
    class Client extends Made {
      static newBuilder() {
        return new Client();
      }
      build() {
        return this;
      }
      async createTtsAudition({ given }: Made) {
        asked.push((given.Body as Made).given);
        return { job_id: "job-2" };
      }
      async showTtsAuditionFile({ given }: Made) {
        asked.push(given.only);
        return answers.shift();
      }
    }
    const told = await run(huawei, {
      "@huaweicloud/huaweicloud-sdk-core": { BasicCredentials: Made },
      "@huaweicloud/huaweicloud-sdk-metastudio/v1/public-api": {
        MetaStudioClient: Client,
        CreateTtsAuditionRequestBody: Made,
        CreateTtsAuditionRequest: Made,
        ShowTtsAuditionFileRequest: Made,
      },
    });
    assert.deepEqual(JSON.parse(JSON.stringify(told)), [files.map(({ download_url }) => download_url)]);
    const [{ Emotion, Text }, ...looks] = asked as [Record<string, string>, ...unknown[]];
    assert.deepEqual([Emotion, typeof Text], [voiceId, "string"]);
    assert.deepEqual(looks, ["job-2", "job-2"]);
  });
});
