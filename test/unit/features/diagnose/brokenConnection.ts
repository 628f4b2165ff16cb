// A connection that is broken in one way, and what the connection doctor says of it.
import type { Credentials } from "../../../../src/core/connection.js";
import type { ErrorKind, ErrorReason } from "../../../../src/core/errors.js";
import type { DemoCloud } from "../../../../src/demoCloud/index.js";
import type { DiagnosisStep } from "../../../../src/features/diagnose/diagnosis.js";
import type { NextActKind } from "../../../../src/text/errors/errorContext.js";
import * as ward from "../../scenarios/diagnosisKernel.js";
import { localKey } from "../../scenarios/localKernel.js";

export interface BrokenConnection {
  readonly name: string;
  /** What is broken. */
  readonly break: (local: DemoCloud) => ward.Case | Promise<ward.Case>;
  /** The step that is to blame. */
  readonly step: DiagnosisStep;
  readonly gist: readonly [ErrorKind, ErrorReason | undefined];
  readonly says: RegExp;
  readonly act: NextActKind;
  /** Signed calls that reach the cloud; one unless told otherwise. */
  readonly calls?: number;
}

export const wrongSecret = (local: DemoCloud): Credentials => {
  const { kind, values } = localKey(local, "huawei");
  return { kind, values: { ...values, secretAccessKey: "canary-wrong-secret-key-0123456789" } };
};
export const temporaryKey = ({ alibaba }: DemoCloud): Credentials => ({
  kind: "aksk",
  values: {
    accessKeyId: alibaba.sts.accessKeyId,
    secretAccessKey: alibaba.sts.accessKeySecret,
    securityToken: alibaba.sts.securityToken,
  },
});
export const fault = (local: DemoCloud, act: Parameters<DemoCloud["control"]["faults"]["add"]>[0]["act"]) =>
  local.control.faults.add({ act, times: "always" });
export const outside = { endpoint: "https://voice.cloud.test", values: { projectId: "p1" } };
export const throughProxy = (proxy: string, ca?: string) => ({
  changes: outside,
  settings: { route: "auto", proxy } as const,
  editorFetch: ward.fetchThrough(proxy, ca),
});
