import type { Stages } from '../definition/catalog.ts';
import {
  type Condition,
  leavesOf,
  readsOfEnrollment,
  readsStage,
  type SegmentCondition,
  stagesNamed,
  windowDays,
} from '../definition/condition.ts';
import { mapSegments, segmentsIn } from '../definition/segments.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';
import { sameData } from '../kernel/same-data.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import type { CatalogSpec } from './catalog-spec.ts';
import type { ConditionWords } from './condition-words.ts';
import { contentHash } from './content-hash.ts';
import type { HealthProfileSpec } from './health-spec.ts';
import { plainData } from './plain-data.ts';
import { type LifecycleStage, mustBeStage } from './stage-words.ts';

/** Conditions on accounts in a catalog, which are written in its own words. */
export interface RulesSpec {
  /** Named conditions: `[segment('lowTouchTeam', all(...))]`. */
  readonly segments?: readonly Segment[];
  /** Where an account is in its lifecycle: the first of these whose condition holds. */
  readonly stages?: Readonly<Record<string, Condition>>;
  /** How some accounts' health is judged: by the first of these whose condition holds, and by the catalog's `health` where none does. */
  readonly healthProfiles?: readonly HealthProfileSpec[];
}

/** A named condition, which is a condition like any other. */
export type Segment<Name extends string = string> = SegmentCondition & { readonly name: Name };

/** The words in which the rules of a catalog are written. */
export interface RuleWords<C extends CatalogSpec> extends Omit<ConditionWords<C>, 'trigger' | 'segment' | 'stage'> {
  /** Gives a condition a name: `segment('over10k', attribute('arr').above(10_000))`. */
  segment<const Name extends string>(name: Name, condition: Condition): Segment<Name>;
  /** The segment of that name. */
  segment(name: string): Condition;
  stage: LifecycleStage<string>;
}

/** The rules as data. */
export interface CatalogRules {
  segments?: Readonly<Record<string, Condition>>;
  stages?: Stages;
  healthProfiles?: readonly HealthProfileSpec[];
}

/** A segment that is named here, and defined elsewhere. */
const elsewhere = plainData<Condition>({ kind: 'any', of: [] });

export const segmentIn = (name: string, of: Condition = elsewhere): Segment => plainData({ kind: 'segment', name, of });

const isElsewhere = ({ of }: SegmentCondition): boolean => sameData(of, elsewhere);

/** The segments by name. @throws AuthoringError when another one is asked for: without it, a condition would be left out. */
export const segmentsNamed = (segments: Readonly<Record<string, Condition>>): Readonly<Record<string, Condition>> =>
  new Proxy(segments, {
    get: (known, name, receiver) => {
      if (typeof name === 'string' && !(name in known))
        throw new AuthoringError(`segment.${name}: there is no such segment. ${didYouMean(name, Object.keys(known))}`);
      return Reflect.get(known, name, receiver);
    },
  });

/** @throws AuthoringError where they contradict themselves or each other. */
export const catalogRules = ({ segments, stages, healthProfiles }: RulesSpec): CatalogRules => {
  const definitions = definitionsOf(segments ?? []);
  const names = Object.keys(stages ?? {});
  const resolved = (where: string, condition: Condition): Condition => {
    const whole = resolve(where, condition, definitions, []);
    mustBeOfAccount(where, whole, names);
    return plainData(whole);
  };
  const segmentsByName = Object.fromEntries(
    [...definitions].map(([name, condition]) => [
      name,
      resolved(`catalog: segment "${name}"`, segmentIn(name, condition)),
    ]),
  );
  const rules = Object.entries(stages ?? {}).map(([name, when]) => {
    const where = `catalog: stage "${name}"`;
    mustBeName(where, name);
    const rule = { name, when: resolved(where, when) };
    mustStandAlone(where, rule.when);
    return rule;
  });
  const profiles = healthProfiles?.map(({ when, ...said }) => {
    const where = `catalog: health profile "${said.id}"`;
    mustBeName(where, said.id);
    const profile = { ...said, when: resolved(where, when) };
    mustHaveWindows(where, profile.when);
    return profile;
  });
  return {
    ...(profiles && { healthProfiles: profiles }),
    ...(segments && { segments: segmentsByName }),
    ...(stages && { stages: { version: contentHash(rules), rules } }),
  };
};

const definitionsOf = (segments: readonly Segment[]): ReadonlyMap<string, Condition> => {
  const definitions = new Map<string, Condition>();
  for (const segment of segments) {
    const where = `catalog: segment "${segment.name}"`;
    mustBeName(where, segment.name);
    if (isElsewhere(segment))
      throw new AuthoringError(`${where}: it has no condition. Write segment('${segment.name}', ...).`);
    if (definitions.has(segment.name)) throw new AuthoringError(`${where}: there are two of that name. Rename one.`);
    definitions.set(segment.name, segment.of);
  }
  return definitions;
};

/** The condition with each segment's meaning in it. `within`: the segments that it is part of the meaning of. */
const resolve = (
  where: string,
  condition: Condition,
  definitions: ReadonlyMap<string, Condition>,
  within: readonly string[],
): Condition =>
  mapSegments(condition, segment => {
    const { name } = segment;
    if (within.includes(name))
      throw new AuthoringError(
        `${where}: it is defined by itself: ${[...within.slice(within.indexOf(name)), name].map(each => `"${each}"`).join(' is by ')}. Write one of them without the other.`,
      );
    if (isElsewhere(segment)) mustBeKnown(where, 'segment', name, [...definitions.keys()]);
    const of = isElsewhere(segment) ? (definitions.get(name) ?? elsewhere) : segment.of;
    return { ...segment, of: resolve(where, of, definitions, [...within, name]) };
  });

const mustBeName = (where: string, name: string): void => {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name))
    throw new AuthoringError(
      `${where}: that is not a valid name. Begin with a small letter; go on with letters and digits.`,
    );
};

/** It is asked of accounts that are in no journey. */
const mustBeOfAccount = (where: string, condition: Condition, stages: readonly string[]): void => {
  for (const leaf of leavesOf(condition)) {
    const looked = readsOfEnrollment(leaf);
    if (looked === 'event')
      throw new AuthoringError(`${where}: it refers to an enrolling event, but there is none. Refer to the account.`);
    if (looked === 'beginning')
      throw new AuthoringError(
        `${where}: it counts since an enrollment, but there is none. Write a window, such as within(days(30)).`,
      );
    for (const name of stagesNamed(leaf)) mustBeStage(where, name, stages);
  }
};

/** An account's stage is told from everything but its stage, and often: not from usage of all time. */
const mustStandAlone = (where: string, condition: Condition): void => {
  const leaves = leavesOf(condition);
  if (leaves.some(readsStage)) {
    const by = segmentsIn(condition).find(({ of }) => leavesOf(of).some(readsStage));
    throw new AuthoringError(
      `${where}: it looks at the stage itself${by ? `, by segment "${by.name}"` : ''}. Stages are told from everything else that is known of an account.`,
    );
  }
  mustHaveWindows(where, condition);
};

const mustHaveWindows = (where: string, condition: Condition): void => {
  if (leavesOf(condition).some(leaf => 'window' in leaf && windowDays(leaf.window) === undefined))
    throw new AuthoringError(
      `${where}: it counts usage of all time, which would be read again and again. Write a window, such as within(days(30)).`,
    );
};
