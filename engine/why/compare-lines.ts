import { byTime, type PublicLine, publicLine } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';

/** Two timelines of one account, as far as they are the same. */
export interface ComparedLines {
  /** Those of the second, with the outcome of each message that was handed over in the first. */
  lines: TimelineLine[];
  /** The first that one of them has alone, or both have otherwise. */
  differs?: { there?: PublicLine; again?: PublicLine };
}

/** Services are late, and try again: what happened within a quarter of an hour is one happening. In milliseconds. */
const near = 900_000;

/**
 * Compares the timeline of a deployment with that of deciding again: by entries, and about when. The outcome of a message at a
 * mail server or receiver is no decision, so it is taken from `there`.
 */
export const compareLines = (there: readonly TimelineLine[], again: readonly TimelineLine[]): ComparedLines => {
  const open = [...there].sort(byTime);
  const alone: TimelineLine[] = [];
  const lines = [...again].sort(byTime).map(line => {
    const index = open.findIndex(other => isSame(other, line));
    const [other] = index === -1 ? [] : open.splice(index, 1);
    if (other === undefined) alone.push(line);
    return other === undefined ? line : withOutcome(line, other);
  });
  const [first] = [...open, ...alone].sort(byTime);
  if (first === undefined) return { lines };
  const beside = (others: readonly TimelineLine[]) =>
    others.find(each => each.journey === first.journey && happening(each) === happening(first)) ??
    others.find(each => each.journey === first.journey && Math.abs(time(each) - time(first)) <= near);
  const [one, other] = open.includes(first) ? [first, beside(alone)] : [beside(open), first];
  return { lines, differs: { ...(one && { there: publicLine(one) }), ...(other && { again: publicLine(other) }) } };
};

const time = ({ at }: TimelineLine): number => Date.parse(at);

const isSame = (one: TimelineLine, other: TimelineLine): boolean =>
  one.journey === other.journey && Math.abs(time(one) - time(other)) <= near && happening(one) === happening(other);

/** Without its times, and the fields that a moment may change. */
const happening = ({ entry }: TimelineLine): string => {
  const { until: _, evidence: __, from: ___, ...said } = entry as Readonly<Record<string, unknown>>;
  return JSON.stringify(Object.entries(isHandedOver(entry) ? { ...said, ...handedOver } : said).sort());
};

const handedOver = { outcome: 'sent', reason: undefined };

const isHandedOver = (entry: TimelineLine['entry']): boolean =>
  entry.type === 'touch' && ['sent', 'failed', 'unknown'].includes(entry.outcome);

const withOutcome = (line: TimelineLine, { entry: there }: TimelineLine): TimelineLine => {
  const { entry } = line;
  if (entry.type !== 'touch' || there.type !== 'touch' || entry.outcome === there.outcome) return line;
  const { reason: _, ...said } = entry;
  const { outcome, reason } = there;
  return { ...line, entry: { ...said, outcome, ...(reason && { reason }) } };
};
