// Something that is loaded when it is first asked for, and only once.

export interface Late<T> {
  (): Promise<T>;
  /** Does something with it, if anybody has asked for it so far; ends when that is done. */
  ifLoaded(act: (loaded: T) => unknown): Promise<unknown>;
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
  const ifLoaded = async (act: (loaded: T) => unknown) => loading?.then(act, () => undefined);
  return Object.assign(ask, { ifLoaded });
}
