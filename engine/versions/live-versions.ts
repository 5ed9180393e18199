import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';

/** The version of a journey that was deployed last, and the one before. */
export interface LiveVersion {
  version: string;
  before?: string;
  /** Percent of accounts that begin in it, unless a switch says otherwise. */
  canary?: number;
  since: Instant;
}

/** By journey. */
export type LiveVersions = Readonly<Record<string, LiveVersion>>;

/** Adds the versions that a process was deployed with to the known ones; `changed` is empty if all are known. */
export const addVersions = (
  known: LiveVersions,
  journeys: readonly JourneyDefinition[],
  now: Instant,
): { live: LiveVersions; changed: readonly JourneyDefinition[] } => {
  const changed = journeys.filter(({ id, hash, canary }) => known[id]?.version !== hash || known[id].canary !== canary);
  const brought = changed.map(({ id, hash, canary }): [string, LiveVersion] => {
    const latest = known[id];
    const isSame = latest?.version === hash;
    const before = isSame ? latest.before : latest?.version;
    return [
      id,
      {
        version: hash,
        ...(before !== undefined && { before }),
        ...(canary !== undefined && { canary }),
        since: isSame ? latest.since : now,
      },
    ];
  });
  return { live: { ...known, ...Object.fromEntries(brought) }, changed };
};
