// What the editor tests share: the extension's public API, and a local cloud of their own beside it.
import * as vscode from "vscode";
import type { VoiceJobsApi } from "../../src/api.js";
import { type DemoCloud, type DemoOptions, startDemo } from "../../src/demoCloud/index.js";

export async function activate(): Promise<VoiceJobsApi> {
  const extension = vscode.extensions.getExtension<VoiceJobsApi>("voice-jobs.voice-training-jobs");
  if (!extension) throw new Error("the extension is not there");
  return extension.activate();
}

export interface DemoSession {
  readonly api: VoiceJobsApi;
  readonly demo: DemoCloud;
  readonly huaweiId: string;
  readonly alibabaId: string;
  end(): Promise<void>;
}

/** A frozen local cloud, and one connection to each of its two sides. */
export async function openDemoSession(options: DemoOptions = {}): Promise<DemoSession> {
  const [api, demo] = await Promise.all([activate(), startDemo({ moving: false, ...options })]);
  const { huawei, alibaba } = demo;
  const { id: huaweiId } = await api.addConnection({
    cloud: "huawei",
    name: "Studio North",
    region: huawei.region,
    endpoint: huawei.endpoint,
    projectId: huawei.projectId,
    credentials: { kind: "aksk", accessKeyId: huawei.accessKeyId, secretAccessKey: huawei.secretAccessKey },
  });
  const { id: alibabaId } = await api.addConnection({
    cloud: "alibaba",
    name: "Studio East",
    region: alibaba.region,
    endpoint: alibaba.endpoint,
    credentials: { kind: "aksk", accessKeyId: alibaba.accessKeyId, secretAccessKey: alibaba.accessKeySecret },
  });
  return {
    api,
    demo,
    huaweiId,
    alibabaId,
    end: async () => {
      for (const { id } of api.connections()) await api.removeConnection(id);
      await demo.close();
    },
  };
}
