import type { Project } from '../../build/build-project.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { ProjectChange } from '../change.ts';
import { catalogChanges, playbookChanges, policyInCatalog, teamChanges } from './catalog-changes.ts';
import { fieldChanges } from './field-changes.ts';
import { journeyChanges } from './journey-changes.ts';
import { policyChanges } from './policy-changes.ts';
import { templateChanges } from './template-changes.ts';

/** The editable parts of a project, as data. */
export type ComparedProject = Pick<Project, 'catalog' | 'team' | 'pools' | 'templates' | 'compiled' | 'playbooks'> & {
  journeys: readonly Pick<Project['journeys'][number], 'definition'>[];
};

/** Every change from one version of a project to another, one sentence each. */
export const projectChanges = (before: ComparedProject, after: ComparedProject): ProjectChange[] => {
  const pairs = pairsOf(before, after);
  const { shared, own } = policiesOf(pairs);
  const changed = (of: ProjectChange['of'], texts: readonly string[]): ProjectChange[] =>
    [...new Set(texts)].map(text => ({ of, mark: 'changed', text }));
  return [
    ...journeysGone(before, after, 'removed'),
    ...journeysGone(after, before, 'added'),
    ...pairs.flatMap(([old, now]) => [...journeyChanges(old, now), ...(own.get(now.id) ?? [])]),
    ...templateChanges(before, after),
    ...changed('policy', [
      ...shared,
      ...fieldChanges(policyInCatalog(before.catalog), policyInCatalog(after.catalog), [], { known: new Map() }),
    ]),
    ...changed('catalog', catalogChanges(before.catalog, after.catalog)),
    ...playbookChanges(before.playbooks, after.playbooks),
    ...changed('team', teamChanges(before, after)),
  ];
};

const journeysGone = (one: ComparedProject, other: ComparedProject, mark: 'added' | 'removed'): ProjectChange[] => {
  const ids = new Set(other.journeys.map(({ definition }) => definition.id));
  return one.journeys
    .filter(({ definition }) => !ids.has(definition.id))
    .map(({ definition }) => ({ of: 'journey', name: definition.id, mark, text: `journey ${mark}` }));
};

type Pair = readonly [before: JourneyDefinition, after: JourneyDefinition];

const pairsOf = (before: ComparedProject, after: ComparedProject): Pair[] => {
  const former = new Map(before.journeys.map(({ definition }) => [definition.id, definition]));
  return after.journeys.flatMap(({ definition }) => {
    const old = former.get(definition.id);
    return old ? [[old, definition] as const] : [];
  });
};

/** Each journey carries its policy. A change in most of them is the policy's; the rest is the journey's own. */
const policiesOf = (pairs: readonly Pair[]) => {
  const phrases = new Map(pairs.map(([old, now]) => [now.id, policyChanges(old.policy, now.policy)]));
  const counts = new Map<string, number>();
  for (const text of [...phrases.values()].flat()) counts.set(text, (counts.get(text) ?? 0) + 1);
  const isShared = (text: string) => (counts.get(text) ?? 0) * 2 > pairs.length;
  return {
    shared: [...counts.keys()].filter(isShared),
    own: new Map(
      [...phrases].map(([name, texts]) => [
        name,
        texts
          .filter(text => !isShared(text))
          .map((text): ProjectChange => ({ of: 'journey', name, mark: 'changed', text: `its policy: ${text}` })),
      ]),
    ),
  };
};
