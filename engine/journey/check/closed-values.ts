import type { CatalogData } from '../../definition/catalog.ts';
import { leavesOf } from '../../definition/condition.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { type Comparing, countedEvents, type Mentioning, mentionsOf } from './mentions.ts';
import { quotedPlace } from './quoted-place.ts';
import { journeyRule } from './rule.ts';
import type { Subject, Written } from './subject.ts';

/** A compared value, and the values that are possible. */
interface Compared {
  /** `attribute "touchModel"`. */
  what: string;
  values: readonly Scalar[];
  known: readonly string[] | undefined;
}

export const closedValues = journeyRule(
  {
    'unknown-value': {
      severity: 'error',
      title: 'Value that the catalog does not list',
      why: 'The catalog names all values that the attribute or field can have, so it would never be this one.',
      fix: 'Correct the value, or add it to the schema in the catalog.',
    },
  },
  function* (subject, { catalog }) {
    for (const { step, at, what, values, known } of compared(subject, catalog)) {
      if (known === undefined) continue;
      for (const value of values) {
        if (typeof value !== 'string' || known.includes(value)) continue;
        const where = step ? `step "${step}"` : `journey "${subject.journey.id}"`;
        yield {
          code: 'unknown-value',
          step,
          message: `Value "${value}" in ${quotedPlace(at)} of ${where} is not a value of ${what}. ${didYouMean(value, known)}`,
        };
      }
    }
  },
);

function* compared(subject: Subject, catalog: CatalogData): Iterable<Written<Compared>> {
  const ofField = (events: readonly EventTrigger[], field: string) =>
    valuesOf(
      events.flatMap(({ event }) => catalog.events[event] ?? []).filter(({ fields }) => field in fields),
      field,
    );
  const ofTests = ({ event, where }: EventTrigger): Compared[] =>
    where.map(({ field, value }) => ({
      what: `field "${field}" of "${event}"`,
      values: [value].flat(),
      known: ofField([{ kind: 'event', event, where: [] }], field),
    }));
  const said: Record<Comparing['kind'], (name: string) => Omit<Compared, 'values'>> = {
    attribute: name => ({ what: `attribute "${name}"`, known: catalog.accountBounds?.[name]?.oneOf }),
    field: name => ({ what: `field "${name}" of the enrolling event`, known: ofField(subject.enrolledBy, name) }),
  };
  const comparedIn = (leaf: Mentioning): Compared[] => [
    ...mentionsOf(leaf).flatMap(mention =>
      'compared' in mention ? [{ ...said[mention.kind](mention.name), values: mention.compared }] : [],
    ),
    ...countedEvents(leaf).flatMap(ofTests),
  ];
  for (const { condition, ...where } of subject.conditions) {
    for (const each of leavesOf(condition).flatMap(comparedIn)) yield { ...where, ...each };
  }
  for (const { value, ...where } of subject.values) {
    for (const each of comparedIn(value)) yield { ...where, ...each };
  }
  for (const { trigger, ...where } of subject.triggers) {
    for (const each of ofTests(trigger)) yield { ...where, ...each };
  }
}

/** If several events carry the field, the union of their values; undefined if one of them accepts any text. */
const valuesOf = (events: readonly CatalogData['events'][string][], field: string): string[] | undefined => {
  const sets = events.map(({ bounds }) => bounds?.[field]?.oneOf);
  return sets.length > 0 && sets.every(set => set !== undefined) ? [...new Set(sets.flat())] : undefined;
};
