// Faults that a cloud answers with: refused keys, rights, projects and clocks, what is not there, and what is overloaded.
import { localConnection, localKey } from "../localKernel.js";
import { always, type CloudFault, envelope, minute, thrice } from "./cloudFault.js";

export const refusals: readonly CloudFault[] = [
  {
    fault: "wrong secret",
    kind: "auth",
    reason: "wrongSecret",
    says: /did not accept the secret.*Enter it again/,
    requests: { huawei: 1 },
    arrange: ({ connectionStore, local }, cloud) => {
      const { kind, values } = localKey(local, cloud);
      return connectionStore.replaceCredentials(cloud, {
        kind,
        values: { ...values, secretAccessKey: "a-secret-of-somebody-else" },
      });
    },
  },
  {
    fault: "unknown key",
    kind: "auth",
    reason: "unknownKey",
    says: /does not know the key.*Check it in the console/,
    requests: { huawei: 1 },
    arrange: ({ connectionStore, local }, cloud) => {
      const { kind, values } = localKey(local, cloud);
      return connectionStore.replaceCredentials(cloud, { kind, values: { ...values, accessKeyId: "NOBODYS-KEY-0001" } });
    },
  },
  {
    fault: "lost key",
    kind: "auth",
    reason: "missingCredentials",
    says: /not stored on this computer.*Enter it again/,
    requests: { huawei: 0, alibaba: 0 },
    arrange: async ({ below, connectionStore, local }, cloud) => {
      await connectionStore.replace(localConnection(local, cloud));
      below.secrets.lose(`credentials/${cloud}`);
    },
  },
  {
    fault: "wrong project",
    kind: "forbidden",
    reason: "wrongProject",
    says: /project ID of “Studio”.*Correct it/,
    clouds: ["huawei"],
    requests: { huawei: 1 },
    arrange: ({ connectionStore, local }, cloud) =>
      connectionStore.replace(localConnection(local, cloud, { values: { projectId: local.huawei.otherProject.id } })),
  },
  {
    fault: "missing right",
    kind: "forbidden",
    reason: "missingRight",
    says: /lacks the permission ice:ListCustomizedVoiceJobs.*administrator/,
    clouds: ["alibaba"],
    arrange: ({ connectionStore, local }, cloud) => {
      const { accessKeyId, accessKeySecret } = local.alibaba.deniedKey;
      return connectionStore.replaceCredentials(cloud, {
        kind: "aksk",
        values: { accessKeyId, secretAccessKey: accessKeySecret },
      });
    },
  },
  {
    fault: "clock 20 minutes behind",
    kind: "clock",
    says: /clock differs.*Correct it/,
    requests: { huawei: 1 },
    arrange: ({ local }) => local.control.setClockOffset(20 * minute),
  },
  {
    fault: "clock 20 minutes ahead",
    kind: "clock",
    says: /clock differs.*Correct it/,
    requests: { huawei: 1 },
    arrange: ({ local }) => local.control.setClockOffset(-20 * minute),
  },
  {
    fault: "404",
    kind: "notFound",
    says: /no such job.*refresh/,
    requests: { huawei: 1 },
    arrange: (home, cloud) =>
      always({ kind: "answer", status: 404, body: envelope(cloud, cloud === "huawei" ? "MSS.00000002" : "JobNotFound") })(
        home,
        cloud,
      ),
  },
  {
    fault: "429 with Retry-After",
    kind: "throttled",
    says: /Wait 30 seconds, then refresh/,
    requests: { huawei: 1 },
    arrange: (home, cloud) =>
      always({
        kind: "answer",
        status: 429,
        headers: { "retry-after": "30" },
        body: envelope(cloud, cloud === "huawei" ? "APIGW.0308" : "Throttling.User"),
      })(home, cloud),
  },
  {
    fault: "500",
    kind: "unavailable",
    says: /internal problem.*Refresh in a few minutes/,
    requests: thrice,
    arrange: (home, cloud) =>
      always({ kind: "answer", status: 500, body: envelope(cloud, cloud === "huawei" ? "MSS.00000004" : "InternalError") })(
        home,
        cloud,
      ),
  },

  {
    fault: "Success=false with status 200",
    kind: "refused",
    says: /refused the request.*try again/,
    clouds: ["alibaba"],
    arrange: always({ kind: "unsuccessful" }),
  },
];
