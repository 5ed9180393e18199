import type { HealthBand } from '../../domain/health/health-model.ts';
import { healthBands } from '../../domain/health/health-model.ts';
import type { HealthRecord } from '../../domain/health/health-state.ts';
import type { AccountLabel } from './stories-section.ts';
import { counted, tally } from './tallies.ts';

/** How the accounts stood at the end, and how often a band moved. */
export const healthSection = (records: readonly HealthRecord[], labels: ReadonlyMap<string, AccountLabel>): string => {
  const last = new Map(records.map(record => [record.account, record]));
  const bands = tally([...last.values()].map(({ band }) => band ?? 'not known yet'));
  const moves = records.flatMap(({ from, band }) => (from && band ? [`${from} to ${band}`] : []));
  const red = [...last.values()].filter(({ band }) => band === 'red').sort((a, b) => (a.score ?? 0) - (b.score ?? 0));
  return [
    `  ${counted(last.size, 'account')}: ${inOrder(bands)}.\n`,
    `  Bands moved ${counted(moves.length, 'time')}${moves.length > 0 ? `: ${inOrder(tally(moves))}` : ''}.\n`,
    red.length === 0
      ? ''
      : `  Red: ${red
          .slice(0, mostNamed)
          .map(record => named(record, labels))
          .join(', ')}${more(red.length)}.\n`,
  ].join('');
};

const mostNamed = 5;

const inOrder = (counts: readonly [string, number][]): string =>
  [...counts]
    .sort(([a], [b]) => healthBands.indexOf(b as HealthBand) - healthBands.indexOf(a as HealthBand))
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

const named = ({ account, score }: HealthRecord, labels: ReadonlyMap<string, AccountLabel>): string =>
  `${labels.get(account)?.name ?? account} (${account}) ${score}`;

const more = (count: number): string => (count > mostNamed ? ` and ${count - mostNamed} more` : '');
