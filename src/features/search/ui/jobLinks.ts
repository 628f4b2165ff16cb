// Links that open a job: copies them, and follows those that come from outside, which may be from anyone. Loaded with the first of them.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { linkPath } from "../../../core/storedNames.js";
import { escapeNotification } from "../../../text/escape.js";
import { translate } from "../../../text/translate.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type Destination, destinationOf, type JobLink, linkTo, writeLink } from "../jobLink.js";
import type { OpenByIdKernel } from "./openById.js";

export type JobLinksKernel = Pick<OpenByIdKernel, "connectionStore" | "sessions" | "store" | "open"> &
  Pick<UiKernel, "clouds" | "extensionId"> & {
    /** Reads the job over one of the connections, which the person picks where there are several, and shows it. */
    readonly openIn: (jobId: string, candidates: readonly Connection[]) => Promise<void>;
  };

/** How long a short confirmation stays in the status bar. */
const statusMs = 3000;

/** One line for each job, for an editor of the same kind as this one. */
export async function copyLinks(
  { connectionStore, sessions, extensionId }: Pick<JobLinksKernel, "connectionStore" | "sessions" | "extensionId">,
  keys: readonly JobKey[],
): Promise<void> {
  const links = keys.flatMap(({ connectionId, jobId }) => {
    const connection = connectionStore.find(connectionId);
    const link = connection && linkTo(connection, sessions.cloudOf(connection), jobId);
    return link ? [`${vscode.env.uriScheme}://${extensionId}${linkPath}?${writeLink(link)}`] : [];
  });
  if (links.length === 0) return;
  await vscode.env.clipboard.writeText(links.join("\n"));
  const told = links.length === 1 ? vscode.l10n.t("Link copied") : vscode.l10n.t("{0} links copied", links.length);
  vscode.window.setStatusBarMessage(told, statusMs);
}

/** Opens what the link leads to. It names a place, never a way there: what is asked is asked over a connection that the person has. */
export async function openLink(kernel: JobLinksKernel, uri: Pick<vscode.Uri, "path" | "query">): Promise<void> {
  const destination = destinationOf(uri, kernel.clouds, kernel.connectionStore.all());
  switch (destination.kind) {
    case "nowhere":
      return warn(vscode.l10n.t("This link does not lead to a job. It may have been cut off or changed on its way."));
    case "unknownCloud":
      return warn(vscode.l10n.t("This link leads to a cloud that this version of Voice Jobs does not know."));
    case "there": {
      const { jobId, connections } = destination;
      const known = connections.filter(({ id }) => kernel.store.record(id, jobId));
      if (known.length === 1 && known[0]) return kernel.open({ connectionId: known[0].id, jobId });
      return kernel.openIn(jobId, known.length > 1 ? known : connections);
    }
    case "elsewhere":
      return offerOthers(kernel, destination);
  }
}

/** Nothing is asked of connections that the link does not mean, unless the person says so. */
async function offerOthers(kernel: JobLinksKernel, destination: Extract<Destination, { kind: "elsewhere" }>): Promise<void> {
  const { link, cloud, others } = destination;
  if (link.isDemo) return offerDemo();
  const add = vscode.l10n.t("Add Connection");
  const another = vscode.l10n.t("Try Another Connection");
  const isKnown = cloud.regions.some(({ id }) => id === link.region);
  const buttons = [...(isKnown ? [add] : []), ...(others.length > 0 ? [another] : [])];
  const chosen = await vscode.window.showWarningMessage(escapeNotification(placeText(link, cloud)), ...buttons);
  if (chosen === add) await vscode.commands.executeCommand(commands.addConnection);
  if (chosen === another) await kernel.openIn(link.jobId, others);
}

/** A link names no endpoint that people would then type their keys for. */
function placeText({ region, project }: JobLink, cloud: Cloud): string {
  const known = cloud.regions.find(({ id }) => id === region);
  if (!known)
    return vscode.l10n.t(
      "The link leads to a job of {0} at a custom endpoint, and none of your connections leads there. Ask the person who gave you the link.",
      translate(cloud.title),
    );
  const place = [translate(cloud.title), translate(known.title), ...(project === undefined ? [] : [project])].join(" · ");
  return vscode.l10n.t("The link leads to a job at {0}, and none of your connections leads there. Add one that does.", place);
}

async function offerDemo(): Promise<void> {
  const show = vscode.l10n.t("Try Demo Data");
  const text = vscode.l10n.t("The link leads to demo data, which you do not have here.");
  if ((await vscode.window.showWarningMessage(text, show)) === show) await vscode.commands.executeCommand(commands.tryDemo);
}

function warn(sentence: string): void {
  void vscode.window.showWarningMessage(sentence);
}
