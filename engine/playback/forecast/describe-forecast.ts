import { counted, formatNumber } from '../../kernel/counted.ts';
import type { Forecast } from './forecast-schema.ts';

/**
 * A forecast for a terminal.
 * @param events files that were played
 */
export const describeForecast = (
  { at, weeks, journeys, csms, lastWeeks, came, leftOut }: Forecast,
  events: readonly string[],
): string => {
  const heads = weeks.map((_, week) => `${week + 1}`);
  const rows = journeys.map(({ journey, mails, prompts, tasks }) => [
    journey,
    ...summed(mails),
    ...summed(prompts),
    ...summed(tasks),
  ]);
  const [mails, prompts, tasks] = [
    journeys.map(each => each.mails),
    journeys.map(each => each.prompts),
    journeys.map(each => each.tasks),
  ].map(lists => summed(heads.map((_, week) => lists.reduce((sum, list) => sum + (list[week] ?? 0), 0))));
  return [
    `The next 4 weeks after ${events.join(' ')}, ${day(at)} to ${day(weeks.at(-1)?.to ?? at)}, from enrollments in flight and known dates.`,
    `Weeks begin ${weeks.map(({ from }, week) => `${week + 1}: ${day(from)}`).join('   ')}`,
    '',
    ...(rows.length === 0
      ? ['  Nothing: no enrollment is in flight, and no date is near.']
      : grid(
          [
            ['', 'mails', 'in-app prompts', 'tasks'],
            ['week', ...heads, 'all', ...heads, 'all', ...heads, 'all'],
          ],
          [...rows, ['all', ...(mails ?? []), ...(prompts ?? []), ...(tasks ?? [])]],
        )),
    '',
    ...csmTable(csms, heads),
    '',
    ...(came ? [cameOf(came, journeys)] : []),
    ...unknown(lastWeeks),
    ...silence(leftOut),
    '',
  ].join('\n');
};

const day = (at: string): string => at.slice(0, 10);

const summed = (counts: readonly number[]): string[] =>
  [...counts, counts.reduce((sum, each) => sum + each, 0)].map(shown);

/** Shows a dot for 0, which is less distracting. */
const shown = (count: number): string => (count === 0 ? '·' : formatNumber(count));

/** Groups of as many columns under a head each. */
const grid = (
  [groups = [], heads = []]: readonly (readonly string[])[],
  rows: readonly (readonly string[])[],
): string[] => {
  const room = Math.max(...rows.map(([name = '']) => name.length), heads[0]?.length ?? 0);
  const width = Math.max(
    4,
    ...rows
      .flat()
      .slice(1)
      .filter(cell => /^[\d,·]+$/.test(cell))
      .map(({ length }) => length + 1),
  );
  const group = (heads.length - 1) / (groups.length - 1);
  const line = ([name = '', ...cells]: readonly string[]) =>
    `  ${name.padEnd(room)}${cells.map((cell, column) => cell.padStart(width + (column % group === 0 ? 3 : 0))).join('')}`;
  const over = groups.slice(1).map(name => name.padStart(width * group + 3));
  return [`  ${''.padEnd(room)}${over.join('')}`, line(heads), ...rows.map(line)];
};

const csmTable = (csms: Forecast['csms'], heads: readonly string[]): string[] => {
  const room = Math.max(...csms.map(({ csm }) => csm.length), 'CSM'.length);
  const line = (name: string, open: string, weeks: readonly string[], carries: string, over: string) =>
    `  ${name.padEnd(room)}${open.padStart(11)}${weeks.map((week, place) => week.padStart(place === 0 ? 8 : 5)).join('')}${carries.padStart(12)}  ${over}`.trimEnd();
  return [
    line(
      'CSM',
      'open now',
      heads.map((head, place) => (place === 0 ? `new ${head}` : head)),
      'can carry',
      '',
    ),
    ...csms.map(({ csm, open, tasks, capacity, overInWeek }) =>
      line(csm, shown(open), tasks.map(shown), formatNumber(capacity), overs(overInWeek)),
    ),
  ];
};

const overs = (week: number | null): string =>
  week === null ? '' : week === 0 ? 'more than that already' : `more than that in week ${week}, if none is closed`;

/** Where the four weeks are over: what came of the forecast. */
const cameOf = (came: NonNullable<Forecast['came']>, journeys: Forecast['journeys']): string => {
  const parts = (
    [
      ['mails', 'mail'],
      ['prompts', 'prompt'],
      ['tasks', 'task'],
    ] as const
  ).map(([name, one]) => {
    const forecast = journeys.flatMap(each => each[name]).reduce((sum, each) => sum + each, 0);
    return `${counted(came[name], one)} (forecast: ${formatNumber(forecast)})`;
  });
  return `In these 4 weeks, by the last play, there were ${listed(parts)}.`;
};

const unknown = ({ mails, prompts, tasks }: Forecast['lastWeeks']): string[] => {
  const parts = (
    [
      [mails, 'mail'],
      [prompts, 'prompt'],
      [tasks, 'task'],
    ] as const
  ).filter(([{ of }]) => of > 0);
  const told = parts.map(
    ([{ byNewEvents, of }, one]) =>
      `${formatNumber(byNewEvents)} of ${counted(of, one)} (${Math.round((100 * byNewEvents) / of)} %)`,
  );
  const more = parts.map(([{ byNewEvents }, one]) => counted(byNewEvents, one));
  return [
    "It doesn't include events that have not happened: sign-ups, trials, payments, tickets, answers.",
    ...(parts.length === 0
      ? []
      : [
          `Of the last 4 weeks, ${listed(told)} came from such new events.`,
          `If the next 4 weeks bring as many, add about ${listed(more)} to the sums above.`,
        ]),
  ];
};

const silence = (leftOut: readonly string[]): string[] => [
  'It assumes that customers do nothing more and that open tasks stay open: customers who act get fewer reminders than this.',
  ...(leftOut.length === 0
    ? []
    : [
        `No usage is known from here on, so journeys that begin when usage falls or stops take in no new account in this forecast (accounts that are in them go on): ${listed(leftOut)}.`,
      ]),
];

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
