// Types of the two files of undici that are imported by deep path; its own types only cover the package root.
declare module "undici/lib/dispatcher/client.js" {
  import type { Client } from "undici";

  const client: typeof Client;
  export = client;
}

declare module "undici/lib/core/connect.js" {
  import type { Socket } from "node:net";
  import type { buildConnector } from "undici";

  type Connect = (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;
  /** `timeout` in milliseconds, 0 = none. */
  const build: (options: buildConnector.BuildOptions & { readonly autoSelectFamilyAttemptTimeout?: number }) => Connect;
  export = build;
}
