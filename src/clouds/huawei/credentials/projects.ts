// Finds the projects of a region, so that no id has to be looked up: the region's own first, sub-projects after it.

import type { Project } from "../../../core/cloud/cloud.js";
import type { CredentialKind } from "../../../core/cloud/credentialKind.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import { findProblem } from "../../../core/forms/field.js";
import type { Machine } from "../../../core/ports/ports.js";
import type { QueryPairs } from "../../shared/api/canonicalRequest.js";
import type { Verdict } from "../../shared/api/exchange.js";
import { isObject, readWord } from "../../shared/api/lenient.js";
import { requireCredentials, secretsOf } from "../../shared/api/validate.js";
import { connectionFields, password, signable, token } from "../description/forms.js";
import { askIam, regionOf } from "./iam.js";
import { logInToAccount } from "./token.js";

/** `kinds`: the ways into the cloud, one of which the credentials are. */
export async function findProjects(
  kinds: readonly CredentialKind[],
  connection: Connection,
  credentials: Credentials,
  machine: Machine,
  signal: AbortSignal,
): Promise<readonly Project[]> {
  const kind = kinds.find(({ id }) => id === credentials.kind);
  // An id that was typed must not decide what is found, nor where a password is tried.
  const { projectId: _, ...values } = connection.values;
  const open: Connection = { ...connection, values };
  const region = regionOf(connection);
  // A password is tried even where its project is not known yet.
  const exchange = kind?.id === password.id && region === undefined ? logInToAccount : kind?.exchange;
  const { credentials: key, values: known } = (await exchange?.(open, credentials, machine, signal)) ?? { credentials };
  // A token is for one project.
  if (credentials.kind === token.id && known?.projectId) return [{ id: known.projectId, name: known.projectId }];
  requireCredentials(signable, key);

  const ask = async (query: QueryPairs): Promise<readonly Project[]> => {
    const call = {
      action: "KeystoneListProjects",
      method: "GET",
      path: "/v3/projects",
      query,
      credentials: key,
      secrets: [...secretsOf(signable, key), ...secretsOf(kinds, credentials)],
      meaning,
    } as const;
    const answer = await askIam(open, machine, call, signal);
    const found = readProjects(answer.json, region);
    if (!found) throw answer.unexpectedShape();
    return found;
  };

  const own = region === undefined ? undefined : ([["name", region]] as const);
  try {
    const all = await ask([]);
    if (!own || all.some(({ name }) => name === region)) return all;
    return unique([...(await ask(own)), ...all]);
  } catch (thrown) {
    const error = asVoiceError(thrown);
    // By name is how the vendor's SDK asks (vendor documentation A15), so that is what a key with few rights can do if anything.
    if (own && (error.kind === "forbidden" || error.kind === "refused") && error.wasSent !== false) return ask(own);
    throw error;
  }
}

function meaning(verdict: Verdict): Verdict {
  return verdict.kind === "forbidden" ? { reason: "missingRight", ...verdict } : verdict;
}

/** Sub-projects are named after their region: `cn-north-4_name`. Without a region, all projects. */
function readProjects(json: unknown, region: string | undefined): readonly Project[] | undefined {
  if (!isObject(json) || !Array.isArray(json.projects)) return undefined;
  const listed: readonly unknown[] = json.projects;
  const usable = listed.filter(isObject).flatMap((each) => {
    const id = readWord(each.id);
    const name = readWord(each.name);
    if (id === undefined || name === undefined || each.enabled === false || each.is_domain === true) return [];
    if (connectionFields.some((field) => field.id === "projectId" && findProblem(field, id))) return [];
    return region === undefined || name === region || name.startsWith(`${region}_`) ? [{ id, name }] : [];
  });
  const inOrder = [...usable].sort(
    (a, b) => rank(a, region) - rank(b, region) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  return unique(inOrder);
}

function rank({ name }: Project, region: string | undefined): number {
  return name === region ? 0 : 1;
}

function unique(found: readonly Project[]): readonly Project[] {
  return [...new Map(found.map((project) => [project.id, project])).values()];
}
