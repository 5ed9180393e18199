import type { TimelineEntry } from '../account/timeline.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { describeStory, type Expected, happenedThen, type JourneyPlay } from './journey-play.ts';

type Entry<Type extends TimelineEntry['type']> = Extract<TimelineEntry, { type: Type }>;
type Touch = Expected & Partial<Pick<Entry<'touch'>, 'to' | 'channel'>>;

/** Matchers for a play. Named steps and journeys must exist, so that `not` can't pass because of a typo. */
export interface PlayMatchers<R> {
  /** A mail, prompt or post of a step went out. */
  toHaveSent(step: string, expected?: Touch): R;
  /** It was skipped, for that reason. */
  toHaveSkipped(step: string, expected?: Touch & Partial<Pick<Entry<'touch'>, 'reason'>>): R;
  /** It was held, for that reason. */
  toHaveHeld(step: string, expected?: Touch & Partial<Pick<Entry<'touch'>, 'reason'>>): R;
  toHaveOpenedTask(step: string, expected?: Expected & Partial<Pick<Entry<'task'>, 'severity' | 'owner'>>): R;
  /** A branch, an experiment or a wait took that arm. */
  toHaveTaken(step: string, way: string, expected?: Expected): R;
  toHaveEntered(journey: string, expected?: Expected & { by?: string }): R;
  /** The journey ended early, by that event or step. */
  toHaveExited(journey: string, expected?: Expected & { by?: string }): R;
  toHaveCompleted(journey: string, expected?: Expected & Partial<Pick<Entry<'completed'>, 'goal'>>): R;
}

interface Verdict {
  pass: boolean;
  message(): string;
}

const isLike = (entry: object, wanted: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([name, value]) => value === undefined || entry[name as keyof typeof entry] === value);

/** Checks whether a matching line exists at the expected time. */
const judge = (
  play: JourneyPlay,
  told: string,
  { on, day, ...fields }: Expected & Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Verdict => {
  const when = happenedThen(play, { ...(on !== undefined && { on }), ...(day !== undefined && { day }) });
  const pass = play.lines.some(
    line => isLike({ journey: line.journey, ...line.entry }, { ...wanted, ...fields }) && when(line),
  );
  const details = Object.entries({ on, day, ...fields }).flatMap(([name, value]) =>
    value === undefined ? [] : `${name} ${String(value)}`,
  );
  return {
    pass,
    message: () =>
      `${told}${details.length > 0 ? ` (${details.join(', ')})` : ''}: expected ${pass ? 'not to happen' : 'to happen'}, and this is what happened:\n\n${describeStory(play)}`,
  };
};

const mustBeThere = (what: string, name: string, known: readonly string[]): void => {
  if (!known.includes(name)) throw new Error(`No ${what} of this play is called "${name}": ${nameOneOf(name, known)}`);
};

const ofStep =
  (tell: (step: string) => string, wanted: Readonly<Record<string, unknown>>) =>
  (play: JourneyPlay, step: string, expected: Expected = {}): Verdict => {
    mustBeThere('step', step, play.steps);
    return judge(play, tell(step), { ...expected }, { ...wanted, step });
  };

const ofJourney =
  (tell: (journey: string) => string, type: TimelineEntry['type'], cause?: 'trigger' | 'reason') =>
  (play: JourneyPlay, journey: string, expected: Expected & { by?: string } = {}): Verdict => {
    mustBeThere('journey', journey, play.journeys);
    const { by, ...others } = expected;
    return judge(play, tell(journey), others, { type, journey, ...(cause && { [cause]: by }) });
  };

export const matchers = {
  toHaveSent: ofStep(step => `"${step}" is sent`, { type: 'touch', outcome: 'sent' }),
  toHaveSkipped: ofStep(step => `"${step}" is skipped`, { type: 'touch', outcome: 'skipped' }),
  toHaveHeld: ofStep(step => `"${step}" is held`, { type: 'touch', outcome: 'held' }),
  toHaveOpenedTask: ofStep(step => `task "${step}" is opened`, { type: 'task', action: 'opened' }),
  toHaveTaken: (play: JourneyPlay, step: string, way: string, expected: Expected = {}): Verdict => {
    mustBeThere('step', step, play.steps);
    const took = play.lines.some(({ entry }) => entry.type === 'waited' && entry.step === step) ? 'for' : 'took';
    return judge(play, `"${step}" takes "${way}"`, { ...expected }, { step, [took]: way });
  },
  toHaveEntered: ofJourney(journey => `"${journey}" is entered`, 'enrolled', 'trigger'),
  toHaveExited: ofJourney(journey => `"${journey}" ends early`, 'exited', 'reason'),
  toHaveCompleted: ofJourney(journey => `"${journey}" is completed`, 'completed'),
};
