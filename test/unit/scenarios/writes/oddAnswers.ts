// Answers to a write that mean nothing, or not what they say.
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";

/** Status 200, and none of what the documents know. */
export const nothings: readonly unknown[] = [
  undefined,
  [],
  "null",
  '"ok"',
  { code: "Gateway.Denied", message: "no" },
  { Success: false },
  { error: {} },
  "<html><body>Sign in</body></html>",
];
export const nonceUsed = (processed: boolean): FaultAct => ({
  kind: "answer",
  status: 400,
  body: { Code: "SignatureNonceUsed", Message: "no", RequestId: "R-1" },
  processed,
});
export const refused = (processed: boolean): FaultAct => ({
  kind: "answer",
  status: 400,
  body: { error_code: "MSS.00000003", error_msg: "no", Code: "InvalidParameter", Message: "no" },
  processed,
});
export const removals: Readonly<Record<CloudId, string>> = {
  huawei: "DeleteVoiceTrainingJob",
  alibaba: "DeleteCustomizedVoiceJob",
};
