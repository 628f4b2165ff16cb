// The connections whose jobs stand in a table: one, or all that there are.
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { TablePlace } from "../text/cellText.js";

export class TableConnections {
  constructor(
    private readonly kernel: Pick<UiKernel, "connectionStore" | "sessions" | "store">,
    /** Absent = all connections. */
    private readonly connectionId: string | undefined,
  ) {}

  all(): readonly Connection[] {
    const all = this.kernel.connectionStore.all();
    return this.connectionId === undefined ? all : all.filter(({ id }) => id === this.connectionId);
  }

  /** Undefined = the table is not about one alone, or it is gone. */
  get only(): Connection | undefined {
    return this.connectionId === undefined ? undefined : this.kernel.connectionStore.find(this.connectionId);
  }

  clouds(): readonly Cloud[] {
    return [...new Set(this.all().map((connection) => this.kernel.sessions.cloudOf(connection)))];
  }

  placeOf(connectionId: string): TablePlace | undefined {
    const connection = this.kernel.connectionStore.find(connectionId);
    return connection && { connection, cloud: this.kernel.sessions.cloudOf(connection) };
  }

  *jobs(): Iterable<VoiceJob> {
    for (const { id } of this.all()) for (const { job } of this.kernel.store.get(id).jobs.values()) yield job;
  }
}
