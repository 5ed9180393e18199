import { attributeNamed, isTriggerField, type Value } from '../definition/condition.ts';
import type { Step } from '../definition/step.ts';
import type { Duration } from '../kernel/duration.ts';
import { stepKinds } from '../steps/kind-of.ts';
import { triggerKinds } from '../triggers/kind-of.ts';
import { accountWords } from './account-words.ts';
import { after, before, day, dayOf, type Guards, next } from './anchors.ts';
import { attributeOf } from './attribute.ts';
import { everyone, rolesOf, whoAsked } from './audience.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { catalogData } from './catalog-data.ts';
import {
  type CatalogRules,
  catalogRules,
  type RulesSpec,
  type RuleWords,
  type Segment,
  segmentIn,
  segmentsNamed,
} from './catalog-rules.ts';
import type { CatalogSpec, Consistent, NamedByRules } from './catalog-spec.ts';
import type { CatalogWords } from './catalog-words.ts';
import { comparable } from './comparable.ts';
import { journeyUnder } from './journey.ts';
import { plainData } from './plain-data.ts';
import { stageWord } from './stage-words.ts';
import { usageWords } from './usage.ts';
import type { Datum } from './values.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The words of a business, from which its journeys are written. `provide` names values for templates: a step need not
 * give a variable of that name, though it may. `rules` gives names to conditions: segments, and the stages of an account's
 * lifecycle.
 *
 * @example
 * export const catalog = defineCatalog({
 *   events: { 'Project Created': z.object({}) },
 *   features: { projects: 'Project Created' },
 *   accountAttributes: {}, contactAttributes: {}, roles: ['admin'], templates, policy,
 * }, ({ count }) => ({ projects: count('Project Created') }),
 * ({ attribute, segment }) => ({ segments: [segment('over10k', attribute('arr').above(10_000))] }));
 * export const { journey, on, day, email, used } = catalog;
 *
 * @throws AuthoringError where the catalog contradicts itself.
 */
export const defineCatalog = <
  const C extends CatalogSpec,
  Provided extends string = never,
  const Rules extends RulesSpec = Nothing,
>(
  spec: C & Consistent<NoInfer<C>>,
  provide?: (words: Vocabulary<C>) => Readonly<Record<Provided, Datum>>,
  rules?: (words: RuleWords<C>) => Rules,
): Vocabulary<C & NamesOf<Rules>, Provided> => {
  const bare = () => wordsOf<C, never>(spec, {}, {});
  const ruled = rules ? catalogRules(rules({ ...bare(), segment: segmentIn, stage: stageWord() })) : {};
  return wordsOf<C & NamesOf<Rules>, Provided>(spec, provide ? provide(bare()) : {}, ruled);
};

type Nothing = Record<never, never>;

type NamesOf<Rules extends RulesSpec> = NamedByRules<
  Rules['segments'] extends readonly Segment<infer Name>[] ? Name : never,
  Rules['stages'] extends object ? keyof Rules['stages'] & string : never
>;

const wordsOf = <C extends CatalogSpec, Provided extends string>(
  spec: CatalogSpec,
  provided: Readonly<Record<string, Datum>>,
  rules: CatalogRules,
): Vocabulary<C, Provided> => {
  const data = catalogData(spec, rules);
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
      const name = typeof date === 'string' ? date : (dateNamed(date, data.dateAttributes) ?? nameOfDate(where, date));
      if (typeof date === 'string') mustBeKnown(where, 'date attribute', date, data.dateAttributes);
      return before(name, duration, step, guards);
    },
    ...kindWords({
      data,
      journey: journeyUnder(spec.policy),
      playbooks: spec.playbooks ?? {},
      touch: touchOf(spec, provided),
    }),
    ...usageWords({
      features: data.features,
      events: data.events,
      passive: data.seats ? [data.seats.revoked] : [],
    }),
    ...accountWords(data),
    segment: segmentsNamed(rules.segments ?? {}),
    stage: stageWord(data.stages?.rules.map(({ name }) => name) ?? []),
    attribute: (name: string) => {
      mustBeKnown('attribute', 'account attribute', name, attributes);
      return attributeOf(name, data.dateAttributes);
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
    whoAsked,
  };
  // The words take any name and check it when they run; their types for authors allow only names of this catalog.
  return Object.freeze(words) as unknown as Vocabulary<C, Provided>;
};

/** The date attribute that the value is. */
const dateNamed = (date: Value, known: readonly string[]): string | undefined => {
  const name = attributeNamed(date);
  return name !== undefined && known.includes(name) ? name : undefined;
};

/** Which events carry a field is known of a whole journey only: `check` looks whether this one is among them. */
const nameOfDate = (where: string, date: Value): string => {
  if (isTriggerField(date)) return `trigger.${date.field}`;
  throw new AuthoringError(`${where}: it counts back from a date attribute, goal('...').dueAt or trigger('...').`);
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
