// A fault between here and a cloud, and what is made of it.
import type { ErrorKind, ErrorReason } from "../../../../src/core/errors.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import type { Limits } from "../../../../src/platform/network/limits.js";
import type { LocalKernel } from "../localKernel.js";

export interface CloudFault {
  readonly fault: string;
  readonly kind: ErrorKind;
  readonly reason?: ErrorReason;
  /** Both unless told otherwise. */
  readonly clouds?: readonly CloudId[];
  /** Requests of one refresh; Alibaba asks for two types at once. */
  readonly requests?: Partial<Record<CloudId, number>>;
  /** What the sentence must say. */
  readonly says: RegExp;
  /** Time-outs, where the fault is about time. */
  readonly limits?: Partial<Limits>;
  /** Makes it go wrong. */
  readonly arrange: (home: LocalKernel, cloud: CloudId) => void | Promise<void>;
}

export const minute = 60_000;
export const impatient = { headersMs: 250, readMs: 250 };
export const always = (act: FaultAct) => (home: LocalKernel, cloud: CloudId) =>
  home.local.control.faults.add({ cloud, times: "always", act });
export const envelope = (cloud: CloudId, code: string) =>
  cloud === "huawei"
    ? { error_code: code, error_msg: "told by the cloud", request_id: "r-1" }
    : { Code: code, Message: "told by the cloud", RequestId: "r-1" };
/** One request per question, tried three times. */
export const thrice = { huawei: 3 };
