import { evaluateEvent } from '../account/evaluate-event.ts';
import { reasonWords } from '../account/reason-words.ts';
import { capitalized, listed, quoted } from '../journey/explain/words.ts';
import { wrap } from '../journey/explain/wrap.ts';
import { counted } from '../kernel/counted.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import { describeEvent, describeExit } from './describe-causes.ts';
import { describeFailing, describeGates } from './describe-gates.ts';
import type { EnrollmentReport } from './enrollment-report.ts';
import type { EntryAttempt } from './entry-attempts.ts';
import { formatDay, formatTime } from './format-clock.ts';
import { failing } from './gate-report.ts';
import type { StepStory } from './told-steps.ts';
import type { StepAttempt } from './touch-attempts.ts';
import type { JourneyAnswer } from './why-answer.ts';

/** The account that is asked about, as of `at`. */
export interface WhyContext {
  account: string;
  name: string;
  timezone: TimeZone;
  at: Instant;
  /** Names and roles of people, by id. */
  people: ReadonlyMap<string, { name: string; role: string }>;
  /** The one that is asked about. */
  contact?: string | undefined;
  /** The play that is asked, as the sentence about the account goes on: `at the end of the play of year.jsonl (25 accounts)`. */
  play?: string;
}

/** Every journey, a line each: those that it is in first, then those that it was in, then those that it came nearest to. */
export const describeJourneys = (answers: readonly JourneyAnswer[], of: WhyContext): string => {
  const width = Math.max(...answers.map(({ journey }) => journey.length));
  const lines = [...answers]
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || missing(a) - missing(b))
    .map(answer =>
      wrap(oneLine(answer, of), { first: `  ${states[answer.state]}  ${answer.journey.padEnd(width)}  `, width: 140 }),
    );
  return `${describeHeading(of)}\n\n${lines.join('\n')}\n`;
};

const order: readonly JourneyAnswer['state'][] = ['in', 'left', 'never'];

/** How many rules kept it out at its nearest, of those that never entered; those come last for which nothing happened at all. */
const missing = ({ state, nearest }: JourneyAnswer): number =>
  state !== 'never' ? 0 : nearest ? failing(nearest.gates).length : Number.MAX_SAFE_INTEGER;

const states = { in: 'in    ', left: 'was in', never: 'never ' } as const;

export const describeHeading = ({ account, name, timezone, at, play }: WhyContext): string =>
  `${whose({ account, name })} on ${formatDay(at, timezone)}${play === undefined ? '' : `, ${play}`}. All times are the account's own (${timezone}).`;

const whose = ({ account, name }: Pick<WhyContext, 'account' | 'name'>): string =>
  name === account ? account : `${name} (${account})`;

const oneLine = ({ state, enrollments, nearest, never, next }: JourneyAnswer, { timezone }: WhyContext): string => {
  const last = enrollments.at(-1);
  const times = enrollments.length > 1 ? `${counted(enrollments.length, 'time')}, the last ` : '';
  if (last && state === 'in') return `${times}since ${formatDay(last.at, timezone)}`;
  if (last) return `${times}from ${formatDay(last.at, timezone)}; ${ended(last, timezone)}`;
  const soon = next === undefined ? '' : `; it may on ${formatTime(next, timezone)}`;
  if (never !== undefined) return `enters when ${never}: not so far${soon}`;
  return `${nearest ? describeFailing(nearest.gates, timezone) : ''}${soon}`;
};

const ended = ({ state, endedAt, because, goal }: EnrollmentReport, timezone: TimeZone): string => {
  if (endedAt === undefined) return 'in it still';
  const when = ` on ${formatDay(endedAt, timezone)}`;
  return {
    in: `in it${when}`,
    completed: `completed${when}${goal === undefined ? '' : `, goal ${goal}`}`,
    exited: describeExit(because ?? '', when),
    failed: `failed${when} with ${because}`,
  }[state];
};

/** One journey in full; with `step`, that step alone. */
export const describePlayedJourney = (answer: JourneyAnswer, of: WhyContext, step?: string): string => {
  const { timezone } = of;
  const parts = [`${describeHeading(of)}\n`, `${verdict(answer, of)}\n`];
  for (const enrollment of answer.enrollments) {
    parts.push(
      `Entered on ${formatTime(enrollment.at, timezone)} by ${enrollment.cause}; ${ended(enrollment, timezone)}.`,
    );
    const own = answer.steps.filter(each => each.enrollment === enrollment.enrollment);
    const asked = own.filter(each => step === undefined || each.step === step);
    const tell = step === undefined ? summaryOf : detailsOf;
    parts.push(...asked.flatMap(each => tell(ofContact(each, of), of, enrollment)), '');
  }
  if (step === undefined || answer.enrollments.length === 0) parts.push(...missesOf(answer, of));
  return `${parts.join('\n').trimEnd()}\n`;
};

/** `Ember Labs was in Onboarding ("onboarding").` */
const verdict = (answer: JourneyAnswer, { name }: WhyContext): string => {
  const { state, enrollments, journey, title } = answer;
  const times = enrollments.length > 1 ? ` It entered ${counted(enrollments.length, 'time')}.` : '';
  const did = { in: 'is in', left: 'was in', never: 'never entered' }[state];
  const heldOut = isHeldOut(answer)
    ? ` It ${state === 'in' ? 'is' : 'was'} held out: it gets nothing of this journey on purpose, so that others can be compared with it.`
    : '';
  return wrap(`${name} ${did} ${title} (${quoted(journey)}).${times}${heldOut}`, { width: 120 });
};

/** The last time, as far as a step of it was decided. */
const isHeldOut = ({ enrollments, steps }: JourneyAnswer): boolean =>
  steps.some(
    ({ enrollment, attempts }) =>
      enrollment === enrollments.at(-1)?.enrollment &&
      attempts.some(({ gates }) => failing(gates).some(({ gate }) => gate === 'holdout')),
  );

/** A touch to an audience or a destination concerns every contact. */
const ofContact = (story: StepStory, { contact, people }: WhyContext): StepStory =>
  contact === undefined
    ? story
    : {
        ...story,
        attempts: story.attempts.filter(({ to }) => to === undefined || to === contact || !people.has(to)),
      };

const missesOf = (
  { nearest, never, reentry, next, refused, enrollments }: JourneyAnswer,
  { timezone }: WhyContext,
): string[] => {
  const again = enrollments.length > 0 ? ' to entering again' : '';
  const soon =
    next === undefined ? [] : [`\nIt may enter on ${formatTime(next, timezone)}: its trigger looks again then.`];
  if (never !== undefined)
    return [
      `It enters when ${never}. That never happened${reentry === undefined ? '.' : ` but for the above. ${reentry}`}`,
      ...soon,
    ];
  if (nearest === undefined) return [...(reentry === undefined ? [] : [reentry]), ...soon];
  const met = refused.filter(({ gates }) => failing(gates).every(({ gate }) => gate !== 'trigger'));
  const times = met.reduce((sum, each) => sum + each.times, 0);
  const often = times > 1 ? [`\nIts trigger was met, and entry refused, ${counted(times, 'time')} in all.`] : [];
  return [
    `The nearest it came${again} was on ${formatTime(nearest.at, timezone)}${byWhat(nearest)}:`,
    ...describeGates(nearest.gates, timezone),
    ...often,
    ...soon,
  ];
};

const byWhat = ({ event }: EntryAttempt): string =>
  event === evaluateEvent ? `, at ${describeEvent(event)}` : `, by ${describeEvent(event)}`;

/** A line for each thing that became of a step. */
const summaryOf = (story: StepStory, of: WhyContext, enrollment: EnrollmentReport): string[] => {
  if (story.state === 'passed')
    return [wrap(`went through: ${story.does}`, { first: `  ${story.step}: `, width: 120 })];
  if (story.attempts.length === 0)
    return [wrap(unreached(story, of, enrollment), { first: `  ${story.step}: `, width: 120 })];
  return groups(story.attempts).map(([first, ...others]) =>
    wrap(`${outcomeOf(first, others, story, of)}${whatWasDone(first, story)}${whyNot(first, of)}`, {
      first: `  ${story.step}: `,
      width: 120,
    }),
  );
};

/** A step that acts says what; of one that chooses, the arm is told. */
const whatWasDone = ({ outcome, took }: StepAttempt, { does }: StepStory): string =>
  outcome === 'done' && took === undefined ? `: ${does}` : '';

/** All gates of each decision. */
const detailsOf = (story: StepStory, of: WhyContext, enrollment: EnrollmentReport): string[] => {
  const does = wrap(`${quoted(story.step)}: ${story.does}.`, { width: 120 });
  if (story.state === 'passed') return ['', does, '', 'The account went through it.'];
  if (story.attempts.length === 0) return ['', does, '', `${capitalized(unreached(story, of, enrollment))}.`];
  return [
    '',
    does,
    ...groups(story.attempts).flatMap(([first, ...others]) => [
      '',
      `${capitalized(outcomeOf(first, others, story, of))}${first.gates.length === 0 ? '.' : ':'}`,
      ...describeGates(first.gates, of.timezone),
    ]),
  ];
};

const unreached = (
  { state, until, after, passedBy }: StepStory,
  of: WhyContext,
  enrollment: EnrollmentReport,
): string => {
  const { timezone } = of;
  if (state === 'decided') return notFor(of);
  if (passedBy) return `not reached, since "${passedBy.step}" took "${passedBy.took}"`;
  if (state === 'waiting' && until !== undefined) return `due on ${formatTime(until, timezone)}`;
  if (state === 'within' && after !== undefined && until !== undefined)
    return `under way: "${after}" is due on ${formatTime(until, timezone)}`;
  if (state === 'within') return `begun, and not finished, since the account ${ended(enrollment, timezone)}`;
  if (state === 'later') {
    return after === undefined || until === undefined
      ? 'comes later'
      : `comes after "${after}", which is due on ${formatTime(until, timezone)}`;
  }
  const end = `the account ${enrollment.state === 'completed' ? 'came to the end' : ended(enrollment, timezone)}`;
  return until === undefined ? `not reached, since ${end}` : `was due on ${formatTime(until, timezone)}, but ${end}`;
};

const notFor = ({ contact = '', people }: WhyContext): string => {
  const { name = contact, role = 'member' } = people.get(contact) ?? {};
  return `not for ${name}, who has the role ${role}, and is none of those that it goes to`;
};

type Group = readonly [StepAttempt, ...StepAttempt[]];

/** Deliveries of one moment with one outcome for one reason are told together. */
const groups = (attempts: readonly StepAttempt[]): Group[] => [
  ...(Map.groupBy(attempts, ({ at, outcome, reason, until, round, gates }) =>
    JSON.stringify([at, outcome, reason, until, round, failing(gates).map(({ gate, was }) => [gate, was])]),
  ).values() as MapIterator<StepAttempt[] & Group>),
];

const outcomeOf = (
  first: StepAttempt,
  others: readonly StepAttempt[],
  { shownTo }: StepStory,
  { timezone, people }: WhyContext,
): string => {
  const { outcome, at, until, took, round } = first;
  const all = [first, ...others].flatMap(({ to }) => (to === undefined ? [] : [shownTo ?? people.get(to)?.name ?? to]));
  const to = all.length === 0 ? '' : `${outcome === 'sent' ? ' to' : ' for'} ${listed(all, 'and')}`;
  const did =
    took === undefined ? (outcome === 'sent' && shownTo !== undefined ? 'shown' : outcome) : `took ${quoted(took)}`;
  const loop = round > 1 ? ` (round ${round})` : '';
  const end = until === undefined ? '' : ` until ${formatTime(until, timezone)}`;
  return `${did}${to}${loop} on ${formatTime(at, timezone)}${end}`;
};

const whyNot = ({ gates, outcome, reason }: StepAttempt, { timezone }: WhyContext): string => {
  const why = describeFailing(gates.filter(({ passed }) => !passed).slice(0, 1), timezone);
  if (why !== '') return `: ${why}`;
  return outcome === 'failed' || outcome === 'unknown'
    ? `: it was handed over, and then ${reason === undefined ? 'nothing was heard of it' : reasonWords[reason]}`
    : '';
};
