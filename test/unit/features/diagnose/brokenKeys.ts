// Connections whose key, project or rights are wrong, and clouds that throttle.
import { clouds } from "../../../../src/clouds/index.js";
import { fakeMachine } from "../../../fakes/clouds/machine.js";
import { loopbackHttp } from "../../../fakes/network/loopbackHttp.js";
import { never } from "../../scenarios/kernel.js";
import { localConnection } from "../../scenarios/localKernel.js";
import { type BrokenConnection, fault, temporaryKey, wrongSecret } from "./brokenConnection.js";

export const brokenKeys: readonly BrokenConnection[] = [
  {
    name: "a wrong secret",
    break: (local) => ({ credentials: wrongSecret(local) }),
    step: "credentials",
    gist: ["auth", "wrongSecret"],
    says: /did not accept the secret/,
    act: "editCredentials",
  },
  {
    name: "an unknown key id",
    break: () => ({
      credentials: { kind: "aksk", values: { accessKeyId: "UNKNOWN-FAKE-KEY", secretAccessKey: "canary-secret-0123456789" } },
    }),
    step: "credentials",
    gist: ["auth", "unknownKey"],
    says: /does not know the key/,
    act: "editCredentials",
  },
  {
    name: "a disabled key",
    break: ({ alibaba }) => ({
      cloud: "alibaba",
      credentials: {
        kind: "aksk",
        values: { accessKeyId: alibaba.inactiveKey.accessKeyId, secretAccessKey: alibaba.inactiveKey.accessKeySecret },
      },
    }),
    step: "credentials",
    gist: ["auth", "unknownKey"],
    says: /or it is disabled/,
    act: "editCredentials",
  },
  {
    name: "a locked key",
    break: async (local) => {
      const machine = fakeMachine(loopbackHttp, Date.now);
      const api = await clouds[0]!.open(localConnection(local, "huawei"), wrongSecret(local), machine);
      for (let failure = 0; failure < 5; failure += 1) await api.check(never).catch(() => undefined);
      local.control.clearRequests();
      return {};
    },
    step: "credentials",
    gist: ["auth", "locked"],
    says: /has locked the key .* Wait 5 minutes/,
    act: "diagnose",
  },
  {
    name: "credentials that are not stored",
    break: () => ({ credentials: null }),
    step: "credentials",
    gist: ["auth", "missingCredentials"],
    says: /is not stored on this computer/,
    act: "editCredentials",
    calls: 0,
  },
  {
    name: "an expired temporary key",
    break: (local) => {
      local.control.expireTokens();
      return { cloud: "alibaba", credentials: temporaryKey(local) };
    },
    step: "credentials",
    gist: ["auth", "expired"],
    says: /has expired\. Enter a new one/,
    act: "editCredentials",
  },
  {
    name: "a project of somebody else",
    break: () => ({ changes: { values: { projectId: "de30f00000000000000000000000ffff" } } }),
    step: "project",
    gist: ["forbidden", "wrongProject"],
    says: /^The project/,
    act: "editConnection",
  },
  {
    name: "a project of another region",
    break: ({ huawei }) => ({
      changes: { values: { projectId: huawei.otherProject.id, iamEndpoint: huawei.iamEndpoint } },
    }),
    step: "project",
    gist: ["forbidden", "wrongProject"],
    says: /^The project/,
    act: "editConnection",
    // Two more ask which projects there are; the key was accepted.
    calls: 3,
  },
  {
    name: "a missing right",
    break: ({ alibaba }) => ({
      cloud: "alibaba",
      credentials: {
        kind: "aksk",
        values: { accessKeyId: alibaba.deniedKey.accessKeyId, secretAccessKey: alibaba.deniedKey.accessKeySecret },
      },
    }),
    step: "rights",
    gist: ["forbidden", "missingRight"],
    says: /lacks the permission ice:ListCustomizedVoiceJobs/,
    act: "diagnose",
  },
  {
    name: "a right that is missing for reading one job only",
    break: (local) => {
      const body = { Code: "NoPermission", Message: "denied", RequestId: "R-1" };
      local.control.faults.add({ operation: "GetCustomizedVoiceJob", act: { kind: "answer", status: 403, body } });
      return { cloud: "alibaba" };
    },
    step: "rights",
    gist: ["forbidden", "missingRight"],
    says: /lacks the permission ice:GetCustomizedVoiceJob/,
    act: "diagnose",
    calls: 4,
  },
  {
    name: "a cloud that throttles",
    break: (local) => {
      const body = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached" };
      fault(local, { kind: "answer", status: 429, body, headers: { "Retry-After": "7" } });
      return {};
    },
    step: "budget",
    gist: ["throttled", undefined],
    says: /asks for fewer requests\. Wait 7 seconds/,
    act: "diagnose",
    // A read may be tried three times; the key was not refused.
    calls: 3,
  },
];
