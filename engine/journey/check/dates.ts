import { countsBack } from '../../definition/anchor.ts';
import type { Step } from '../../definition/step.ts';
import { partsOf } from '../parts-of.ts';
import { daysOf } from './days-of.ts';
import { advance, anchorDay, anchored, type DayReach, merged } from './reach.ts';
import { type Finding, journeyRule } from './rule.ts';
import type { Subject } from './subject.ts';

/** An execution lives a year; 15 days are left for touches that are held. */
const longestPath = 350;

export const dates = journeyRule(
  {
    'dates-out-of-order': {
      severity: 'error',
      title: 'Step dated before the one that precedes it',
      why: 'Steps happen in order of writing, so its day has always passed and it would go out late, at once.',
      fix: 'Put the steps in order of their dates.',
    },
    'date-may-have-passed': {
      severity: 'warning',
      title: 'Date that a wait before it can run past',
      why: 'When the wait lasts to its end, the day has passed and the step happens late, at once.',
      fix: 'Shorten the wait, or anchor the step with `after`.',
    },
    'due-before-enrollment': {
      severity: 'error',
      title: 'Step due before anybody is enrolled',
      why: 'The journey enrolls fewer days before the date than the step needs, so the step is always missed.',
      fix: 'Enroll earlier, or move the step closer to the date.',
    },
    'round-too-long': {
      severity: 'warning',
      title: 'Round that can last longer than until the next one',
      why: 'Rounds stay on their calendar: what one has still to send when the next begins is skipped.',
      fix: 'Shorten the waits of the round, or lengthen the interval.',
    },
    'path-too-long': {
      severity: 'error',
      title: `Path of more than ${longestPath} days`,
      why: 'An execution of Step Functions ends by force after a year, in the middle of the journey.',
      fix: 'End the journey earlier with an `enroll` step of a follow-up journey.',
    },
  },
  function* (subject) {
    yield* firstOfEach(walk(subject.journey.steps, { earliest: 0, latest: 0, before: {} }, subject));
  },
);

type Code =
  | 'dates-out-of-order'
  | 'date-may-have-passed'
  | 'due-before-enrollment'
  | 'round-too-long'
  | 'path-too-long';

/** One long path makes every later step late: the first is the one to fix. */
function* firstOfEach(findings: Iterable<Finding<Code>>): Iterable<Finding<Code>> {
  let isLong = false;
  for (const finding of findings) {
    if (finding.code !== 'path-too-long' || !isLong) yield finding;
    isLong ||= finding.code === 'path-too-long';
  }
}

/** Returns where the steps end, or nothing when every path has left the journey. */
function* walk(
  steps: readonly Step[],
  start: DayReach,
  subject: Subject,
): Generator<Finding<Code>, DayReach | undefined> {
  let reach: DayReach | undefined = start;
  for (const step of steps) {
    reach = yield* pass(step, reach, subject);
    if (reach === undefined) return undefined;
  }
  return reach;
}

function* pass(step: Step, start: DayReach, subject: Subject): Generator<Finding<Code>, DayReach | undefined> {
  const { businessCalendar } = subject.journey.policy;
  const parts = partsOf(step);
  yield* problems(step, start, subject);
  const begun = step.at ? anchored(step.at, step.id, start, subject) : start;
  const lasted = parts.lasts
    ? advance(
        begun,
        parts.lasts.atLeast ? daysOf(parts.lasts.atLeast, businessCalendar).least : 0,
        parts.lasts.atMost ? daysOf(parts.lasts.atMost, businessCalendar).most : 0,
        step.id,
      )
    : begun;
  if (lasted.latest > longestPath) yield tooLong(step, lasted);
  const ends: (DayReach | undefined)[] = parts.arms.length === 0 && !parts.ends ? [lasted] : [];
  for (const arm of parts.arms) ends.push(yield* walk(arm.steps, lasted, subject));
  if (step.when || step.unless) ends.push(lasted);
  const end = merged(ends.filter(each => each !== undefined));
  if (!end || !parts.rounds) return end;
  const again = Math.max(0, parts.rounds.times - 1);
  const interval = daysOf(parts.rounds.interval, businessCalendar);
  const longest = end.latest - lasted.latest;
  if (again > 0 && longest > interval.most) yield tooLongRound(step, longest, interval.most);
  const repeated = advance(end, again * interval.least, again * Math.max(interval.most, longest), step.id);
  if (repeated.latest > longestPath) yield tooLong(step, repeated);
  return repeated;
}

function* problems(step: Step, reach: DayReach, subject: Subject): Iterable<Finding<Code>> {
  const { at, id } = step;
  const due = at && anchorDay(at, subject);
  const passed = countsBack(at) ? reach.before[at.attribute] : undefined;
  if (countsBack(at) && due !== undefined && due < 0) {
    yield {
      code: 'due-before-enrollment',
      step: id,
      message: `Step "${id}" is due ${at.days} days before "${at.attribute}", but journey "${subject.journey.id}" enrolls ${at.days + due} days before it. Enroll at ${at.days} days or more, or move the step.`,
    };
  } else if (countsBack(at) && passed && at.days > passed.days) {
    yield {
      code: 'dates-out-of-order',
      step: id,
      message: `Step "${id}" is due ${at.days} days before "${at.attribute}", yet it comes after "${passed.step}", ${passed.days} days before it. Put the steps in order of their dates.`,
    };
  } else if (due !== undefined && due < Math.floor(reach.earliest)) {
    yield {
      code: 'dates-out-of-order',
      step: id,
      message: `Step "${id}" is due on day ${due}, yet "${reach.by}" before it takes until day ${Math.floor(reach.earliest)}. Put the steps in order of their dates.`,
    };
  } else if (due !== undefined && due < Math.floor(reach.latest)) {
    yield {
      code: 'date-may-have-passed',
      step: id,
      message: `Step "${id}" is due on day ${due}, but the waits before it can last until day ${Math.floor(reach.latest)}. Shorten them, or anchor the step with "after".`,
    };
  }
}

const tooLongRound = (step: Step, longest: number, interval: number): Finding<Code> => ({
  code: 'round-too-long',
  step: step.id,
  message: `A round of loop "${step.id}" can last ${Math.ceil(longest)} days, but the next one begins after ${Math.floor(interval)}. Shorten its waits, or lengthen the interval.`,
});

const tooLong = (step: Step, { latest }: DayReach): Finding<Code> => ({
  code: 'path-too-long',
  step: step.id,
  message: `Step "${step.id}" can last until day ${Math.ceil(latest)}, but an execution lives a year. End the journey by day ${longestPath} with an enroll step of a follow-up journey.`,
});
