// What a worded error is about, and which next act it can offer.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { translate } from "../translate.js";

/** Where it happened; all finished words. */
export interface ErrorContext {
  /** Title of the cloud. */
  readonly cloud: string;
  /** The person's name for the connection. */
  readonly connection: string;
  /** Host of the connection's endpoint, for errors that do not name one. */
  readonly host?: string;
  readonly locale: string;
  readonly effect?: Effect;
  /** What else may be behind a refusal of this kind of key. */
  readonly refusal?: string;
}

/**
 * `write`: what became of it is known as far as its answer tells. `undone`: a write after which it was looked, and that came to nothing, or
 * one that was not sent. `told`: a write of which is said beside it what became of it.
 */
export type Effect = "read" | "write" | "undone" | "told";

export function errorContextOf(connection: Connection, cloud: Cloud, locale: string, effect: Effect = "read"): ErrorContext {
  const origin = connection.endpoint ?? cloud.regions.find((region) => region.id === connection.region)?.endpoint;
  const host = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined;
  const refusal = cloud.credentialKinds.find(({ id }) => id === connection.credentialKind)?.refusal;
  return {
    cloud: translate(cloud.title),
    connection: connection.name,
    locale,
    effect,
    ...(host !== undefined && { host }),
    ...(refusal !== undefined && { refusal: translate(refusal) }),
  };
}

/** What a person can do next with one click. `openSettings`: the editor's own network settings. */
export type NextActKind =
  | "none"
  | "retry"
  | "editCredentials"
  | "tryKeyAgain"
  | "editConnection"
  | "openSettings"
  | "diagnose"
  | "showLog";
export interface NextAct {
  readonly kind: NextActKind;
  /** Empty for `none`. */
  readonly label: string;
}
