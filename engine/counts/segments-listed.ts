import type { CatalogData } from '../definition/catalog.ts';
import { partsOfCondition } from '../definition/segments.ts';
import type { SegmentCount } from '../numbers/segment-counts.ts';
import type { ListedAccount } from './listed-account.ts';

/**
 * Counts segments from the rows of lists, as of when each row was computed. `undefined` if a row lacks a segment, or
 * has a different one of the same name: it was computed with another catalog.
 */
export const segmentsListed = (
  rows: readonly ListedAccount[],
  { segments = {} }: Pick<CatalogData, 'segments'>,
): SegmentCount[] | undefined => {
  const all = rows.filter(({ status }) => status !== 'deleted');
  const named = Object.entries(segments).map(([segment, condition]) => ({
    segment,
    parts: partsOfCondition(condition),
  }));
  const isKnown = all.every(row => named.every(({ segment, parts }) => row.segments[segment]?.[1] === parts.length));
  if (all.length === 0 || !isKnown) return undefined;
  return named.map(({ segment, parts }) => {
    const funnel = parts.map((condition, index) => ({
      condition,
      accounts: all.filter(row => (row.segments[segment]?.[0] ?? 0) > index).length,
    }));
    return { segment, accounts: funnel.at(-1)?.accounts ?? 0, of: all.length, funnel };
  });
};
