// A connection that another extension adds: checked like a person's input. Loaded with the first of them.
import { type Connection, type Credentials, endpointField, nameField, regionOfEndpoint } from "../core/connection.js";
import { VoiceError } from "../core/errors.js";
import { type Field, findProblem, tidy } from "../core/forms/field.js";
import type { Sessions } from "../services/connections/sessions.js";

export type PublicCredentials =
  | { readonly kind: "aksk"; readonly accessKeyId: string; readonly secretAccessKey: string; readonly securityToken?: string }
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "password"; readonly domain: string; readonly user: string; readonly password: string };

export interface NewConnection {
  readonly cloud: string;
  readonly name: string;
  readonly region: string;
  readonly projectId?: string;
  /** Origin, https (http for loopback only); absent = the region's own. */
  readonly endpoint?: string;
  readonly iamEndpoint?: string;
  readonly appUserId?: string;
  readonly credentials: PublicCredentials;
}

export function readNewConnection(
  asked: NewConnection,
  sessions: Sessions,
  id: string,
): { connection: Connection; credentials: Credentials } {
  const { cloud: cloudId, name, region: typedRegion, endpoint, credentials, ...others } = asked;
  const refuse = (part: string): never => {
    throw new VoiceError("refused", `"${part}" of the connection is missing or not allowed`);
  };
  const region = typeof typedRegion === "string" ? typedRegion.trim() : typedRegion;
  const shell = {
    id,
    cloud: cloudId,
    region,
    values: {},
    credentialKind: typeof credentials?.kind === "string" ? credentials.kind : "",
  };
  if (typeof cloudId !== "string" || !sessions.isKnownCloud(cloudId)) refuse("cloud");
  const cloud = sessions.cloudOf({ ...shell, name });
  const text = (field: Field, value: unknown): string => {
    if (typeof value !== "string") return refuse(field.id);
    const tidied = tidy(field, value);
    if (findProblem(field, tidied)) refuse(field.id);
    return tidied;
  };
  const known = typeof region === "string" ? cloud.regions.find((each) => each.id === region.toLowerCase()) : undefined;
  if (endpoint === undefined ? !known : typeof region !== "string") refuse("region");
  const kind = cloud.credentialKinds.find((each) => each.id === credentials?.kind) ?? refuse("credentials.kind");
  const read = (fields: readonly Field[], from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = text(field, from[field.id] ?? "");
        return value === "" ? [] : [[field.id, value]];
      }),
    );
  const origin = endpoint === undefined ? undefined : text(endpointField, endpoint);
  const connection: Connection = {
    ...shell,
    region: known?.id ?? (region === "" && origin !== undefined ? regionOfEndpoint(cloud.regions, origin) : region),
    name: text(nameField, name),
    values: read(cloud.connectionFields, others),
    ...(origin !== undefined && { endpoint: origin }),
  };
  return {
    connection,
    credentials: { kind: kind.id, values: read(kind.fields, credentials as unknown as Record<string, unknown>) },
  };
}
