import { isDeepStrictEqual } from 'node:util';
import type { Project } from '../../build/build-project.ts';
import { figuresOf } from '../../definition/figures.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { sameData } from '../../kernel/same-data.ts';
import { listenedEvents } from '../../routing/listened-events.ts';

/** Journeys that differ, while the same events and conditions trigger them: who was never asked is decided on as before. */
export interface ChangedJourneys {
  /** All of them. */
  journeys: ReadonlySet<string>;
  /** Those of them that may let others in or keep others out, or that hold differently for who is in. */
  rules: ReadonlySet<string>;
}

/** The journeys that differ. Else what differs, and may concern any account. */
export const changedJourneys = (before: Project, after: Project): ChangedJourneys | { other: string } => {
  const [was, is] = [definitionsOf(before), definitionsOf(after)];
  if (!sameData(was.map(idOf), is.map(idOf))) return { other: 'there are other journeys' };
  const differing = (part: (journey: JourneyDefinition) => unknown) =>
    is.filter((journey, index) => !sameData(part(journey), part(was[index] ?? journey)));
  const [triggered] = differing(({ enroll }) => enroll);
  if (triggered) return { other: `another trigger enrolls in \`${triggered.id}\`` };
  const [ruled] = differing(({ policy }) => policy);
  if (ruled) return { other: `\`${ruled.id}\` has another policy` };
  if (!sameData(before.catalog, after.catalog)) return { other: 'the catalog changed' };
  if (!sameData([before.team, before.pools], [after.team, after.pools])) return { other: 'the team changed' };
  if (!sameData(before.playbooks, after.playbooks)) return { other: 'playbooks changed' };
  if (!isDeepStrictEqual(listenedEvents(was, before.catalog), listenedEvents(is, after.catalog)))
    return { other: 'journeys wait for other events' };
  if (!sameData(figuresOf(was), figuresOf(is))) return { other: 'journeys compare other figures' };
  return {
    journeys: new Set(differing(({ hash }) => hash).map(idOf)),
    rules: new Set(differing(apartFromSteps).map(idOf)),
  };
};

const definitionsOf = ({ journeys }: Project): JourneyDefinition[] => journeys.map(({ definition }) => definition);

const idOf = ({ id }: JourneyDefinition): string => id;

/** What decides on accounts that are not in the journey, and on other journeys of those that are. */
const apartFromSteps = ({ steps: _, hash: __, promises: ___, canary: ____, ...rest }: JourneyDefinition) => rest;
