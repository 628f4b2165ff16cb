// Starts the local cloud alone (`npm run cloud`) and prints where it listens and with which keys.
import { parseArgs } from "node:util";
import { type DemoOptions, startDemo } from "./index.js";

const usage = `npm run cloud -- [options]
  --port <number>     where to listen (default: any free port)
  --jobs <h>[,<a>]    how many Huawei and Alibaba jobs (default: 420,160)
  --seed <number>     which jobs (default: 1)
  --latency <ms>      how long every answer takes
  --frozen            jobs do not move by themselves
  --throttled         enforce the documented limits per second
  --control           serve POST /control
`;

function readOptions(args: string[]): DemoOptions {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({
    args,
    options: { port: text, jobs: text, seed: text, latency: text, frozen: flag, throttled: flag, control: flag },
  });
  const numbers = (option: "port" | "jobs" | "seed" | "latency", most = 1): number[] | undefined => {
    const given = values[option]?.split(",");
    if (!given) return undefined;
    if (given.length > most || !given.every((each) => /^\d+$/.test(each))) throw new Error(`--${option} wants a number`);
    return given.map(Number);
  };
  const one = (option: "port" | "seed" | "latency") => numbers(option)?.[0];
  const [port, seed, latencyMs] = [one("port"), one("seed"), one("latency")];
  const [huawei, alibaba] = numbers("jobs", 2) ?? [];
  return {
    ...(port !== undefined && { port }),
    ...(seed !== undefined && { seed }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(huawei !== undefined && { jobs: { huawei, ...(alibaba !== undefined && { alibaba }) } }),
    ...(values.frozen && { moving: false }),
    ...(values.throttled && { throttled: true }),
    ...(values.control && { control: true }),
  };
}

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const cloud = await startDemo(options);
  const { huawei, alibaba, control } = cloud;
  process.stdout.write(`The local cloud listens on ${cloud.origin}

Huawei MetaStudio    ${control.count("huawei")} jobs
  endpoint           ${huawei.endpoint}
  IAM endpoint       ${huawei.iamEndpoint}
  region             ${huawei.region}
  project id         ${huawei.projectId}
  access key         ${huawei.accessKeyId} / ${huawei.secretAccessKey}
  temporary key      ${huawei.temporaryAccessKeyId} / ${huawei.temporarySecretAccessKey}
    security token   ${huawei.securityToken}
  X-Auth-Token       ${huawei.token}
  password           account ${huawei.domain}, user ${huawei.user}, ${huawei.password}

Alibaba IMS          ${control.count("alibaba")} jobs
  endpoint           ${alibaba.endpoint}
  region             ${alibaba.region}
  access key         ${alibaba.accessKeyId} / ${alibaba.accessKeySecret}
  STS key            ${alibaba.sts.accessKeyId} / ${alibaba.sts.accessKeySecret}
    security token   ${alibaba.sts.securityToken}
  key without rights ${alibaba.deniedKey.accessKeyId} / ${alibaba.deniedKey.accessKeySecret}

Account in figures   ${cloud.origin}/account
${options.control ? `Control              POST ${cloud.origin}/control\n` : ""}Stop with Ctrl+C.
`);
  const stop = (): void => void cloud.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

start().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n\n${usage}`);
  process.exit(1);
});
