// Something that is loaded when it is first asked for, and only once.

export interface Late<T> {
  (): Promise<T>;
  /** Does something with it, if anybody has asked for it so far. */
  ifLoaded(act: (loaded: T) => unknown): void;
}

/** After a failure the next one who asks makes it try again. */
export function late<T>(load: () => Promise<T>): Late<T> {
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
  const ifLoaded = (act: (loaded: T) => unknown) => void loading?.then(act, () => undefined);
  return Object.assign(ask, { ifLoaded });
}
