import { isDeepStrictEqual } from 'node:util';
import type { Project } from '../../build/build-project.ts';
import { figuresOf } from '../../definition/figures.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { sameData } from '../../kernel/same-data.ts';
import { listenedEvents } from '../../routing/listened-events.ts';

/**
 * The journeys that differ, where they differ in their steps and templates alone: then an account that was in none of
 * them is decided on as before. Else what differs, and may concern any account.
 */
export const changedSteps = (
  before: Project,
  after: Project,
): { journeys: ReadonlySet<string> } | { other: string } => {
  const [was, is] = [definitionsOf(before), definitionsOf(after)];
  if (!sameData(was.map(idOf), is.map(idOf))) return { other: 'there are other journeys' };
  const changed = is.filter(({ hash }, index) => hash !== was[index]?.hash);
  const further = is.find(
    (journey, index) => !sameData(apartFromSteps(journey), apartFromSteps(was[index] ?? journey)),
  );
  if (further) return { other: `\`${further.id}\` changed in more than its steps` };
  if (!sameData(before.catalog, after.catalog)) return { other: 'the catalog changed' };
  if (!sameData([before.team, before.pools], [after.team, after.pools])) return { other: 'the team changed' };
  if (!sameData(before.playbooks, after.playbooks)) return { other: 'playbooks changed' };
  if (!isDeepStrictEqual(listenedEvents(was, before.catalog), listenedEvents(is, after.catalog)))
    return { other: 'journeys wait for other events' };
  if (!sameData(figuresOf(was), figuresOf(is))) return { other: 'journeys compare other figures' };
  return { journeys: new Set(changed.map(idOf)) };
};

const definitionsOf = ({ journeys }: Project): JourneyDefinition[] => journeys.map(({ definition }) => definition);

const idOf = ({ id }: JourneyDefinition): string => id;

/** What decides on accounts that are not in the journey. */
const apartFromSteps = ({ steps: _, hash: __, promises: ___, canary: ____, ...rest }: JourneyDefinition) => rest;
