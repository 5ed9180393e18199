import type { CatalogData } from '../../definition/catalog.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { countedEvents, leavesOf } from './mentions.ts';
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
          message: `Value "${value}" in "${at}" of ${where} is not a value of ${what}. ${didYouMean(value, known)}`,
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
  const ofAttribute = (name: string, values: readonly Scalar[]): Compared => ({
    what: `attribute "${name}"`,
    values,
    known: catalog.accountBounds?.[name]?.oneOf,
  });
  for (const { condition, ...where } of subject.conditions) {
    for (const leaf of leavesOf(condition)) {
      if (leaf.kind === 'attribute') yield { ...where, ...ofAttribute(leaf.name, [leaf.value].flat()) };
      if (leaf.kind === 'trigger') {
        const known = ofField(subject.enrolledBy, leaf.field);
        yield { ...where, what: `field "${leaf.field}" of the enrolling event`, values: [leaf.value].flat(), known };
      }
      for (const each of countedEvents(leaf).flatMap(ofTests)) yield { ...where, ...each };
    }
  }
  for (const { value, ...where } of subject.values) {
    if (value.kind === 'byAttribute') yield { ...where, ...ofAttribute(value.name, Object.keys(value.table)) };
    for (const each of countedEvents(value).flatMap(ofTests)) yield { ...where, ...each };
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
