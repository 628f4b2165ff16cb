// The local cloud as the extension sees it: where it plays which cloud, with which made-up key; started when first asked.
import { startDemo } from "./index.js";

interface Place {
  readonly region: string;
  readonly endpoint: string;
  readonly values: Readonly<Record<string, string>>;
  readonly credentials: { readonly kind: "aksk"; readonly values: Readonly<Record<string, string>> };
}

/** By id of the cloud. The server lives as long as the process. */
export async function openPlaces(): Promise<Readonly<Record<string, Place>>> {
  const { huawei, alibaba } = await startDemo();
  const key = (accessKeyId: string, secretAccessKey: string) =>
    ({ kind: "aksk", values: { accessKeyId, secretAccessKey } }) as const;
  return {
    huawei: {
      region: huawei.region,
      endpoint: huawei.endpoint,
      values: { projectId: huawei.projectId },
      credentials: key(huawei.accessKeyId, huawei.secretAccessKey),
    },
    alibaba: {
      region: alibaba.region,
      endpoint: alibaba.endpoint,
      values: {},
      credentials: key(alibaba.accessKeyId, alibaba.accessKeySecret),
    },
  };
}
