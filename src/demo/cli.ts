// Starts the local cloud alone (`npm run cloud`) and prints where it listens and with which keys.
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

function readOptions(args: readonly string[]): DemoOptions {
  const options: { -readonly [Name in keyof DemoOptions]: DemoOptions[Name] } = {};
  const rest = [...args];
  const numbers = (option: string): number[] => {
    const values = (rest.shift() ?? "").split(",").map((text) => (/^\d+$/.test(text) ? Number(text) : Number.NaN));
    if (values.some(Number.isNaN)) throw new Error(`${option} wants a number`);
    return values;
  };
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option === "--port") options.port = numbers(option)[0]!;
    else if (option === "--seed") options.seed = numbers(option)[0]!;
    else if (option === "--latency") options.latencyMs = numbers(option)[0]!;
    else if (option === "--jobs") {
      const [huawei, alibaba] = numbers(option);
      options.jobs = { huawei: huawei!, ...(alibaba === undefined ? {} : { alibaba }) };
    } else if (option === "--frozen") options.moving = false;
    else if (option === "--throttled") options.throttled = true;
    else if (option === "--control") options.control = true;
    else throw new Error(`Unknown option ${option}`);
  }
  return options;
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
