import type { Project } from '../../build/build-project.ts';
import { plusDays } from '../../definition/dates.ts';
import { stepsIn } from '../../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { chooseVariant, heldOutBy } from '../../definition/lots.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { Example } from '../../promises/prove.ts';

/** A journey, and a path through it. */
export interface WayThrough {
  definition: JourneyDefinition;
  example: Example;
}

/** A date for each day of the week. */
export const weekdays: readonly CalendarDate[] = Array.from({ length: 7 }, (_, index) => plusDays('2026-03-02', index));

/** The roles that the paths' touches are for, the most frequent first. */
export const rolesIn = (ways: readonly WayThrough[], { catalog }: Pick<Project, 'catalog'>): string[] => {
  const counts = Map.groupBy(ways.flatMap(rolesNamed), role => role);
  const roles = [...counts].sort(([, one], [, other]) => other.length - one.length).map(([role]) => role);
  return roles.length > 0 ? roles : catalog.roles.slice(0, 1);
};

/** Roles of the touches on a path; empty if its touches are for everyone, or for the account's users. */
export const rolesNamed = ({ definition: { steps }, example }: WayThrough): string[] => {
  const sent = new Set(
    example.flatMap(({ happens }) => (happens.is === 'touch' && happens.outcome === 'sent' ? [happens.step] : [])),
  );
  return stepsIn(steps).flatMap(step => {
    if (!sent.has(step.id) || !('to' in step) || typeof step.to !== 'object') return [];
    return step.to.roles === 'everyone' ? [] : [...step.to.roles];
  });
};

/** An account id that draws the right variant in every experiment on these paths. */
export const accountFor = (ways: readonly WayThrough[]): string => {
  const falls = ways.map(({ definition, example }) => {
    const steps = new Map(stepsIn(definition.steps).map(step => [step.id, step]));
    const drawn = example.flatMap(({ happens }) => {
      const step = happens.is === 'arm' ? steps.get(happens.step) : undefined;
      return step && 'variants' in step && happens.is === 'arm' ? [{ step, arm: happens.arm }] : [];
    });
    return (account: string) =>
      heldOutBy(account, definition) === undefined &&
      drawn.every(({ step, arm }) => chooseVariant(account, definition.id, step) === arm);
  });
  const names = Array.from({ length: 1_000 }, (_, index) => (index === 0 ? 'example' : `example-${index + 1}`));
  return names.find(account => falls.every(isRight => isRight(account))) ?? 'example';
};
