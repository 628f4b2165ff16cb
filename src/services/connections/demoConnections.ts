// Demo connections: one for each cloud, served by the local cloud inside the extension.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection, Credentials } from "../../core/connection.js";
import { own } from "../../core/parsing/ownProperty.js";
import type { ConnectionStore } from "./connectionStore.js";

/** Where the local cloud plays one of the clouds, and with which made-up key. */
export interface DemoPlace {
  readonly region: string;
  readonly endpoint: string;
  readonly values: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
}

/** Starts the local cloud when first called; places by id of the cloud. */
export type OpenDemo = () => Promise<Readonly<Record<string, DemoPlace>>>;

export class DemoConnections {
  /** Calls run one after another: the second finds what the first added. */
  private lastRun: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly connectionStore: ConnectionStore,
    private readonly openDemo: OpenDemo,
    private readonly nonce: () => string,
    /** Words the name of a demo connection. */
    private readonly nameFor: (cloud: Cloud) => string,
  ) {}

  /** Adds what is missing; ids of all demo connections. */
  add(): Promise<readonly string[]> {
    const added = this.lastRun.then(() => this.addMissing());
    this.lastRun = added.catch(() => undefined);
    return added;
  }

  private async addMissing(): Promise<readonly string[]> {
    const places = await this.openDemo();
    for (const cloud of this.clouds) {
      const place = own(places, cloud.id);
      const isThere = this.connectionStore.all().some((connection) => connection.isDemo && connection.cloud === cloud.id);
      if (place && !isThere) await this.connectionStore.add(this.connection(cloud, place));
    }
    return this.connectionStore.all().flatMap((connection) => (connection.isDemo ? [connection.id] : []));
  }

  private connection(cloud: Cloud, place: DemoPlace): Connection {
    const { region, values, credentials } = place;
    return {
      id: this.nonce(),
      cloud: cloud.id,
      name: this.nameFor(cloud),
      region,
      values,
      credentialKind: credentials.kind,
      isDemo: true,
    };
  }
}
