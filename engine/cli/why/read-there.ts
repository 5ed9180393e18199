import type { AuditLine } from '../../account/audit-line.ts';
import { linePlace, type TimelineLine } from '../../account/timeline.ts';
import { connectorNames, connectorOf } from '../../connectors/connector-of.ts';
import { nameOneOf } from '../../kernel/did-you-mean.ts';
import { type CalendarDate, type Instant, plusSeconds } from '../../kernel/instant.ts';
import { keptEventsAbout } from '../../playback/kept-events-about.ts';
import { type RecordedEvents, recognizeEvents } from '../../playback/read-events.ts';
import type { Audit, AuditPage } from '../../ports/audit.ts';
import type { Operator } from '../../ports/operator.ts';
import type { KillSwitches } from '../../sending/kill-switches.ts';
import type { StoredThere } from '../../why/decided-there.ts';
import { keptIfAny } from '../operate/kept-events.ts';
import { operatorOf } from '../operate/steering.ts';
import type { Where } from '../reach.ts';
import { UserError } from '../user-error.ts';

/** The stored data of a deployment that answers are made from. */
export interface ThereRead extends StoredThere {
  where: string;
  /** The deployment's current time. */
  now: Instant;
  /** Deployed journeys, with the version in which accounts begin. */
  live: ReadonlyMap<string, string>;
  /** Audit lines about the account and about journeys, oldest first. */
  acts: AuditLine[];
  switches: KillSwitches;
  /** Absent if no events are stored. */
  kept?: {
    since: CalendarDate;
    /** Events that may concern the account. */
    recorded: RecordedEvents;
    /** Events of all accounts. */
    all(): Promise<RecordedEvents>;
  };
}

/** @throws UserError for an unknown account or journey, and as `reach` */
export const readThere = async (account: string, journey: string | undefined, where: Where): Promise<ThereRead> => {
  const operator = await operatorOf(where);
  const deployed = await operator.journeys();
  if (journey !== undefined && !deployed.includes(journey))
    throw new UserError(`no journey "${journey}" here`, nameOneOf(journey, deployed), 2);
  const snapshot = await operator.accounts.snapshot(account);
  if (snapshot.profile === undefined)
    throw new UserError(`no account "${account}" here`, 'check the id in your events', 2);
  const now = operator.clock.now();
  const kept = await keptIfAny(where);
  const attributes = snapshot.profile.attributes;
  const customers = connectorNames.map(name => attributes[connectorOf(name).customerAttribute]?.value);
  const known = [...snapshot.contacts.map(({ id }) => id), ...customers.filter(id => typeof id === 'string')];
  const lines = async function* () {
    const again = await keptIfAny(where);
    if (again) yield* again.lines;
  };
  return {
    where: where.environment ?? where.dev ?? '',
    now,
    live: new Map(await Promise.all(deployed.map(async id => [id, (await operator.liveVersion(id)) ?? ''] as const))),
    snapshot,
    lines: await linesOf(account, now, operator),
    refusals: await operator.entryRefusals.of(account),
    acts: await actsOn(account, deployed, operator),
    switches: await operator.switches.read(now),
    ...(kept && {
      kept: {
        since: kept.since,
        recorded: await keptEventsAbout(lines, account, known),
        all: async () =>
          recognizeEvents(
            (await Array.fromAsync(lines())).map(({ text }) => text),
            'kept',
          ),
      },
    }),
  };
};

const page = 1_000;

const linesOf = async (account: string, now: Instant, { timelines }: Operator): Promise<TimelineLine[]> => {
  const found: TimelineLine[] = [];
  for (let before: string = plusSeconds(now, 1); ; ) {
    const { lines, isLast } = await timelines.ofAccount(account, { limit: page, before });
    found.unshift(...[...lines].reverse());
    const first = found[0];
    if (isLast || first === undefined) return found;
    before = linePlace(first);
  }
};

const actsOn = async (account: string, journeys: readonly string[], { audit }: Operator): Promise<AuditLine[]> => {
  const pages = [
    (asked: AuditPage) => audit.ofAccount(account, asked),
    ...journeys.map(journey => (asked: AuditPage) => audit.ofJourney(journey, asked)),
  ];
  const found = (await Promise.all(pages.map(allOf))).flat();
  const once = new Map(found.map(line => [line.id, line]));
  return [...once.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
};

const allOf = async (read: (asked: AuditPage) => ReturnType<Audit['ofAccount']>): Promise<AuditLine[]> => {
  const found: AuditLine[] = [];
  for (;;) {
    const before = found.at(-1);
    const { lines, isLast } = await read({ limit: page, ...(before && { before }) });
    found.push(...lines);
    if (isLast || lines.length === 0) return found;
  }
};
