// Decides which editor a run uses, from what the machine has. Only decisions: everything they need is handed in.
import { delimiter, join } from "node:path";

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Whether the host answered from which @vscode/test-electron downloads the desktop editor. */
  readonly downloads: boolean;
  /** The program `code` on the PATH. */
  readonly code: string | undefined;
}

/** How `npm start` shows the extension: in the installed editor, a downloaded one, or the npm-carried one in a browser or at an address. */
export type StartRoute = "code" | "desktop" | "browser" | "address";

export function startRoute(machine: Machine): StartRoute {
  if (!hasScreen(machine)) return "address";
  if (machine.code) return "code";
  return machine.downloads ? "desktop" : "browser";
}

export function isStartRoute(name: string): name is StartRoute {
  return ["code", "desktop", "browser", "address"].includes(name);
}

/** Why the editor tests cannot run in the desktop editor here; undefined where they can. */
export function desktopObstacle(machine: Pick<Machine, "platform" | "env" | "downloads">): string | undefined {
  if (!machine.downloads) return "its download host does not answer";
  if (!hasScreen(machine)) return "there is no screen (try xvfb-run -a npm test)";
  return undefined;
}

export function hasScreen({ platform, env }: Pick<Machine, "platform" | "env">): boolean {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The first of the names that exists in a folder of the PATH. */
export function findOnPath(
  names: readonly string[],
  env: NodeJS.ProcessEnv,
  exists: (path: string) => boolean,
): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(exists);
}

/** The program and arguments that show an address in the person's browser. */
export function browserCommand(platform: NodeJS.Platform, address: string): readonly [string, readonly string[]] {
  if (platform === "darwin") return ["open", [address]];
  // The empty string is the window's title, which `start` would otherwise take from a quoted address.
  if (platform === "win32") return ["cmd", ["/c", "start", '""', address.replaceAll("&", "^&")]];
  return ["xdg-open", [address]];
}

/** Arguments that open a desktop window on this folder with the extension from source, apart from the person's own editor. */
export function desktopArguments(extension: string, profile: string, folder: string, isRoot: boolean): string[] {
  return [
    `--extensionDevelopmentPath=${extension}`,
    // An instance of its own, so that it starts with our variables and leaves the person's settings alone.
    `--user-data-dir=${profile}`,
    "--new-window",
    "--skip-welcome",
    "--disable-workspace-trust",
    ...(isRoot ? ["--no-sandbox"] : []),
    folder,
  ];
}
