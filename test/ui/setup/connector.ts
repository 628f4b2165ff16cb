// A small extension that adds connections by the public API as soon as it starts: typing them is what other tests are about.
import type { NewConnection } from "../../../src/api/newConnection";
import type { DemoCloud } from "../../../src/demoCloud/index";
import { makeExtension } from "./madeUp";

/** The connections, as JSON. */
const variable = "VOICE_JOBS_TEST_CONNECTIONS";

const main = `const { extensions } = require("vscode");
exports.activate = async ({ globalState }) => {
  // A window that is reloaded has them, and ours starts there as it does for a person.
  if (globalState.get("added")) return;
  await globalState.update("added", true);
  const api = await extensions.getExtension("voice-jobs.voice-training-jobs").activate();
  for (const connection of JSON.parse(process.env.${variable})) await api.addConnection(connection);
};`;

export interface Connector {
  /** Folder of the extension. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Of connections with these names to the two sides of a local cloud. `region`: of the one to Alibaba. */
export async function makeConnector(
  { huawei, alibaba }: DemoCloud,
  north: string,
  east: string,
  region = "",
): Promise<Connector> {
  const connections: readonly NewConnection[] = [
    {
      cloud: "huawei",
      name: north,
      region: "",
      endpoint: huawei.endpoint,
      projectId: huawei.projectId,
      credentials: { kind: "aksk", accessKeyId: huawei.accessKeyId, secretAccessKey: huawei.secretAccessKey },
    },
    {
      cloud: "alibaba",
      name: east,
      region,
      endpoint: alibaba.endpoint,
      credentials: { kind: "aksk", accessKeyId: alibaba.accessKeyId, secretAccessKey: alibaba.accessKeySecret },
    },
  ];
  return { folder: await makeExtension({ name: "connector", main }), env: { [variable]: JSON.stringify(connections) } };
}
