import { movedWords } from '../../account/moved-words.ts';
import { reasonWords } from '../../account/reason-words.ts';
import type { TimelineEntry, TimelineLine } from '../../account/timeline.ts';
import { audienceInWords } from '../../contacts/resolve-recipients.ts';
import { counted } from '../../kernel/counted.ts';
import { toSecond } from '../../kernel/instant.ts';

export interface AccountLabel {
  name: string;
  timezone: string;
}

/** Up to three customers' stories day by day, choosing accounts and periods with the greatest variety. */
export const storiesSection = (lines: readonly TimelineLine[], labels: ReadonlyMap<string, AccountLabel>): string =>
  tellingScenes(lines)
    .map(scene => story(scene, labels.get(scene.account)))
    .join('\n');

export const storiesTitle = (lines: readonly TimelineLine[]): string => {
  const accounts = new Set(lines.map(({ account }) => account)).size;
  if (accounts === 1) return 'One customer, on its own clock';
  return `${accounts === 2 ? 'Two' : 'Three'} customers, on their own clocks`;
};

/** Everything that happened to one account, in its own time zone. */
export const wholeStory = (lines: readonly TimelineLine[], account: string, label: AccountLabel): string =>
  story({ account, happenings: happeningsOf(lines), from: 0 }, label, lines.length);

/** A part of an account's story. Recipients of the same mail share a line. */
interface Scene {
  account: string;
  happenings: readonly Happening[];
  from: number;
}

type Happening = readonly [TimelineLine, ...TimelineLine[]];

const story = (
  { account, happenings, from }: Scene,
  { name, timezone }: AccountLabel = nameless(account),
  longest = longestStory,
): string => {
  const shown = happenings.slice(from, from + longest);
  const after = happenings.length - from - shown.length;
  let last = '';
  const told = shown.map(([line, ...others]) => {
    const [day, time] = clockTime(line.at, timezone);
    const date = day === last ? '' : day;
    last = day;
    return `    ${date.padEnd(12)}${time}  ${tell[line.entry.type](line.entry as never, line, { others, timezone })}\n`;
  });
  return [
    `  ${name} (${timezone})\n`,
    from > 0 ? `    after ${counted(from, 'other line')}\n` : '',
    ...told,
    after > 0 ? `    … and ${counted(after, 'more line')} in the timeline file\n` : '',
  ].join('');
};

const longestStory = 18;

const nameless = (account: string): AccountLabel => ({ name: account, timezone: 'UTC' });

/** What became of a touch, by the channel that has a word of its own for it. */
const handedOver: Readonly<Record<string, string>> = { email: 'mailed', inApp: 'shown' };

const tell: {
  [Type in TimelineEntry['type']]: (
    entry: Extract<TimelineEntry, { type: Type }>,
    line: TimelineLine,
    more: { others: readonly TimelineLine[]; timezone: string },
  ) => string;
} = {
  enrolled: ({ trigger }, { journey }) => `enters ${journey} (${trigger})`,
  touch: ({ channel, outcome, step, to, reason, until }, _, { others, timezone }) => {
    const all = [to, ...others.flatMap(({ entry }) => (entry.type === 'touch' ? entry.to : []))];
    const readers = all.map(audienceInWords).join(', ');
    if (outcome === 'sent') return `${step} ${handedOver[channel] ?? 'sent'} to ${readers}`;
    const why = reason === undefined ? '' : `: ${reasonWords[reason]}`;
    return `${step} ${outcome}${readers ? ` for ${readers}` : ''}${why}${until ? `, until ${clockTime(until, timezone).join(' ')}` : ''}`;
  },
  branch: ({ step, took }) => `${step} decides: ${took}`,
  waited: ({ step, for: what }, { journey }) => `${step} of ${journey} ends: ${what}`,
  task: ({ action, reason, severity, owner, outcome }) =>
    action === 'opened'
      ? `task ${reason} opened, severity ${severity}, for ${owner}`
      : `task ${reason} ${action}${action === 'breached' ? `, so it is for ${owner}` : ''}${outcome ? `: ${outcome}` : ''}`,
  rescheduled: ({ step, from, to }, _, { timezone }) => `${step} moves ${movedWords(from, to, timezone)}`,
  migrated: ({ to }, { journey }) => `goes on in version ${to} of ${journey}`,
  exited: ({ reason }, { journey }) => `leaves ${journey}: ${reason}`,
  completed: ({ goal }, { journey }) => `completes ${journey}${goal ? `, goal ${goal}` : ''}`,
  failed: ({ error }, { journey }) => `${journey} failed: ${error}`,
};

/** Greedy: picks the account and period with the most kinds of happenings that no earlier scene has shown. */
const tellingScenes = (lines: readonly TimelineLine[]): Scene[] => {
  const accounts = [...Map.groupBy(lines, ({ account }) => account)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, own]) => ({ account, happenings: happeningsOf(own) }));
  const shown = new Set<string>();
  const chosen: Scene[] = [];
  while (chosen.length < Math.min(3, accounts.length)) {
    const [best] = accounts
      .filter(({ account }) => !chosen.some(scene => scene.account === account))
      .map(each => ({ ...each, ...mostTelling(each.happenings.map(kindOf), shown) }))
      .sort((a, b) => b.fresh - a.fresh);
    if (best === undefined) break;
    chosen.push(best);
    for (const happening of best.happenings.slice(best.from, best.from + longestStory)) shown.add(kindOf(happening));
  }
  return chosen;
};

/** Start of the period with the most kinds that were not shown yet; the first of equals. */
const mostTelling = (kinds: readonly string[], shown: ReadonlySet<string>): { from: number; fresh: number } => {
  let best = { from: 0, fresh: -1 };
  for (let from = 0; from === 0 || from <= kinds.length - longestStory; from++) {
    const fresh = new Set(kinds.slice(from, from + longestStory).filter(kind => !shown.has(kind))).size;
    if (fresh > best.fresh) best = { from, fresh };
  }
  return best;
};

const happeningsOf = (lines: readonly TimelineLine[]): Happening[] => [
  ...(Map.groupBy(lines, (line, index) =>
    line.entry.type === 'touch' ? [line.at, kindOf([line]), line.entry.reason].join(' ') : index,
  ).values() as MapIterator<TimelineLine[] & Happening>),
];

const kindOf = ([{ journey, entry }]: Happening): string =>
  [
    journey,
    entry.type,
    'step' in entry ? entry.step : '',
    'outcome' in entry ? entry.outcome : '',
    'action' in entry ? entry.action : '',
  ].join(' ');

/** Day and minute in the account's time zone. */
export const clockTime = (at: string, timezone: string): [day: string, time: string] => {
  const parts = Object.fromEntries(
    formatter(timezone)
      .formatToParts(new Date(toSecond(at)))
      .map(({ type, value }) => [type, value]),
  );
  return [`${parts.year}-${parts.month}-${parts.day}`, `${parts.hour}:${parts.minute}`];
};

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatter = (timezone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timezone, made);
  return made;
};
