/** Files of archived events by S3 key, in the order of their days: Firehose writes them, S3 reads them. */
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
