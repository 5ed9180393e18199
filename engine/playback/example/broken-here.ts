import type { TimelineLine } from '../../account/timeline.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { JourneyPromise, PromiseOf } from '../../definition/promise.ts';
import type { TemplateInfo } from '../../definition/template.ts';
import { describePromise } from '../../journey/explain/describe-promise.ts';
import { formatTime } from '../../why/format-clock.ts';
import { busiestDays } from './breaks-promise.ts';

/** A play of one account whose zone is UTC. */
export interface OneAccountPlayed {
  lines: readonly TimelineLine[];
  journeys: readonly JourneyDefinition[];
  /** Of all journeys together. */
  promises: readonly PromiseOf<'atMost'>[];
  templates: readonly TemplateInfo[];
}

/** The promises of a most number of touches that the play breaks, a sentence each, with the touches that do it. */
export const brokenHere = ({ lines, journeys, promises, templates }: OneAccountPlayed): string[] => [
  ...journeys.flatMap(({ id, promises: own = [] }) => {
    const enrollments = [
      ...Map.groupBy(
        lines.filter(({ journey }) => journey === id),
        ({ enrollment }) => enrollment,
      ).values(),
    ];
    return own.flatMap(promise =>
      countsTouches(promise) ? enrollments.flatMap(each => brokenBy(promise, each, templates)).slice(0, 1) : [],
    );
  }),
  ...promises.flatMap(promise => brokenBy(promise, lines, templates)),
];

const countsTouches = (promise: JourneyPromise): promise is PromiseOf<'atMost'> => 'of' in promise;

const brokenBy = (
  promise: PromiseOf<'atMost'>,
  lines: readonly TimelineLine[],
  templates: readonly TemplateInfo[],
): string[] => {
  const touches = busiestDays(promise, { lines, templates });
  const [first] = touches;
  if (first === undefined || touches.length <= promise.most) return [];
  const told = touches.map(({ at, step }) => `${step} on ${formatTime(at, 'UTC')}`);
  return [`Broken here: ${describePromise(promise)} ${first.to} got ${touches.length}: ${told.join('; ')}.`];
};
