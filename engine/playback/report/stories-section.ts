import { toSecond } from '../../domain/instant.ts';
import type { TimelineEntry, TimelineLine } from '../../domain/timeline.ts';

export interface AccountLabel {
  name: string;
  timezone: string;
}

/** What three customers got, day by day: those whose timelines show the most different things. */
export const storiesSection = (lines: readonly TimelineLine[], labels: ReadonlyMap<string, AccountLabel>): string =>
  tellingAccounts(lines)
    .map(account =>
      story(
        account,
        lines.filter(line => line.account === account),
        labels.get(account),
      ),
    )
    .join('\n');

const story = (
  account: string,
  lines: readonly TimelineLine[],
  label: AccountLabel = { name: account, timezone: 'UTC' },
): string => {
  const shown = lines.slice(0, longestStory);
  const rest = lines.length - shown.length;
  const told = shown.map((line, index) => {
    const [day, time] = localTime(line.at, label.timezone);
    const sameDay = index > 0 && localTime(shown[index - 1]?.at ?? '', label.timezone)[0] === day;
    return `    ${(sameDay ? '' : day).padEnd(12)}${time}  ${tell[line.entry.type](line.entry as never, line)}\n`;
  });
  return `  ${label.name} (${label.timezone})\n${told.join('')}${rest > 0 ? `    … and ${rest} more lines in the timeline file\n` : ''}`;
};

const longestStory = 18;

const tell: {
  [Type in TimelineEntry['type']]: (entry: Extract<TimelineEntry, { type: Type }>, line: TimelineLine) => string;
} = {
  enrolled: ({ trigger }, { journey }) => `enters ${journey} (${trigger})`,
  touch: ({ channel, outcome, step, to, reason, until }) =>
    outcome === 'sent'
      ? `${step} ${channel === 'email' ? 'mailed' : 'shown'} to ${to}`
      : `${step} ${outcome}${to ? ` for ${to}` : ''}: ${reason ?? ''}${until ? ` until ${until}` : ''}`,
  branch: ({ step, took }) => `${step} decides: ${took}`,
  waited: ({ step, for: what }) => `${step} ends: ${what}`,
  task: ({ action, reason, severity, owner, outcome }) =>
    `task ${reason} (severity ${severity}, ${owner}) ${action}${outcome ? `: ${outcome}` : ''}`,
  rescheduled: ({ step, from, to }) => `${step} moves from ${from.slice(0, 10)} to ${to.slice(0, 10)}`,
  migrated: ({ to }, { journey }) => `goes on in version ${to} of ${journey}`,
  exited: ({ reason }, { journey }) => `leaves ${journey}: ${reason}`,
  completed: ({ goal }, { journey }) => `completes ${journey}${goal ? `, goal ${goal}` : ''}`,
  failed: ({ error }, { journey }) => `${journey} failed: ${error}`,
};

/** Greedily: the account with the most kinds of happenings that no chosen account has shown. */
const tellingAccounts = (lines: readonly TimelineLine[]): string[] => {
  const kinds = new Map<string, Set<string>>();
  for (const line of lines) {
    const own = kinds.get(line.account) ?? new Set();
    kinds.set(line.account, own.add(kindOf(line)));
  }
  const shown = new Set<string>();
  const chosen: string[] = [];
  while (chosen.length < 3 && chosen.length < kinds.size) {
    const fresh = (account: string) => [...(kinds.get(account) ?? [])].filter(kind => !shown.has(kind)).length;
    const [best] = [...kinds.keys()]
      .filter(account => !chosen.includes(account))
      .sort((a, b) => fresh(b) - fresh(a) || (a < b ? -1 : 1));
    if (best === undefined) break;
    chosen.push(best);
    for (const kind of kinds.get(best) ?? []) shown.add(kind);
  }
  return chosen;
};

const kindOf = ({ journey, entry }: TimelineLine): string =>
  [journey, entry.type, 'step' in entry ? entry.step : '', 'outcome' in entry ? entry.outcome : ''].join(' ');

/** Day and minute on the account's own clock. */
const localTime = (at: string, timezone: string): [day: string, time: string] => {
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
