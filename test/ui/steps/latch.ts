// Holds requests to the local cloud up until a test lets them go on, however slow the machine is.

export interface Latch {
  /** What a fault waits for. */
  readonly until: Promise<void>;
  open(): void;
}

export function createLatch(): Latch {
  let open = () => {};
  const until = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { until, open };
}
