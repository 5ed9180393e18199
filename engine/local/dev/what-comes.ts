import { type Instant, instant, plusSeconds, wholeHourFrom } from '../../kernel/instant.ts';
import type { Execution } from '../interpreter/execution.ts';
import type { LocalCloud } from '../local-cloud.ts';

/** Work that time alone will trigger: the end of a step's wait, or an account's next evaluation. */
export interface UpcomingEvent {
  at: Instant;
  account: string;
  /** Absent for an evaluation of the account: its dates, silences, deadlines. */
  journey?: string;
  /** The step where the enrollment waits. */
  step?: string;
}

/** The next `atMost` events due for all accounts, or for one of them. */
export const whatComes = async (
  cloud: Pick<LocalCloud, 'accountPorts' | 'executions' | 'now'>,
  { atMost, account }: { atMost: number; account?: string | undefined },
): Promise<UpcomingEvent[]> => {
  const isMeant = (thing: UpcomingEvent) => account === undefined || thing.account === account;
  const waits = cloud.executions().flatMap(waitOf).filter(isMeant);
  const looks = (await looksAt(cloud)).filter(isMeant);
  return [...waits, ...looks].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, atMost);
};

const waitOf = ({ status, group, machineArn, position: { state, waiting } }: Execution): UpcomingEvent[] => {
  if (status !== 'RUNNING' || !waiting) return [];
  const journey = machineArn.slice(machineArn.lastIndexOf(':') + 1).replace(/^daymark-/, '');
  return [{ at: instant(waiting.due.at), account: group, journey, step: state.replace(/^until /, '') }];
};

/** The sweep finds accounts that are due at the next whole hour. */
const looksAt = async ({ accountPorts, now }: Pick<LocalCloud, 'accountPorts' | 'now'>): Promise<UpcomingEvent[]> => {
  const { found } = await accountPorts.due.find('9999-12-31T23:59:59.999Z');
  return found.map(({ dueAt, account }) => ({ at: afterSweep(dueAt > now() ? dueAt : now()), account }));
};

const afterSweep = (due: Instant): Instant => plusSeconds(wholeHourFrom(due), 1);

/** Such as `in 3 d 4 h: renewal of acme, step renewal-90`. */
export const describeUpcoming = ({ at, account, journey, step }: UpcomingEvent, now: Instant): string => {
  const what = journey ? `${journey} of ${account}, step ${step}` : `dates and silences of ${account} are looked at`;
  return `${spanInWords(Date.parse(at) - Date.parse(now))}: ${what}`;
};

const spanInWords = (milliseconds: number): string => {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const parts = [
    [Math.floor(minutes / 1_440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.length === 0 ? 'now' : `in ${shown.map(([count, unit]) => `${count} ${unit}`).join(' ')}`;
};
