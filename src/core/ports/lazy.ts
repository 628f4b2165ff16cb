// Something that is loaded when it is first asked for, and only once.

export interface Lazy<T> {
  (): Promise<T>;
  /** Does something with it, if it has been asked for so far; ends when that is done. */
  ifLoaded(act: (loaded: T) => unknown): Promise<unknown>;
}

/** After a failure the next one who asks makes it try again. */
export function lazy<T>(load: () => Promise<T>): Lazy<T> {
  let loading: Promise<T> | undefined;
  const ask = () => {
    if (loading) return loading;
    const started = load();
    loading = started;
    started.catch(() => {
      loading = undefined;
    });
    return started;
  };
  const ifLoaded = async (act: (loaded: T) => unknown) => loading?.then(act, () => undefined);
  return Object.assign(ask, { ifLoaded });
}
