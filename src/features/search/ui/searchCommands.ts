// Commands that lead to one job: search, open by ID, copy and follow links.
import * as vscode from "vscode";
import { lazy } from "../../../core/ports/lazy.js";
import { type Handlers, jobsMeant } from "../../../ui/commands/handlers.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export interface SearchFeature {
  readonly handlers: Handlers<"openJobById" | "searchJobs" | "copyLink">;
  openLink(uri: vscode.Uri): Promise<void>;
}

export function searchCommands(kernel: UiKernel): SearchFeature {
  const searching = lazy(() => import("./searchFlow.js"));
  const opening = lazy(() => import("./openById.js"));
  const linking = lazy(() => import("./jobLinks.js"));
  return {
    handlers: {
      openJobById: async (target, _targets, argument) => (await opening()).openById(kernel, target, textIn(argument)),
      searchJobs: async () => {
        const choice = await (await searching()).searchJobs(kernel);
        if (!choice) return;
        if ("key" in choice) await kernel.open(choice.key);
        else await (await opening()).openById(kernel, {}, choice.id);
      },
      copyLink: async (_target, targets, argument) => {
        // From the title of a page the editor hands over the page's address, from a list that it paints again nothing at all.
        const isOfPage = argument !== undefined && targets.length === 0;
        const shown = isOfPage ? await kernel.shown() : undefined;
        const keys = shown ? [shown] : await jobsMeant(kernel, targets, vscode.l10n.t("Which job?"));
        if (keys.length > 0) await (await linking()).copyLinks(kernel, keys);
      },
    },
    openLink: async (uri) => {
      const { openIn } = await opening();
      await (await linking()).openLink({ ...kernel, openIn: (id, among) => openIn(kernel, id, among) }, uri);
    },
  };
}

/** `text` of an argument: what was pasted somewhere else. */
function textIn(argument: unknown): string | undefined {
  const text = typeof argument === "object" && argument !== null ? (argument as { readonly text?: unknown }).text : undefined;
  return typeof text === "string" ? text : undefined;
}
