// Huawei's IAM: gives a token for a password, and tells the project of a region (vendor documentation A14, A15).

import { huaweiAccount } from "../keys.js";
import { type Answer, first, type Request, type Route } from "../server/messages.js";
import { gatewayRefusal, iamRefusal } from "./answers.js";
import { echoCanonical, type HuaweiGateway } from "./gateway.js";

/** A region's own project hangs below the account, a sub-project below its region's. */
const projects = [
  { ...huaweiAccount.subProject, parent_id: huaweiAccount.projectId },
  { id: huaweiAccount.projectId, name: huaweiAccount.region, parent_id: huaweiAccount.domainId },
  { id: huaweiAccount.otherProject.id, name: huaweiAccount.otherProject.region, parent_id: huaweiAccount.domainId },
];

export function routeIam(gateway: HuaweiGateway, method: string, path: string): Route | undefined {
  if (method === "POST" && path === "/v3/auth/tokens") {
    return {
      door: "iam",
      operation: "KeystoneCreateUserTokenByPassword",
      run: (request) => createToken(gateway, request),
      echo: echoCanonical,
    };
  }
  if (method === "GET" && path === "/v3/auth/tokens") {
    return {
      door: "iam",
      operation: "KeystoneValidateToken",
      run: (request) => gateway.refusal(request) ?? showToken(gateway, request),
      echo: echoCanonical,
    };
  }
  if (method === "GET" && path === "/v3/projects") {
    return {
      door: "iam",
      operation: "KeystoneListProjects",
      run: (request) => gateway.refusal(request) ?? listProjects(request),
      echo: echoCanonical,
    };
  }
  return undefined;
}

function listProjects(request: Request): Answer {
  const name = first(request.query, "name");
  const found = projects
    .filter((project) => name === undefined || project.name === name)
    .map((project) => ({ ...project, domain_id: huaweiAccount.domainId, enabled: true, is_domain: false, description: "" }));
  return { status: 200, body: { projects: found, links: { self: null, next: null, previous: null } } };
}

function createToken(gateway: HuaweiGateway, request: Request): Answer {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    return gatewayRefusal(request, 415, "APIG.0201", "Content-Type must be application/json");
  }
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString("utf8"));
  } catch {
    return iamRefusal(400, "Bad Request", "The request body is invalid");
  }
  const methods = at(body, "auth", "identity", "methods");
  const user = at(body, "auth", "identity", "password", "user");
  if (
    !Array.isArray(methods) ||
    !methods.includes("password") ||
    typeof at(user, "name") !== "string" ||
    typeof at(user, "password") !== "string"
  ) {
    return iamRefusal(400, "Bad Request", "Expecting to find valid password authentication in auth.identity");
  }
  const { domain, user: name, password } = huaweiAccount;
  if (at(user, "domain", "name") !== domain || at(user, "name") !== name || at(user, "password") !== password) {
    return iamRefusal(401, "Unauthorized", "The username or password is wrong.");
  }
  const wanted = at(body, "auth", "scope", "project");
  const project = projects.find((each) => each.id === at(wanted, "id") || each.name === at(wanted, "name"));
  if (wanted !== undefined && !project) return iamRefusal(404, "Not Found", "Could not find project");

  const { token, ...times } = gateway.issue(project?.id);
  return {
    status: 201,
    headers: { "X-Subject-Token": token },
    body: describeToken(request, { projectId: project?.id, ...times }),
  };
}

/** Everyone may verify their own token. */
function showToken(gateway: HuaweiGateway, request: Request): Answer {
  const token = request.headers["x-subject-token"] ?? "";
  const known = gateway.known(token);
  if (!known) return iamRefusal(404, "Not Found", "Could not find token.");
  return { status: 200, headers: { "X-Subject-Token": token }, body: describeToken(request, known) };
}

interface TokenFacts {
  readonly projectId: string | undefined;
  readonly issued: number;
  readonly expires: number;
}

function describeToken(request: Request, { projectId, issued, expires }: TokenFacts): unknown {
  const project = projects.find(({ id }) => id === projectId);
  const owner = { id: huaweiAccount.domainId, name: huaweiAccount.domain };
  const given: Record<string, unknown> = {
    methods: ["password"],
    issued_at: microseconds(issued),
    expires_at: microseconds(expires),
    user: { id: huaweiAccount.userId, name: huaweiAccount.user, domain: owner },
    roles: [{ id: "0", name: "te_admin" }],
    ...(project ? { project: { id: project.id, name: project.name, domain: owner } } : { domain: owner }),
  };
  if (first(request.query, "nocatalog") !== "true") given.catalog = [];
  return { token: given };
}

/** Walks down a tree of unknown shape. */
function at(tree: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (node, name) => (typeof node === "object" && node !== null ? (node as Record<string, unknown>)[name] : undefined),
    tree,
  );
}

/** IAM writes its times with microseconds (A14). */
function microseconds(time: number): string {
  return new Date(time).toISOString().replace("Z", "000Z");
}
