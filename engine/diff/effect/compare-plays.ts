import type { Project } from '../../build/build-project.ts';
import type { ProjectChange } from '../change.ts';
import type { PlayedDiff } from '../diff-report.ts';
import { effectsBetween } from './effects.ts';
import { figurePairs } from './figures.ts';
import { flightGroups } from './in-flight.ts';
import { brokenLimits, type Limit } from './limits.ts';
import type { PlayedSide } from './played-side.ts';
import { unreachedSteps } from './unreached.ts';

/** A version and its play. */
export interface PlayedVersion {
  project: Pick<Project, 'journeys'>;
  side: PlayedSide;
}

/** The effects of a change on recorded events. */
export const comparePlays = (
  base: PlayedVersion,
  now: PlayedVersion,
  changes: readonly ProjectChange[],
  { events, limits = [] }: { events: readonly string[]; limits?: readonly Limit[] },
): PlayedDiff => {
  const named = (of: ProjectChange['of']) =>
    new Set(changes.flatMap(change => (change.of === of ? (change.name ?? []) : [])));
  const [before, after] = [base, now].map(({ project }) => project.journeys.map(({ definition }) => definition));
  const versions = new Map(
    (before ?? []).map(({ id }) => {
      const next = now.project.journeys.find(({ definition }) => definition.id === id);
      return [id, next?.machine && { definition: next.definition, machine: next.machine }] as const;
    }),
  );
  const figures = figurePairs(base.side, now.side);
  const changed = named('journey');
  const canaries = (after ?? []).flatMap(({ id, canary }) =>
    changed.has(id) && canary !== undefined && canary < 100 ? [{ journey: id, share: canary }] : [],
  );
  return {
    events: [...events],
    from: now.side.from,
    to: now.side.to,
    accounts: now.side.accounts,
    inFlight: flightGroups(base.side.inFlight, versions, base.side.to),
    effects: effectsBetween(base.side, now.side, { before: before ?? [], after: after ?? [] }, named('template')),
    figures,
    ...(canaries.length > 0 && { canaries }),
    unreached: unreachedSteps(
      now.project.journeys.filter(({ definition }) => changed.has(definition.id)),
      now.side,
    ),
    broken: brokenLimits(limits, figures).map(({ name, text }) => ({ name, limit: text })),
  };
};
