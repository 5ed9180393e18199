/** Files of kept events, by key in the order of keys: what Firehose gathers, and S3 shows. */
export interface LocalArchive {
  /** Adds a record to the file of the day. */
  put(record: string): void;
  files: ReadonlyMap<string, string>;
}

/** @param now in milliseconds since 1970 */
export const createLocalArchive = (
  now: () => number,
  kept: Iterable<readonly [key: string, text: string]> = [],
): LocalArchive => {
  const files = new Map(kept);
  return {
    put: record => {
      const key = `events/${new Date(now()).toISOString().slice(0, 10)}/events`;
      files.set(key, (files.get(key) ?? '') + record);
    },
    files,
  };
};
