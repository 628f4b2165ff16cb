// A typed event: who cares subscribes, who knows fires. Same shape as the editor's own.

export interface Disposable {
  dispose(): void;
}
export type Event<T> = (listener: (value: T) => unknown) => Disposable;

export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    // Wrapped, so that the same function subscribed twice is called twice and disposed apart.
    const own = (value: T) => listener(value);
    this.listeners.add(own);
    return { dispose: () => this.listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

/** Fires when one of both does. */
export function eitherOf(one: Event<unknown>, other: Event<unknown>): Event<unknown> {
  return (listener) => {
    const heard = [one(listener), other(listener)];
    return {
      dispose: () => {
        for (const each of heard) each.dispose();
      },
    };
  };
}
