// The connections a person has: descriptions in the editor's state, keys in its secret storage.
import type { Connection, Credentials } from "../core/connection.js";
import { VoiceError } from "../core/errors.js";
import { Emitter } from "../core/event.js";
import type { KeyValue, Secrets } from "../core/ports.js";

const stateKey = "connections";
const secretKey = (id: string) => `credentials/${id}`;

/** What lies in the editor's state. Entries this version cannot read (a newer one's) are kept as they are. */
interface StoredBook {
  readonly version: 1;
  readonly connections: readonly unknown[];
}

export class ConnectionBook {
  private readonly changed = new Emitter<{ readonly connectionId: string }>();
  readonly onDidChange = this.changed.event;
  /** Writes follow one another: each reads what the one before wrote. */
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly state: KeyValue,
    private readonly secrets: Secrets,
  ) {}

  all(): readonly Connection[] {
    return this.entries().flatMap((entry) => readConnection(entry) ?? []);
  }

  find(id: string): Connection | undefined {
    return this.all().find((connection) => connection.id === id);
  }

  /** The key first: a connection without its key would ask for it at once. */
  async add(connection: Connection, credentials?: Credentials): Promise<void> {
    if (credentials) await this.secrets.store(secretKey(connection.id), JSON.stringify(credentials));
    await this.write(connection.id, (entries) => [...entries, connection]);
  }

  async remove(id: string): Promise<void> {
    await this.write(id, (entries) => entries.filter((entry) => readConnection(entry)?.id !== id));
    await this.secrets.delete(secretKey(id));
  }

  async replace(connection: Connection): Promise<void> {
    await this.write(connection.id, (entries) =>
      entries.map((entry) => (readConnection(entry)?.id === connection.id ? connection : entry)),
    );
  }

  async replaceCredentials(id: string, credentials: Credentials): Promise<void> {
    await this.secrets.store(secretKey(id), JSON.stringify(credentials));
    await this.write(id, (entries) =>
      entries.map((entry) => {
        const connection = readConnection(entry);
        return connection?.id === id ? { ...connection, credentialKind: credentials.kind } : entry;
      }),
    );
  }

  /** Throws auth/missingCredentials: the editor drops what it cannot decrypt, and that is normal. */
  async credentials(id: string): Promise<Credentials> {
    const stored = await this.secrets.get(secretKey(id));
    const credentials = stored === undefined ? undefined : readCredentials(stored);
    if (!credentials) throw new VoiceError("auth", "no stored credentials", { reason: "missingCredentials" });
    return credentials;
  }

  private entries(): readonly unknown[] {
    const stored = this.state.get<Partial<StoredBook>>(stateKey);
    return Array.isArray(stored?.connections) ? stored.connections : [];
  }

  private write(connectionId: string, change: (entries: readonly unknown[]) => readonly unknown[]): Promise<void> {
    const written = this.lastWrite.then(async () => {
      const book: StoredBook = { version: 1, connections: change(this.entries()) };
      await this.state.update(stateKey, book);
      this.changed.fire({ connectionId });
    });
    this.lastWrite = written.catch(() => undefined);
    return written;
  }
}

/** Reads one stored entry; undefined = not one this version understands. */
function readConnection(entry: unknown): Connection | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { id, cloud, name, region, endpoint, values, credentialKind, isDemo } = entry as Record<string, unknown>;
  if (typeof id !== "string" || typeof cloud !== "string" || typeof name !== "string" || typeof region !== "string")
    return undefined;
  if (typeof credentialKind !== "string") return undefined;
  return {
    id,
    cloud,
    name,
    region,
    credentialKind,
    values: readTexts(values),
    ...(typeof endpoint === "string" ? { endpoint } : {}),
    ...(isDemo === true ? { isDemo } : {}),
  };
}

function readCredentials(stored: string): Credentials | undefined {
  try {
    const { kind, values } = JSON.parse(stored) as Record<string, unknown>;
    return typeof kind === "string" ? { kind, values: readTexts(values) } : undefined;
  } catch {
    return undefined;
  }
}

function readTexts(values: unknown): Record<string, string> {
  if (typeof values !== "object" || values === null) return {};
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
