// What the connection doctor finds: one finding for each step from the host's name to the rate budget, as data.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import type { VoiceError } from "../../core/errors.js";
import type { Handshake, Probes, RouteDescription } from "../../core/ports/networkProbe.js";
import type { Kernel } from "../../services/kernel.js";

/** In the order in which a request meets them. */
export const steps = [
  "name",
  "proxy",
  "tcp",
  "tls",
  /** An unsigned request, over the way that signed ones take. */
  "service",
  "clock",
  "credentials",
  "project",
  "rights",
  "budget",
] as const;
export type DiagnosisStep = (typeof steps)[number];

export type Result =
  | "ok"
  /** Found on a way that requests do not take: worth knowing, decides nothing. */
  | "note"
  | "warning"
  | "failed"
  | "skipped";

export interface DiagnosisFinding {
  readonly step: DiagnosisStep;
  readonly result: Result;
  readonly seen?: Seen;
  /** Why it failed. */
  readonly error?: VoiceError;
  /** Why it was not tested. */
  readonly because?: Because;
}

/** What was measured, step by step. */
export type Seen =
  | { readonly kind: "addresses"; readonly addresses: readonly string[] }
  | { readonly kind: "way"; readonly way: RouteDescription }
  | { readonly kind: "accepted"; readonly address: string }
  | { readonly kind: "handshake"; readonly handshake: Handshake }
  /** `ms`: from request to answer. `status` is absent where the answer was not read. */
  | { readonly kind: "answer"; readonly status?: number; readonly ms: number; readonly route: RouteDescription["route"] }
  /** Milliseconds by which this machine's clock is ahead of the server's; negative = behind. */
  | { readonly kind: "clock"; readonly aheadMs: number }
  | { readonly kind: "key"; readonly requestId?: string }
  /** The connection's project; where it is wrong, the ones that would be right, or the region that it belongs to. */
  | {
      readonly kind: "project";
      readonly projectId?: string;
      readonly known?: readonly { readonly id: string; readonly name: string }[];
      readonly region?: string;
    }
  /** Jobs can be listed; `isJobRead`: and one was read. */
  | { readonly kind: "rights"; readonly isJobRead: boolean }
  /** Requests that may go out at once. */
  | {
      readonly kind: "budget";
      readonly burst: number /** Limits are documented for the region. */;
      readonly isDocumented: boolean;
    };

export type Because =
  /** It would say nothing, or do harm, before that step is well. */
  | { readonly kind: "blocked"; readonly by: DiagnosisStep }
  | { readonly kind: "cancelled" }
  /** http on this very machine. */
  | { readonly kind: "cleartext" }
  /** The server told no date. */
  | { readonly kind: "noDate" }
  /** The cloud has none. */
  | { readonly kind: "noProjects" };

export interface Diagnosis {
  readonly connectionId: string;
  /** Where requests go; undefined = the connection names no address. */
  readonly origin?: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** One for each step, in their order. */
  readonly findings: readonly DiagnosisFinding[];
}

/** What is to blame: the first step that failed, else the first that gives cause for concern. */
export function causeOf({ findings }: Diagnosis): DiagnosisFinding | undefined {
  return findings.find(({ result }) => result === "failed") ?? findings.find(({ result }) => result === "warning");
}

/** Whom the doctor looks at. */
export interface DiagnosedConnection {
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly url: URL;
  readonly probes: Probes;
}

export type DoctorDependencies = Pick<
  Kernel,
  "connectionStore" | "sessions" | "machine" | "openProbes" | "openDemo" | "redactor"
>;
