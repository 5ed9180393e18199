import { answerEvent } from '../account/worded-answer.ts';
import { statingEvents } from '../billing/stated-attributes.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { alternativesIn, enrollingEvent } from '../definition/enrolled-by.ts';
import { awaitsOf, earlyOf } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { signalEvents } from '../signals/signal-events.ts';
import { stageEvents } from '../stages/route-stage.ts';
import { hasSignal } from '../triggers/signal/has-signal.ts';

/**
 * Names of the events that something happens on: they enroll, exit, end a wait, open a task, or change an attribute. Every
 * other event only counts as usage.
 */
export const listenedEvents = (
  journeys: readonly JourneyDefinition[],
  { goals = {}, stages, surveyTopics }: Pick<CatalogData, 'goals' | 'stages' | 'surveyTopics'>,
): ReadonlySet<string> => {
  const known = listened.get(journeys);
  if (known) return known;
  const names = new Set([
    ...statingEvents,
    ...stageEvents(stages),
    ...Object.values(goals).flatMap(({ reachedBy }) => reachedBy ?? []),
    // Comments of surveys go to the product team.
    ...(surveyTopics ? [answerEvent] : []),
    ...journeys.flatMap(eventsOf),
  ]);
  listened.set(journeys, names);
  return names;
};

/** Memoized, since it is needed for every incoming event, and neither journeys nor their catalog change within a build. */
const listened = new WeakMap<readonly JourneyDefinition[], ReadonlySet<string>>();

const eventsOf = (journey: JourneyDefinition): string[] => [
  ...(hasSignal(journey) ? signalEvents(journey.enroll) : []),
  ...[
    enrollingEvent(journey.enroll) ?? [],
    journey.exit,
    awaitsOf(journey).map(({ trigger }) => trigger),
    earlyOf(journey).flatMap(({ early }) => early),
  ]
    .flat()
    .flatMap(alternativesIn)
    .map(({ event }) => event),
];
