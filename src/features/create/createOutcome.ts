// What became of a request for a job, as far as it is known: data that ui/createMessages.ts words.
import type { VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";

/** What became of one request for a job. None of these is repeated without the person. */
export type CreateOutcome =
  /** The cloud made it. `wasFound`: its answer was lost, and the new job was found in the list. `job`: absent when it could not be read. */
  | {
      readonly kind: "accepted";
      readonly jobId?: string;
      readonly job?: VoiceJob;
      readonly requestId?: string;
      readonly wasFound?: boolean;
    }
  /**
   * Nothing was made: nothing was sent, or the cloud refused and the list, read again, shows no such job. `isUnseen`: the cloud did not
   * accept the key, so that the list could not be read again either.
   */
  | { readonly kind: "notStarted"; readonly error: VoiceError; readonly isUnseen?: boolean }
  /** A job has the id that no other may have. Nothing was sent. */
  | { readonly kind: "taken"; readonly job: VoiceJob }
  /** It may have been made; the list shows no such job. `isUnread`: it could not be read. */
  | { readonly kind: "unknown"; readonly error: VoiceError; readonly isUnread?: boolean }
  /**
   * An earlier request for the same is open; nothing was sent now. Milliseconds since 1970. `job`: the one that the earlier request created,
   * which settles it. `isUnderWay`: it is being sent at this moment.
   */
  | { readonly kind: "earlier"; readonly since: number; readonly job?: VoiceJob; readonly isUnderWay?: boolean };

/** A request of a window that is gone. */
export interface PendingCreation {
  readonly connectionId: string;
  /** Value of the mark: a name or a voice id. */
  readonly mark: string;
  readonly outcome: Extract<CreateOutcome, { kind: "accepted" | "earlier" }>;
}
