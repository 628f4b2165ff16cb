// Sends one file to an address that is asked for when it is needed; what fails on the way is tried again, since an upload overwrites itself.
import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { FileSender, FileTarget, LocalFile, SendFileOptions } from "../../core/ports/fileSender.js";
import type { Kernel } from "../../services/kernel.js";

export type SendOutcome =
  | { readonly kind: "uploaded" }
  /** The file is not the one any more that was looked at: what lies in the cloud may be of both. */
  | { readonly kind: "changed" }
  /** It is not there any more, or the disk refuses it. */
  | { readonly kind: "unreadable" }
  /** The cloud names no address for this part. */
  | { readonly kind: "noAddress" }
  /** `byStore`: what the store answered; else the way there, or the cloud that was asked for the address. */
  | { readonly kind: "failed"; readonly error: VoiceError; readonly byStore: boolean };

export type SenderKernel = Pick<Kernel, "openFileSender" | "clock">;

/** Milliseconds before a file is sent once more. */
const pausesMs = [1_000, 5_000];

/** `find`: the address, called for each attempt; `isRefused`: the last one was, and another is needed. Never throws. */
export async function sendPatiently(
  kernel: SenderKernel,
  file: LocalFile,
  find: (isRefused: boolean) => Promise<FileTarget | undefined>,
  options: SendFileOptions,
): Promise<SendOutcome> {
  let isRenewed = false;
  let isRefused = false;
  /** Of the other types that the target names: so many are not the one that was signed. */
  let others = 0;
  for (let attempt = 0; ; ) {
    try {
      const target = await find(isRefused);
      isRefused = false;
      if (!target) return { kind: "noAddress" };
      const sender = await kernel.openFileSender();
      const failure = await sender.send(ofType(target, others), file, options).then(
        () => undefined,
        (thrown: unknown) => asVoiceError(thrown),
      );
      // What the disk refuses looks like a network that fails.
      const flaw = failure?.status === undefined && failure?.kind !== "cancelled" ? await flawOf(sender, file) : undefined;
      if (flaw) return { kind: flaw };
      if (!failure) return { kind: "uploaded" };
      if (failure.kind === "forbidden" && !isRenewed) {
        // An address that has run out is refused in the same words as one that was changed.
        isRenewed = true;
        isRefused = true;
        continue;
      }
      // The type is part of what is signed.
      if (failure.code === "SignatureDoesNotMatch" && others < (target.otherTypes?.length ?? 0)) {
        others += 1;
        continue;
      }
      const pause = mayPass(failure) ? pausesMs[attempt++] : undefined;
      if (pause === undefined) return { kind: "failed", error: failure, byStore: failure.status !== undefined };
      await wait(kernel, Math.max(pause, failure.retryAfterMs ?? 0), options.signal);
    } catch (thrown) {
      return { kind: "failed", error: asVoiceError(thrown), byStore: false };
    }
  }
}

function ofType(target: FileTarget, others: number): FileTarget {
  const contentType = target.otherTypes?.[others - 1];
  return contentType === undefined ? target : { ...target, contentType };
}

/** Whether it still is the file that was meant. */
async function flawOf(sender: FileSender, { path, size, modifiedAt }: LocalFile): Promise<"changed" | "unreadable" | undefined> {
  const now = await sender.look(path).catch(() => undefined);
  if (!now) return "unreadable";
  return now.size === size && now.modifiedAt === modifiedAt ? undefined : "changed";
}

/** What may go well the next time. */
function mayPass({ kind, reason }: VoiceError): boolean {
  if (kind === "unavailable" || kind === "throttled") return true;
  return kind === "network" && reason !== "tls" && reason !== "proxy";
}

function wait({ clock }: SenderKernel, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      timer.dispose();
      reject(new VoiceError("cancelled", "cancelled"));
    };
    const timer = clock.after(ms, () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
