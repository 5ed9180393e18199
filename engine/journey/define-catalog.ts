import { isTriggerField, type Value } from '../definition/condition.ts';
import type { Step } from '../definition/step.ts';
import type { Duration } from '../kernel/duration.ts';
import { stepKinds } from '../steps/kind-of.ts';
import { triggerKinds } from '../triggers/kind-of.ts';
import { accountWords } from './account-words.ts';
import { after, before, day, dayOf, type Guards, next } from './anchors.ts';
import { attributeOf } from './attribute.ts';
import { everyone, rolesOf } from './audience.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { catalogData } from './catalog-data.ts';
import type { CatalogSpec, Consistent } from './catalog-spec.ts';
import type { CatalogWords } from './catalog-words.ts';
import { comparable } from './comparable.ts';
import { journeyUnder } from './journey.ts';
import { plainData } from './plain-data.ts';
import { usageWords } from './usage.ts';
import type { Datum } from './values.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The words of a business, from which its journeys are written. `provide` names values for templates: a step need not
 * give a variable of that name, though it may.
 *
 * @example
 * export const catalog = defineCatalog({
 *   events: { 'Project Created': z.object({}) },
 *   features: { projects: 'Project Created' },
 *   accountAttributes: {}, contactAttributes: {}, roles: ['admin'], templates, policy,
 * }, ({ count }) => ({ projects: count('Project Created') }));
 * export const { journey, on, day, email, used } = catalog;
 *
 * @throws AuthoringError where the catalog contradicts itself.
 */
export const defineCatalog = <const C extends CatalogSpec, Provided extends string = never>(
  spec: C & Consistent<NoInfer<C>>,
  provide?: (words: Vocabulary<C>) => Readonly<Record<Provided, Datum>>,
): Vocabulary<C, Provided> => {
  const provided = provide ? provide(wordsOf<C, never>(spec, {})) : {};
  return wordsOf<C, Provided>(spec, provided);
};

const wordsOf = <C extends CatalogSpec, Provided extends string>(
  spec: C,
  provided: Readonly<Record<string, Datum>>,
): Vocabulary<C, Provided> => {
  const data = catalogData(spec);
  const attributes = Object.keys(data.accountAttributes);
  const words = {
    data,
    journey: journeyUnder(spec.policy),
    day,
    after,
    dayOf,
    next,
    before: (date: string | Value, duration: Duration, step: Step, guards?: Guards) => {
      const where = `step "${step.id}": before`;
      if (typeof date !== 'string') return before(nameOfDate(where, date), duration, step, guards);
      mustBeKnown(where, 'date attribute', date, data.dateAttributes);
      return before(date, duration, step, guards);
    },
    ...kindWords({ data, playbooks: spec.playbooks ?? {}, touch: touchOf(spec, provided) }),
    ...usageWords({
      features: data.features,
      events: data.events,
      passive: data.seats ? [data.seats.revoked] : [],
    }),
    ...accountWords(data),
    attribute: (name: string) => {
      mustBeKnown('attribute', 'account attribute', name, attributes);
      return attributeOf(name);
    },
    trigger: (field: string) =>
      comparable(`trigger('${field}')`, { kind: 'triggerField', field }, (comparison, value) =>
        plainData({ kind: 'trigger', field, comparison, value }),
      ),
    role: (name: string) => {
      mustBeKnown('role', 'role', name, data.roles);
      return rolesOf([name]);
    },
    everyone,
  };
  // The words take any name and check it when they run; their types for authors allow only names of this catalog.
  return Object.freeze(words) as unknown as Vocabulary<C, Provided>;
};

/** Which events carry a field is known of a whole journey only: `check` looks whether this one is among them. */
const nameOfDate = (where: string, date: Value): string => {
  if (isTriggerField(date)) return `trigger.${date.field}`;
  throw new AuthoringError(`${where}: it counts back from a date attribute or from trigger('...').`);
};

/** The words of the kinds of steps and triggers. */
const kindWords = (catalog: CatalogWords): object => ({
  ...Object.fromEntries(Object.entries(stepKinds).map(([kind, { word }]) => [kind, word(catalog)])),
  ...Object.assign({}, ...Object.values(triggerKinds).map(({ words }) => words(catalog))),
});

const touchOf =
  ({ templates }: CatalogSpec, provided: Readonly<Record<string, Datum>>): CatalogWords['touch'] =>
  (channel, template, options) => {
    const known = Object.keys(templates).filter(each => templates[each]?.channel === channel);
    mustBeKnown(channel, `${channel} template`, template, known);
    const variables = templates[template]?.variables ?? [];
    const common = Object.entries(provided).filter(([name]) => variables.includes(name));
    return { ...options, data: { ...Object.fromEntries(common), ...options.data } };
  };
