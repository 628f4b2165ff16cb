// The connections a person has: descriptions in the editor's state, keys in its secret storage.
import type { Connection, Credentials } from "../../core/connection.js";
import { VoiceError } from "../../core/errors.js";
import { Emitter } from "../../core/ports/event.js";
import type { KeyValue, Secrets } from "../../core/ports/ports.js";
import { secretKeys, stateKeys, unreadableKey } from "../../core/storedNames.js";
import {
  isStoredList,
  newerPart,
  placeText,
  readConnection,
  readCredentials,
  type StoredConnections,
} from "./storedConnections.js";

const stateKey = stateKeys.connections;

/** What lay in the place of the book and is none. */
const asideKey = unreadableKey(stateKey);

const secretKey = secretKeys.credentials;

export interface ConnectionChange {
  readonly connectionId: string;
  /** Another key was stored for it. */
  readonly hasNewKey: boolean;
  /** In this window the person has entered a key for it, or changed where it leads: what was refused may be tried. */
  readonly isEntered: boolean;
}

export class ConnectionStore {
  private readonly changed = new Emitter<ConnectionChange>();
  readonly onDidChange = this.changed.event;
  /** Keys as this window knows them, by connection; "" = looked for and not there. In memory only. */
  private readonly knownKeys = new Map<string, string>();
  /** Entries as this window has last told of them, by connection. */
  private announced: ReadonlyMap<string, string>;
  /** Writes follow one another: each reads what the one before wrote. */
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly state: KeyValue,
    private readonly secrets: Secrets,
    /** Ids of the clouds this version knows; connections to others wait for the version that does. */
    private readonly knownClouds: readonly string[],
  ) {
    this.announced = this.texts();
    secrets.onDidChange(({ key }) => void this.followSecret(key));
  }

  all(): readonly Connection[] {
    const connections = new Map<string, Connection>();
    for (const entry of this.stored().connections) {
      const connection = readConnection(entry);
      if (connection && this.knownClouds.includes(connection.cloud) && !connections.has(connection.id))
        connections.set(connection.id, connection);
    }
    return [...connections.values()];
  }

  /** Of everything that lies there, connections to clouds of other versions too. */
  ids(): readonly string[] {
    return this.stored().connections.flatMap((entry) => readConnection(entry)?.id ?? []);
  }

  find(id: string): Connection | undefined {
    return this.all().find((connection) => connection.id === id);
  }

  /** The key first: a connection without its key would ask for it at once. */
  add(connection: Connection, credentials?: Credentials): Promise<void> {
    return this.insert(connection, credentials, credentials !== undefined);
  }

  private async insert(connection: Connection, credentials: Credentials | undefined, isEntered: boolean): Promise<void> {
    if (credentials) await this.store(connection.id, credentials);
    try {
      const change = { hasNewKey: credentials !== undefined, isEntered };
      await this.write(connection.id, change, (entries) => [...entries, connection]);
    } catch (thrown) {
      if (credentials) await this.secrets.delete(secretKey(connection.id));
      throw thrown;
    }
  }

  /** The key first: should that fail, the connection is still there to be removed again, and no key is left behind unseen. */
  async remove(id: string): Promise<void> {
    await this.secrets.delete(secretKey(id));
    await this.write(id, nothingNew, (entries) => entries.filter((entry) => readConnection(entry)?.id !== id));
  }

  async replace(connection: Connection): Promise<void> {
    const before = this.find(connection.id);
    const isEntered = before !== undefined && placeText(before) !== placeText(connection);
    await this.write(connection.id, { hasNewKey: false, isEntered }, (entries) =>
      entries.map((entry) => (readConnection(entry)?.id === connection.id ? { ...newerPart(entry), ...connection } : entry)),
    );
  }

  async replaceCredentials(id: string, credentials: Credentials): Promise<void> {
    if (!this.find(id)) throw new VoiceError("cancelled", "the connection was removed", { wasSent: false });
    await this.store(id, credentials);
    await this.write(id, { hasNewKey: true, isEntered: true }, (entries) =>
      entries.map((entry) => {
        const connection = readConnection(entry);
        return connection?.id === id ? { ...newerPart(entry), ...connection, credentialKind: credentials.kind } : entry;
      }),
    );
  }

  /** Another connection with the key of an existing one. Where it leads to the same place, the same was entered before. */
  async duplicate(id: string, copy: Connection): Promise<void> {
    const original = this.find(id);
    const isEntered = original !== undefined && placeText(original) !== placeText(copy);
    await this.insert(copy, await this.credentials(id), isEntered);
  }

  /** Moves a connection up (-1) or down (1) among those that are shown. */
  async move(id: string, by: -1 | 1): Promise<void> {
    const shown = this.all().map((connection) => connection.id);
    const neighbour = shown[shown.indexOf(id) + by];
    if (!shown.includes(id) || neighbour === undefined) return;
    await this.write(id, nothingNew, (entries) => {
      const place = (each: string) => entries.findIndex((entry) => readConnection(entry)?.id === each);
      const moved = [...entries];
      [moved[place(id)], moved[place(neighbour)]] = [entries[place(neighbour)], entries[place(id)]];
      return moved;
    });
  }

  /** Deletes the keys of all connections, those of unknown clouds too; the connections stay and ask for their keys again. */
  async removeAllCredentials(): Promise<void> {
    for (const id of this.ids()) {
      await this.secrets.delete(secretKey(id));
      this.knownKeys.set(id, "");
      this.changed.fire({
        connectionId: id,
        hasNewKey: true,
        isEntered: false,
      });
    }
  }

  /** Tells of what another window changed; called when this one comes back to the front. */
  lookAgain(): void {
    const now = this.texts();
    const before = this.announced;
    this.announced = now;
    for (const id of new Set([...before.keys(), ...now.keys()])) {
      if (before.get(id) !== now.get(id)) this.changed.fire({ connectionId: id, ...nothingNew });
    }
  }

  /** Throws auth/missingCredentials: the editor drops what it cannot decrypt, and that is normal. */
  async credentials(id: string): Promise<Credentials> {
    const stored = await this.secrets.get(secretKey(id));
    this.knownKeys.set(id, stored ?? "");
    const credentials = stored === undefined ? undefined : readCredentials(stored);
    if (!credentials) throw new VoiceError("auth", "no stored credentials", { reason: "missingCredentials" });
    return credentials;
  }

  private async store(id: string, credentials: Credentials): Promise<void> {
    const text = JSON.stringify(credentials);
    this.knownKeys.set(id, text);
    await this.secrets.store(secretKey(id), text);
  }

  /** The editor tells of other windows' changes, of our own, twice, or for nothing: only a key that differs counts. */
  private async followSecret(key: string): Promise<void> {
    const id = [...this.knownKeys.keys()].find((each) => secretKey(each) === key);
    if (id === undefined) return;
    const text = (await this.secrets.get(key)) ?? "";
    if (text === this.knownKeys.get(id)) return;
    this.knownKeys.set(id, text);
    this.changed.fire({ connectionId: id, hasNewKey: true, isEntered: false });
  }

  private texts(): ReadonlyMap<string, string> {
    return new Map(this.all().map((connection, place) => [connection.id, `${place} ${JSON.stringify(connection)}`]));
  }

  private stored(): StoredConnections {
    const stored = this.state.get<unknown>(stateKey);
    return isStoredList(stored) ? stored : { version: 1, connections: [] };
  }

  private write(
    connectionId: string,
    current: Omit<ConnectionChange, "connectionId">,
    change: (entries: readonly unknown[]) => readonly unknown[],
  ): Promise<void> {
    const written = this.lastWrite.then(async () => {
      const found = this.state.get<unknown>(stateKey);
      // Not ours to throw away: another version may know how to read it.
      if (found !== undefined && !isStoredList(found)) await this.state.update(asideKey, found);
      const stored = this.stored();
      await this.state.update(stateKey, { ...stored, connections: change(stored.connections) });
      this.announced = this.texts();
      this.changed.fire({ connectionId, ...current });
    });
    this.lastWrite = written.catch(() => undefined);
    return written;
  }
}

const nothingNew = { hasNewKey: false, isEntered: false };
