/** A module that comes when it is first asked for. One that could not be fetched is asked for again the next time. */
export function onDemand<T>(fetch: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined;
  return () => {
    coming ??= fetch().catch((error: unknown) => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
}
