// Commands about watched jobs and muted notifications.
import type { Handlers } from "../../../ui/commands/handlers.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { WatchCommands } from "./watchCommands.js";

export function notificationCommands(kernel: UiKernel): Handlers<"watchJob" | "stopWatching" | "showMutedNotices"> {
  const watching = new WatchCommands(kernel, kernel.picker);
  return {
    watchJob: (_target, targets) => watching.watch(targets),
    stopWatching: (_target, targets) => watching.stop(targets),
    showMutedNotices: () => watching.showMuted(),
  };
}
