import type { Project } from '../../build/build-project.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import type { Condition } from '../../definition/condition.ts';
import type { Playbook } from '../../definition/playbook.ts';
import { segmentsIn } from '../../definition/segments.ts';
import type { ProjectChange } from '../change.ts';
import { knownCondition } from './condition-changes.ts';
import { fieldChanges, type WordedData } from './field-changes.ts';

/** Changes in the catalog: events, features, attributes, segments, stages, health. */
export const catalogChanges = (before: CatalogData, after: CatalogData): readonly string[] =>
  fieldChanges(ownOf(before), ownOf(after), [], {
    known: new Map([...conditionsOf(before), ...conditionsOf(after)]),
    names: { events: 'event', features: 'key feature', segments: 'segment', goals: 'goal', stages: 'stage', when: '' },
  });

/** The catalog without the sender and revenue rules, which count as policy, and without versions, which are derived. */
const ownOf = ({
  sender,
  revenue,
  topicsVersion,
  stages,
  health,
  segments,
  goals,
  events,
  features,
  ...own
}: CatalogData) => ({
  ...own,
  events: byQuoted(events),
  features: byQuoted(features),
  segments: byQuoted(meaningsOf(segments)),
  goals: byQuoted(goals ?? {}),
  stages: byQuoted(Object.fromEntries((stages?.rules ?? []).map(({ name, when }) => [name, when]))),
  // An account is in the first stage that holds.
  'stages in order': stages?.rules.map(({ name }) => name) ?? [],
  ...(health && { health: { ...health, version: undefined } }),
});

/** Quotes user-defined names. */
const byQuoted = <Of>(record: Readonly<Record<string, Of>>): Record<string, Of> =>
  Object.fromEntries(Object.entries(record).map(([name, of]) => [`"${name}"`, of]));

const meaningsOf = (segments: CatalogData['segments'] = {}): Record<string, Condition> =>
  Object.fromEntries(
    Object.entries(segments).map(([name, condition]) => [
      name,
      segmentsIn(condition).find(each => each.name === name)?.of ?? condition,
    ]),
  );

/** Settings of the policy that are stored in the catalog. */
export const policyInCatalog = ({ revenue }: CatalogData) => ({ revenue });

const conditionsOf = ({ segments, stages, health }: CatalogData): [unknown, WordedData][] =>
  [
    ...Object.values(meaningsOf(segments)),
    ...(stages?.rules ?? []).map(({ when }) => when),
    ...(health?.profiles ?? []).map(({ when }) => when),
  ].map(condition => [condition, knownCondition(condition)]);

export const playbookChanges = (before: readonly Playbook[], after: readonly Playbook[]): ProjectChange[] => {
  const former = new Map(before.map(playbook => [playbook.id, playbook]));
  const ids = new Set(after.map(({ id }) => id));
  const whole = (name: string, mark: 'added' | 'removed'): ProjectChange => ({
    of: 'playbook',
    name,
    mark,
    text: `playbook ${mark}`,
  });
  return [
    ...before.filter(({ id }) => !ids.has(id)).map(({ id }) => whole(id, 'removed')),
    ...after.flatMap(playbook => {
      const old = former.get(playbook.id);
      if (!old) return [whole(playbook.id, 'added')];
      return fieldChanges(old, playbook, [], { known: new Map(), names: { steps: 'step' } }).map(
        (text): ProjectChange => ({ of: 'playbook', name: playbook.id, mark: 'changed', text }),
      );
    }),
  ];
};

/** Changes of CSMs and pools. */
export const teamChanges = (
  before: Pick<Project, 'team' | 'pools'>,
  after: Pick<Project, 'team' | 'pools'>,
): readonly string[] => {
  const known = new Map(
    [...before.pools, ...after.pools].flatMap(({ for: scope }) =>
      scope?.when ? [[scope.when as unknown, knownCondition(scope.when)] as const] : [],
    ),
  );
  return [
    ...fieldChanges(before.team, after.team, [], { known }),
    ...fieldChanges(before.pools, after.pools, ['pool'], { known }),
  ];
};
