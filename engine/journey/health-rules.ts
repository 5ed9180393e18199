import {
  type HealthComponent,
  type HealthRules,
  type HealthSigns,
  type HealthThresholds,
  type HealthWeights,
  healthComponents,
  healthSigns,
} from '../definition/health-rules.ts';
import { AuthoringError, mustBeKnown, mustBeWhole } from './authoring-error.ts';

/** Changes of a catalog to the rules of scores; the other rules stay. */
export interface HealthRulesSpec {
  /** Whole points of each component when it is green. */
  weights?: Partial<HealthWeights>;
  /** Where signs turn: `{ usage: { days: 14, active: { green: 50, red: 20 } } }`. */
  thresholds?: Some<HealthThresholds>;
  /** Signs that a component is judged by: `{ engagement: ['reviewOpened', 'surveyAnswered', 'trainingCompleted'] }`. */
  components?: Partial<HealthSigns>;
}

type Some<Data> = { readonly [Name in keyof Data]?: Data[Name] extends number ? number : Some<Data[Name]> };

/** `base` with these changes. @throws AuthoringError where they make no sense. */
export const healthRules = (where: string, said: HealthRulesSpec, base: HealthRules): HealthRules => {
  for (const member of ['weights', 'components'] as const)
    for (const name of Object.keys(said[member] ?? {}))
      mustBeKnown(`${where}: ${member}`, 'component', name, healthComponents);
  const weights = { ...base.weights, ...said.weights };
  for (const component of healthComponents) mustBeWhole(where, `weight of ${component}`, weights[component], 0);
  if (healthComponents.every(component => weights[component] === 0)) {
    throw new AuthoringError(`${where}: all weights are 0, so no score could be made. Give one component weight.`);
  }
  const components: HealthSigns = { ...base.components, ...said.components };
  for (const component of healthComponents) mustBeSigns(`${where}: components: ${component}`, component, components);
  const thresholds = merged(`${where}: thresholds`, base.thresholds, said.thresholds ?? {});
  mustBeInOrder(`${where}: thresholds`, thresholds);
  return { weights, thresholds, components };
};

const mustBeSigns = (where: string, component: HealthComponent, components: HealthSigns): void => {
  const [signs, known] = [components[component], healthSigns[component]];
  for (const sign of signs) mustBeKnown(where, 'sign', sign, known);
  if (signs.length === 0)
    throw new AuthoringError(`${where}: it has no sign. Add one, or give the component the weight 0.`);
  if (new Set(signs).size < signs.length) throw new AuthoringError(`${where}: a sign is listed twice. List it once.`);
};

/** Numbers of `said` in place of those of `base`. */
const merged = <Data extends object>(where: string, base: Data, said: Some<Data>): Data => {
  for (const name of Object.keys(said)) mustBeKnown(where, 'threshold', name, Object.keys(base));
  const entries = Object.entries(base).map(([name, value]) => {
    const given = said[name as keyof Data] as unknown;
    if (given === undefined) return [name, value];
    const isGroup = typeof given === 'object' && given !== null;
    if (typeof value === 'number' ? typeof given === 'number' && Number.isFinite(given) : isGroup)
      return [name, isGroup ? merged(`${where}: ${name}`, value as object, given) : given];
    const what = typeof value === 'number' ? 'a number' : `a record of ${Object.keys(value as object).join(', ')}`;
    throw new AuthoringError(`${where}: ${name} is ${JSON.stringify(given)}. Write ${what}.`);
  });
  return Object.fromEntries(entries) as Data;
};

/** Usage is read back so far; two periods of tickets are compared. */
const usageDays = 90;

const mustBeInOrder = (where: string, thresholds: HealthThresholds): void => {
  const { usage, engagement, support, relationship, financial, bands } = thresholds;
  const days = {
    'usage.days': [usage.days, 1, usageDays],
    'support.ticketDays': [support.ticketDays, 1, usageDays / 2],
    'support.csatDays': [support.csatDays, 1, usageDays],
    ...Object.fromEntries(Object.entries(engagement).map(([name, value]) => [`engagement.${name}`, [value, 1, 730]])),
    'relationship.npsDays': [relationship.npsDays, 1, 730],
    'financial.failingDays': [financial.failingDays, 0, 365],
    'financial.confirmedDays': [financial.confirmedDays, 1, 730],
    'support.growth': [support.growth, 2, 100],
    'bands.margin': [bands.margin, 1, 100],
    'bands.confidence': [bands.confidence, 0, 100],
  } as Readonly<Record<string, readonly [number, number, number]>>;
  for (const [name, [value, least, most]] of Object.entries(days)) {
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new AuthoringError(`${where}: ${name} is ${value}. Write a whole number from ${least} to ${most}.`);
  }
  const borders = {
    'usage.active': [usage.active.red, usage.active.green, 100],
    'usage.adoption': [usage.adoption.red, usage.adoption.green, 100],
    'support.csat': [support.csat.red, support.csat.green, 10],
    'relationship.nps': [relationship.nps.red, relationship.nps.green, 10],
    bands: [bands.yellow, bands.green, 100],
  } as Readonly<Record<string, readonly [number, number, number]>>;
  for (const [name, [low, high, most]] of Object.entries(borders)) {
    const step = name === 'support.csat' ? 10 : 1;
    const isInOrder = low >= 0 && low < high && high <= most;
    if (isInOrder && [low, high].every(each => Number.isInteger(each * step))) continue;
    const kind = step === 1 ? 'whole numbers' : 'numbers of one decimal at most';
    throw new AuthoringError(
      `${where}: ${name} goes from ${low} to ${high}. Write ${kind} from 0 to ${most}, the lower border below the upper one.`,
    );
  }
};
