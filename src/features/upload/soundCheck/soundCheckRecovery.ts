// Looks up what became of sound checks whose window is gone: reads each until it is over, and has none of them measured again.
import type { Connection } from "../../../core/connection.js";
import type { Kernel } from "../../../services/kernel.js";
import type { SoundCheckRecord } from "../../../services/storage/soundChecks.js";
import { isLeaseOver } from "../../../services/windowLease.js";
import { longestCheckMs, SoundCheck, type SoundCheckKernel, type SoundCheckOutcome } from "./soundCheck.js";

export type SoundCheckRecoveryKernel = SoundCheckKernel & Pick<Kernel, "connectionStore" | "soundChecks" | "windows">;

export interface FoundCheck {
  readonly connection: Connection;
  readonly record: SoundCheckRecord;
  readonly outcome: SoundCheckOutcome;
}

export class SoundCheckRecovery {
  constructor(private readonly kernel: SoundCheckRecoveryKernel) {}

  /** Tells each when it is over or could not be read; one that a window waits for still is left to that. Never throws. */
  async recover(signal: AbortSignal, tell: (found: FoundCheck) => void): Promise<void> {
    const { windows, clock, connectionStore } = this.kernel;
    const checks = await this.kernel.soundChecks();
    const left = checks
      .open()
      .filter(({ window, at }) => isLeaseOver({ window, since: at }, longestCheckMs, windows, clock.now()));
    await Promise.all(
      left.map(async (record) => {
        const connection = connectionStore.find(record.connectionId);
        if (connection) tell({ connection, record, outcome: await this.follow(connection, record, signal) });
      }),
    );
  }

  private async follow(connection: Connection, record: SoundCheckRecord, signal: AbortSignal): Promise<SoundCheckOutcome> {
    const { windows, clock } = this.kernel;
    const checks = await this.kernel.soundChecks();
    const { connectionId: _, ...known } = record;
    // A window that opens next leaves it to this one. Where that cannot be written it is told twice at worst.
    await checks.note(connection, { ...known, window: windows.own }).catch(() => undefined);
    const longestMs = Math.max(0, Math.min(longestCheckMs, record.at + longestCheckMs - clock.now()));
    const outcome = await new SoundCheck(this.kernel).follow(connection.id, record.id, longestMs, signal);
    // What could not be read is looked up again by the window after this one.
    const mayBeFound = outcome.kind === "failed" && outcome.error.kind !== "notFound";
    const assessment = outcome.kind === "measured" ? outcome.state.assessment : undefined;
    if (!mayBeFound) await checks.end(connection, record.id, clock.now(), assessment).catch(() => undefined);
    return outcome;
  }
}
