import { isDeepStrictEqual } from 'node:util';
import type { Project } from '../../build/build-project.ts';
import { figuresOf } from '../../definition/figures.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { sameData } from '../../kernel/same-data.ts';
import { listenedEvents } from '../../routing/listened-events.ts';
import { hasSignal } from '../../triggers/signal/has-signal.ts';
import { triggerTurnOf } from '../../triggers/turn-of.ts';

/** Journeys that differ, while the same events and conditions trigger them: who was never asked is decided on as before. */
export interface ChangedJourneys {
  /** All of them. */
  journeys: ReadonlySet<string>;
  /** Those of them that may let others in or keep others out, or that hold differently for who is in. */
  rules: ReadonlySet<string>;
}

/**
 * The journeys that differ. Else what differs: it concerns all accounts, each by itself (`everyone`), or what they share
 * (`other`).
 */
export const changedJourneys = (
  before: Project,
  after: Project,
): ChangedJourneys | { everyone: string } | { other: string } => {
  const [was, is] = [definitionsOf(before), definitionsOf(after)];
  if (!sameData(before.catalog, after.catalog)) return { other: 'the catalog changed' };
  if (!sameData([before.team, before.pools], [after.team, after.pools])) return { other: 'the team changed' };
  if (!sameData(before.playbooks, after.playbooks)) return { other: 'playbooks changed' };
  if (!isDeepStrictEqual(listenedEvents(was, before.catalog), listenedEvents(is, after.catalog)))
    return { other: 'journeys wait for other events' };
  if (!sameData(figuresOf(was), figuresOf(is))) return { other: 'journeys compare other figures' };
  const differing = (part: (journey: JourneyDefinition) => unknown) => differingFrom(was, is, part);
  const triggered = differing(({ enroll }) => enroll);
  const timed = [...triggered, ...differingFrom(is, was, ({ enroll }) => enroll)].find(isTimed);
  if (timed) return { other: `when accounts are looked at depends on what enrolls in \`${timed.id}\`` };
  if (!sameData(was.map(idOf), is.map(idOf))) return { everyone: 'there are other journeys' };
  if (triggered[0]) return { everyone: `another trigger enrolls in \`${triggered[0].id}\`` };
  const [ruled] = differing(({ policy }) => policy);
  if (ruled) return { everyone: `\`${ruled.id}\` has another policy` };
  return {
    journeys: new Set(differing(({ hash }) => hash).map(idOf)),
    rules: new Set(differing(apartFromSteps).map(idOf)),
  };
};

/** Those of `is` in which a part is another than in `was`, or that are not there. */
const differingFrom = (
  was: readonly JourneyDefinition[],
  is: readonly JourneyDefinition[],
  part: (journey: JourneyDefinition) => unknown,
): readonly JourneyDefinition[] => {
  const former = new Map(was.map(journey => [journey.id, journey]));
  return is.filter(journey => {
    const before = former.get(journey.id);
    return before === undefined || !sameData(part(journey), part(before));
  });
};

/** Whether its trigger asks for evaluations of its own, which also move parts in medians, or for room among all accounts. */
const isTimed = (journey: JourneyDefinition): boolean => {
  const { due, moment, perHour } = triggerTurnOf(journey.enroll);
  return hasSignal(journey) || [due, moment, perHour].some(each => each !== undefined);
};

const definitionsOf = ({ journeys }: Project): JourneyDefinition[] => journeys.map(({ definition }) => definition);

const idOf = ({ id }: JourneyDefinition): string => id;

/** What decides on accounts that are not in the journey, and on other journeys of those that are. */
const apartFromSteps = ({ steps: _, hash: __, promises: ___, canary: ____, ...rest }: JourneyDefinition) => rest;
