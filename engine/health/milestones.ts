import type { AccountSnapshot, UsageMark } from '../account/account.ts';
import type { Milestones } from '../account/health-state.ts';
import type { HealthEvents, SurveyAnswer } from '../definition/health-model.ts';
import type { Instant } from '../kernel/instant.ts';

/** Carries the latest happenings on: usage is read back for weeks, and some of them count for a year. */
export const milestonesOf = (
  { profile, usage }: Pick<AccountSnapshot, 'profile' | 'usage'>,
  events: HealthEvents,
  before: Milestones | undefined,
  now: Instant,
): Milestones => {
  const last = (names: readonly string[], known: Instant | undefined): Instant | undefined =>
    latest(usage.findLast(({ event, at }) => at <= now && names.includes(event))?.at, known);
  const nps = usage.findLast(mark => mark.at <= now && answerIn(mark, events.nps) !== undefined);
  const score = nps && answerIn(nps, events.nps);
  const said = Object.values(profile?.attributes ?? {}).map(({ at }) => at);
  const [knownSince = now] = [before?.knownSince, usage[0]?.at, ...said, now].filter(each => each !== undefined).sort();
  return {
    knownSince,
    ...defined({
      reviewAttended: last(events.reviewAttended, before?.reviewAttended),
      trainingCompleted: last(events.trainingCompleted, before?.trainingCompleted),
      responded: last([...ownResponses, ...events.responded], before?.responded),
      championLeft: last(events.championLeft, before?.championLeft),
      nps: nps && score !== undefined && nps.at >= (before?.nps?.at ?? '') ? { score, at: nps.at } : before?.nps,
    }),
  };
};

/** The number that a survey was answered with. */
export const answerIn = ({ event, fields = {} }: UsageMark, survey: SurveyAnswer): number | undefined => {
  if (event !== survey.event || Object.entries(survey.where).some(([field, value]) => fields[field] !== value))
    return undefined;
  const score = fields[survey.score];
  return typeof score === 'number' ? score : undefined;
};

/** Clicks that Daymark itself hears of. */
const ownResponses: readonly string[] = ['mail.clicked', 'prompt.clicked'];

const latest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  [a, b]
    .filter(each => each !== undefined)
    .sort()
    .at(-1);

const defined = <Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof defined<Fields>
  >;
