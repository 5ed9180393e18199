import { isOver } from '../account/enrollment.ts';
import { accountTimezone } from '../account/profile.ts';
import { plusDuration } from '../definition/calendar.ts';
import type { Reenroll } from '../definition/journey-definition.ts';
import { formatDuration } from '../journey/explain/format-time.ts';
import { eventInWords, inWords, listed } from '../journey/explain/words.ts';
import { counted } from '../kernel/counted.ts';
import {
  daysUntilTold,
  type EntryGate,
  type EntryQuestion,
  earlierEnrollments,
  endingEvent,
  entryContext,
  entryGates,
  mostDaysLate,
} from '../routing/entry-gates.ts';
import { conditionGates } from './condition-gates.ts';
import { formatDay, formatTime } from './format-clock.ts';
import type { GateReport } from './gate-report.ts';

/** The gates of an entry, each asked, also after one that failed. */
export const describeEntryGates = (question: EntryQuestion): GateReport[] =>
  entryGates.flatMap(({ not, passes }) => {
    if (not === 'audience') {
      const { audience } = question.journey;
      return audience ? conditionGates('audience', audience, entryContext(question)) : [];
    }
    return [{ gate: not, passed: passes(question), ...words[not](question) }];
  });

type Words = (question: EntryQuestion) => Pick<GateReport, 'needed' | 'was' | 'since'>;

const words: Readonly<Record<Exclude<EntryGate['not'], 'audience'>, Words>> = {
  'account-deleted': ({ snapshot: { profile } }) => {
    const status = profile?.attributes.status;
    return {
      needed: 'the account is not deleted',
      was: String(status?.value ?? 'not deleted'),
      ...(status && { since: status.at }),
    };
  },
  'told-late': question => ({
    needed: `its event was told within ${mostDaysLate} days of happening`,
    was: counted(Math.max(0, daysUntilTold(question)), 'day'),
  }),
  'enrolled-before': question => ({
    needed: reenrollments[question.journey.reenroll.kind](question as never),
    was: earlierOf(question),
  }),
  'too-often': question => ({
    needed: 'our own mails and journeys brought it in fewer than 3 times within a day',
    was: counted(earlierEnrollments(question).length, 'time'),
  }),
  closed: ({ closed, journey }) => ({
    needed: 'the journey is open to new accounts',
    was: closed?.has(journey.id) ? 'closed by an operator' : 'open',
  }),
  excluded: ({ journey, snapshot }) => {
    const others = snapshot.enrollments.filter(
      other => other.journey !== journey.id && !isOver(other) && other.precedence?.excludes.includes(journey.id),
    );
    const [first] = others;
    return {
      needed: 'it is in no journey that excludes this one',
      was:
        others.length === 0
          ? 'in none'
          : `in ${listed(
              others.map(other => other.journey),
              'and',
            )}`,
      ...(first && { since: first.startedAt }),
    };
  },
  'ended-before': question => {
    const ending = endingEvent(question);
    const timezone = accountTimezone(question.snapshot.profile);
    const when = ending?.at === undefined ? '' : ` on ${formatDay(ending.at, timezone)}`;
    return {
      needed: 'nothing has happened since that ends the journey',
      was: ending ? `${eventInWords(ending.name)} happened${when}` : 'nothing',
    };
  },
};

type Asked<Kind extends Reenroll['kind']> = EntryQuestion & {
  journey: { reenroll: Extract<Reenroll, { kind: Kind }> };
};

const reenrollments: { readonly [Kind in Reenroll['kind']]: (question: Asked<Kind>) => string } = {
  never: () => 'it has never been in it',
  afterEnd: () => 'it is not in it already',
  after: question => {
    const { journey, snapshot } = question;
    const { duration } = journey.reenroll;
    const timezone = accountTimezone(snapshot.profile);
    const again = earlierEnrollments(question)
      .map(({ anchoredAt }) => plusDuration(anchoredAt, duration, timezone, journey.policy.businessCalendar))
      .sort()
      .at(-1);
    const from = again === undefined ? '' : `: it may from ${formatTime(again, timezone)} on`;
    return `it has not entered within the last ${formatDuration(duration)}${from}`;
  },
  keyed: ({ journey }) => `it has not entered for the same ${inWords(journey.reenroll.field)}`,
  term: () => 'it has not entered for the same term',
};

const earlierOf = (question: EntryQuestion): string => {
  const last = earlierEnrollments(question)
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
    .at(-1);
  if (last === undefined) return 'never in it';
  const timezone = accountTimezone(question.snapshot.profile);
  const entered = `entered on ${formatDay(last.startedAt, timezone)}`;
  return last.endedAt === undefined
    ? `${entered}, still in it`
    : `${entered}, out of it since ${formatDay(last.endedAt, timezone)}`;
};
