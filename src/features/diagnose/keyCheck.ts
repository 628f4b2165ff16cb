// The signed part of a diagnosis: one call tells whether key, project and rights are well; after a refused key no other follows.
import { asVoiceError, type VoiceError } from "../../core/errors.js";
import { callRates } from "../../services/connections/rateLimiter.js";
import type { DiagnosedConnection, DiagnosisFinding, DiagnosisStep, DoctorDependencies, Seen } from "./diagnosis.js";
import type { DiagnosisFindings } from "./findings.js";

export async function checkKey(
  dependencies: DoctorDependencies,
  diagnosed: DiagnosedConnection,
  findings: DiagnosisFindings,
  signal: AbortSignal,
  begin: (step: DiagnosisStep) => void,
): Promise<void> {
  const { sessions } = dependencies;
  const { connection } = diagnosed;
  const { id } = connection;
  begin("credentials");
  // The keys may have been replaced in another window; one that was refused is not sent again, and the doctor says so.
  await sessions.resume([id]);
  try {
    const { requestId } = await sessions.read(id, signal, (api) => api.check(signal));
    // A clock that is off did not matter to this kind of key.
    findings.soften();
    findings.put({ step: "credentials", result: "ok", seen: { kind: "key", ...(requestId && { requestId }) } });
    putProject(diagnosed, findings);
    begin("rights");
    findings.put({
      step: "rights",
      result: "ok",
      seen: { kind: "rights", isJobRead: await readOneJob(dependencies, id, signal) },
    });
    findings.put({ step: "budget", result: "ok", seen: seenRateLimit(diagnosed) });
  } catch (thrown) {
    const error = asVoiceError(thrown);
    if (error.kind === "cancelled") throw error;
    blame(error, diagnosed, findings);
    if (error.reason === "wrongProject") findings.fail("project", error, await findProject(dependencies, diagnosed, signal));
  }
}

/** Puts the failure of a signed call where it belongs, and what it says about the steps around it. */
function blame(error: VoiceError, diagnosed: DiagnosedConnection, findings: DiagnosisFindings): void {
  const step = stepOf(error);
  if (step !== "clock") findings.soften();
  findings.fail(step, error, step === "project" ? seenProject(diagnosed) : undefined);
  if (error.kind !== "forbidden") return;
  // Who is told that he may not has been recognised, and was not throttled.
  if (!findings.has("credentials"))
    findings.put({
      step: "credentials",
      result: "ok",
      seen: { kind: "key", ...(error.requestId && { requestId: error.requestId }) },
    });
  if (step === "rights" && !findings.has("project")) putProject(diagnosed, findings);
  findings.put({ step: "budget", result: "ok", seen: seenRateLimit(diagnosed) });
}

function stepOf({ kind, reason, wasSent }: VoiceError): DiagnosisStep {
  switch (kind) {
    case "auth":
    case "bug":
      return "credentials";
    case "clock":
      return "clock";
    case "forbidden":
      return reason === "wrongProject" ? "project" : "rights";
    case "throttled":
    case "quota":
      return "budget";
    case "refused":
      // What never went out was refused for what the connection says.
      return wasSent === false ? "project" : "service";
    case "network":
      return reason === "proxy" ? "proxy" : "service";
    case "notFound":
    case "unavailable":
    case "protocol":
    case "cancelled":
      return "service";
  }
}

/** Listing and reading are two rights in some clouds. False = there is no job to read. */
async function readOneJob({ sessions }: DoctorDependencies, id: string, signal: AbortSignal): Promise<boolean> {
  const { jobs } = await sessions.read(id, signal, (api) => api.list({}, { offset: 0, limit: 1 }, signal));
  const jobId = jobs.find((job) => job.id !== "")?.id;
  if (jobId === undefined) return false;
  try {
    await sessions.read(id, signal, (api) => api.get(jobId, signal));
    return true;
  } catch (thrown) {
    // Deleted a moment ago, or of an id that cannot be asked for: the right was not what was missing.
    const { kind } = asVoiceError(thrown);
    if (kind === "notFound" || kind === "refused") return false;
    throw thrown;
  }
}

function putProject(diagnosed: DiagnosedConnection, findings: DiagnosisFindings): void {
  const seen = seenProject(diagnosed);
  if (seen) findings.put({ step: "project", result: "ok", seen });
  else findings.skip("project", { kind: "noProjects" });
}

/** Undefined = the cloud has no projects. */
function seenProject({
  connection,
  cloud,
}: DiagnosedConnection): Extract<DiagnosisFinding["seen"], { kind: "project" }> | undefined {
  const field = cloud.projects?.field ?? cloud.connectionFields.find(({ required }) => required)?.id;
  if (field === undefined) return undefined;
  const projectId = connection.values[field];
  return { kind: "project", ...(projectId && { projectId }) };
}

/** The key was accepted, so asking which projects it has does no harm: those of the region, or else the region the project belongs to. */
async function findProject(
  dependencies: DoctorDependencies,
  diagnosed: DiagnosedConnection,
  signal: AbortSignal,
): Promise<DiagnosisFinding["seen"]> {
  const { connection, cloud } = diagnosed;
  const seen = seenProject(diagnosed);
  const kind = cloud.credentialKinds.find(({ id }) => id === connection.credentialKind);
  // A token has one project, and what a password becomes is bound to the region that is asked.
  if (!seen || !cloud.projects || !kind || kind.exchange || connection.isDemo) return seen;
  try {
    const credentials = await dependencies.connectionStore.credentials(connection.id);
    const projectsOf = (region: string) =>
      dependencies.sessions.findProjects({ ...connection, region }, credentials, signal, false);
    const known = await projectsOf(connection.region);
    for (const { id } of cloud.regions)
      if (id !== connection.region && (await projectsOf(id)).some((project) => project.id === seen.projectId))
        return { ...seen, known, region: id };
    return { ...seen, known };
  } catch {
    // It was only to say more: the cause is known.
    return seen;
  }
}

function seenRateLimit({ cloud, connection }: DiagnosedConnection): Seen {
  const { read, isDocumented } = callRates(cloud, connection.region);
  return { kind: "budget", burst: read.burst, isDocumented };
}
