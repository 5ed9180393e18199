import type { Anchor } from '../../definition/anchor.ts';
import { dateInWords, formatDuration } from '../explain/format-time.ts';

/** When a step is due, in the few words that fit on an arrow. */
export const drawAnchor = (at: Anchor | undefined): string =>
  at ? (byKind[at.kind] as (at: Anchor) => string)(at) : '';

const byKind: { [Kind in Anchor['kind']]: (at: Extract<Anchor, { kind: Kind }>) => string } = {
  day: ({ day }) => `day ${day}`,
  after: ({ duration }) => `${formatDuration(duration)} later`,
  before: ({ attribute, days }) => `${days} days before ${dateInWords(attribute)}`,
  share: ({ points }) => points.map(({ length, day }) => `day ${day} of ${length}`).join(', '),
};
