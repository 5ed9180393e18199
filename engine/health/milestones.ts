import type { AccountSnapshot } from '../account/account.ts';
import type { Milestones } from '../account/health-state.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import { earliest } from '../conditions/composite.ts';
import type { FilteredEvent, HealthEvents, SurveyAnswer } from '../definition/health-model.ts';
import { type Instant, through } from '../kernel/instant.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import { isSameWord } from '../kernel/same-word.ts';

/** Carries the latest happenings on: usage is read back for weeks, and some of them count for a year. */
export const milestonesOf = (
  { profile, usage }: Pick<AccountSnapshot, 'profile' | 'usage'>,
  events: HealthEvents,
  before: Milestones | undefined,
  now: Instant,
): Milestones => {
  const last = (names: readonly string[], known: Instant | undefined): Instant | undefined =>
    names.map(name => usage.of(name).last(through(now))?.at).reduce(latest, known);
  const lastOf = (events: readonly FilteredEvent[], known: Instant | undefined): Instant | undefined =>
    events
      .map(
        filter =>
          usage
            .of(filter.event)
            .where(nameOf(filter), mark => isIn(mark, filter))
            .last(through(now))?.at,
      )
      .reduce(latest, known);
  const answers = usage.of(events.nps.event).where('nps', mark => answerIn(mark, events.nps) !== undefined);
  const nps = answers.last(through(now));
  const score = nps && answerIn(nps, events.nps);
  const said = Object.values(profile?.attributes ?? {}).map(({ at }) => at);
  const knownSince = earliest([before?.knownSince, usage.nth('', 0)?.at, ...said, now]) ?? now;
  return {
    knownSince,
    ...defined({
      reviewAttended: last(events.reviewAttended, before?.reviewAttended),
      trainingCompleted: last(events.trainingCompleted, before?.trainingCompleted),
      responded: last([...ownResponses, ...events.responded], before?.responded),
      championLeft: last(events.championLeft, before?.championLeft),
      ...(events.reviewOpened && { reviewOpened: lastOf(events.reviewOpened, before?.reviewOpened) }),
      ...(events.surveyAnswered && { surveyAnswered: lastOf(events.surveyAnswered, before?.surveyAnswered) }),
      nps: nps && score !== undefined && nps.at >= (before?.nps?.at ?? '') ? { score, at: nps.at } : before?.nps,
    }),
  };
};

/** The number that a survey was answered with. */
export const answerIn = (mark: UsageMark, survey: SurveyAnswer): number | undefined => {
  const score = isIn(mark, survey) ? mark.fields?.[survey.score] : undefined;
  return typeof score === 'number' ? score : undefined;
};

const nameOf = memoizeByObject((filter: FilteredEvent): string => JSON.stringify(filter));

const isIn = ({ event, fields = {} }: UsageMark, { event: named, where }: FilteredEvent): boolean =>
  event === named && Object.entries(where).every(([field, value]) => isSameWord(fields[field], value));

/** Clicks that Daymark itself hears of. */
const ownResponses: readonly string[] = ['mail.clicked', 'prompt.clicked'];

const latest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

const defined = <Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof defined<Fields>
  >;
