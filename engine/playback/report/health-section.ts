import type { HealthRecord } from '../../account/health-state.ts';
import { type HealthBand, healthBands } from '../../definition/health-model.ts';
import { counted } from '../../kernel/counted.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { AccountLabel } from './stories-section.ts';
import { listCounts, tally } from './tallies.ts';

/** The accounts' bands at the end, how often bands changed, and the churned accounts, which are no longer scored. */
export const healthSection = (records: readonly HealthRecord[], labels: ReadonlyMap<string, AccountLabel>): string => {
  const last = [...new Map(records.map(record => [record.account, record])).values()];
  const end = weekBefore(records.at(-1)?.at ?? '');
  const scored = last.filter(({ at }) => at >= end);
  const bands = tally(scored.map(({ band }) => band ?? unknown));
  const moves = records.flatMap(({ from, band }) => (from && band ? [`${from} to ${band}`] : []));
  const name = (record: HealthRecord) => named(record, labels);
  return [
    `  ${counted(scored.length, 'account')} at the end: ${inOrder(bands)}.\n`,
    `  Bands moved ${counted(moves.length, 'time')}${moves.length > 0 ? `: ${inOrder(tally(moves))}` : ''}.\n`,
    listed(
      'Red at the end',
      scored.filter(({ band }) => band === 'red'),
      name,
    ),
    listed(
      'No longer scored',
      last.filter(({ at }) => at < end),
      record => (record.band ? `${name(record)}, ${record.band}` : name(record)),
    ),
  ].join('');
};

const unknown = 'not known (too few signals)';

/** A week and a day before: scores are weekly, at an hour that differs by account. */
const weekBefore = (at: Instant): Instant => plusSeconds(at, -8 * 86_400);

const mostNamed = 5;

const listed = (what: string, records: readonly HealthRecord[], name: (record: HealthRecord) => string): string => {
  if (records.length === 0) return '';
  const lowest = records.toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0)).slice(0, mostNamed);
  const more = records.length - lowest.length;
  return `  ${what}: ${lowest.map(name).join('; ')}${more > 0 ? `; and ${more} more` : ''}.\n`;
};

const inOrder = (counts: readonly [string, number][]): string =>
  listCounts(
    [...counts].sort(([a], [b]) => healthBands.indexOf(b as HealthBand) - healthBands.indexOf(a as HealthBand)),
  );

const named = ({ account, score }: HealthRecord, labels: ReadonlyMap<string, AccountLabel>): string =>
  `${labels.get(account)?.name ?? account} (${account}) ${score}`;
