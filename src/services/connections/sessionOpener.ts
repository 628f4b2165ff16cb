// Opens a connection: finds its keys, makes of them what is signed with, and names the key whose limits and refusals count.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { CredentialKind } from "../../core/cloud/credentialKind.js";
import type { JobApi } from "../../core/cloud/jobApi.js";
import type { Connection, Credentials } from "../../core/connection.js";
import { VoiceError } from "../../core/errors.js";
import { plainOrigin } from "../../core/parsing/origin.js";
import { own } from "../../core/parsing/ownProperty.js";
import type { Machine } from "../../core/ports/ports.js";
import type { Redactor } from "../../core/privacy/redactor.js";
import type { KeyCalls } from "../keys/keyGuard.js";
import type { KeyName } from "../keys/keyVerdicts.js";
import type { SecretFingerprints } from "../keys/secretFingerprints.js";
import type { ConnectionStore } from "./connectionStore.js";
import type { OpenDemo } from "./demoConnections.js";

export interface OpenSession {
  readonly api: JobApi;
  readonly cloud: Cloud;
  readonly connection: Connection;
  /** What is signed with. In memory only. */
  readonly credentials: Credentials;
  /** The key that the cloud counts calls and failures of. */
  readonly key: KeyName;
  /** What it was made of, where keys are exchanged: refusals of both are the person's to clear. */
  readonly storedKey: KeyName;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** Milliseconds since 1970; 0 = made again for each call; absent = good until the cloud says otherwise. */
  readonly expiresAt?: number;
  /** The keys can be made again without the person. */
  readonly isRenewable: boolean;
  /** Milliseconds by which this machine's clock was ahead of the cloud's when the keys were made; negative = behind. */
  readonly aheadMs?: number;
}

export class SessionOpener {
  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly connectionStore: ConnectionStore,
    private readonly machine: Machine,
    private readonly openDemo: OpenDemo,
    /** Told every secret before it is used, so that no log and no error can show it. */
    private readonly redactor: Redactor,
    private readonly guard: KeyCalls,
    private readonly digest: (text: string) => string,
    private readonly fingerprints: Pick<SecretFingerprints, "of">,
  ) {}

  isKnownCloud(id: string): boolean {
    return this.clouds.some((cloud) => cloud.id === id);
  }

  cloudOf(connection: Connection): Cloud {
    const cloud = this.clouds.find((each) => each.id === connection.cloud);
    if (!cloud) throw new VoiceError("bug", `unknown cloud "${connection.cloud}"`);
    return cloud;
  }

  /** With the keys as they are stored now. */
  async openStored(connectionId: string): Promise<OpenSession> {
    const { connection, credentials } = await this.find(connectionId);
    return this.open(connection, credentials);
  }

  async open(connection: Connection, credentials: Credentials, signal = new AbortController().signal): Promise<OpenSession> {
    const cloud = this.cloudOf(connection);
    const storedKey = await this.keyOf(connection, credentials);
    const kind = cloud.credentialKinds.find(({ id }) => id === credentials.kind);
    const exchanged = await this.exchange(kind, connection, credentials, storedKey, signal);
    const complete: Connection = { ...connection, values: { ...exchanged?.values, ...connection.values } };
    const used = exchanged?.credentials ?? credentials;
    return {
      api: await cloud.open(complete, used, this.machine),
      cloud,
      connection: complete,
      credentials: used,
      key: await this.keyOf(connection, used),
      storedKey,
      openedAt: this.machine.now(),
      // A token that was pasted comes back as it went in.
      isRenewable: exchanged !== undefined && used.kind !== credentials.kind,
      ...(exchanged?.expiresAt === undefined ? {} : { expiresAt: exchanged.expiresAt }),
      ...(exchanged?.aheadMs === undefined ? {} : { aheadMs: exchanged.aheadMs }),
    };
  }

  /** Names of the keys stored for a connection, whether or not it can be opened. */
  async storedKeys(connectionId: string): Promise<readonly KeyName[]> {
    try {
      const { connection, credentials } = await this.find(connectionId);
      return [await this.keyOf(connection, credentials)];
    } catch {
      return [];
    }
  }

  private async find(connectionId: string): Promise<{ connection: Connection; credentials: Credentials }> {
    const connection = this.connectionStore.find(connectionId);
    if (!connection) throw new VoiceError("cancelled", "the connection was removed");
    return connection.isDemo
      ? this.demoPlace(connection)
      : { connection, credentials: await this.connectionStore.credentials(connectionId) };
  }

  /** A password is shown to the cloud like any key: one call at a time until it is accepted, none once it is refused. */
  private async exchange(
    kind: CredentialKind | undefined,
    connection: Connection,
    credentials: Credentials,
    storedKey: KeyName,
    signal: AbortSignal,
  ) {
    if (!kind?.exchange) return undefined;
    const exchange = kind.exchange.bind(kind);
    return this.guard.run(storedKey, signal, () => exchange(connection, credentials, this.machine, signal));
  }

  /** The local cloud listens elsewhere after each start, so its place is never stored. */
  private async demoPlace(stored: Connection): Promise<{ connection: Connection; credentials: Credentials }> {
    const place = own(await this.openDemo(), stored.cloud);
    if (!place) throw new VoiceError("bug", `no demo of "${stored.cloud}"`);
    const { endpoint, values, credentials } = place;
    return { connection: { ...stored, endpoint, values }, credentials };
  }

  /** Names a key by what is no secret in it, a bare token by a digest; what is secret in it no log shows from now on. */
  async keyOf(connection: Connection, credentials: Credentials): Promise<KeyName> {
    const cloud = this.cloudOf(connection);
    const kind = cloud.credentialKinds.find(({ id }) => id === credentials.kind);
    const fields = kind?.fields ?? [];
    const names: string[] = [];
    for (const field of fields) {
      const value = credentials.values[field.id];
      if (!value) continue;
      if (field.secret) this.redactor.know(value);
      else names.push(value);
      if (field.isKeyId) this.redactor.knowKeyId(value);
    }
    // What was refused of a profile is forgiven once its file is mended.
    const source = (await kind?.readSource?.(credentials, this.machine)) ?? "";
    const values = [...fields.map((field) => credentials.values[field.id] ?? ""), ...(source === "" ? [] : [source])];
    const name = names.length > 0 ? names : [this.digest(JSON.stringify(credentials.values))];
    // The same name at an endpoint typed by hand may be another server's, unless that is the region's own.
    const typed = plainOrigin(connection.endpoint ?? "");
    const endpoint = cloud.regions.some((region) => region.endpoint === typed) ? "" : typed;
    const idAt = (place: string) => JSON.stringify([cloud.id, place, credentials.kind, ...name]);
    const id = idAt(endpoint);
    const formerId = idAt(connection.endpoint ?? "");
    return {
      id,
      ...(formerId === id ? {} : { formerId }),
      pair: await this.fingerprints.of(JSON.stringify([id, ...values])),
    };
  }
}
