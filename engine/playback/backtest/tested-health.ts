import type { Project } from '../../build/build-project.ts';
import { comparesAttribute, leavesOf } from '../../definition/condition.ts';
import type { HealthModel } from '../../definition/health-model.ts';
import type { HealthRules } from '../../definition/health-rules.ts';
import { healthRules } from '../../journey/health-rules.ts';
import { hasSignal } from '../../triggers/signal/has-signal.ts';
import type { Parameter, ParameterUnit } from './parameters.ts';
import type { TestedRule } from './tested-rule.ts';

/** The health score: fires when an account turns red. @throws AuthoringError from `change`, if the rules are invalid */
export const testedHealth = (project: Project, model: HealthModel): TestedRule => {
  const parameters = parametersOf(model);
  return {
    name: 'health',
    told: 'its health turns red',
    fires: 'turned red',
    parameters,
    journeys: project.journeys
      .map(({ definition }) => definition)
      .filter(hasSignal)
      .filter(({ enroll }) => leavesOf(enroll.when).some(leaf => comparesAttribute(leaf) && isScore(leaf.name)))
      .map(({ id }) => id),
    change: (name, value) => {
      const parameter = parameters.find(each => each.name === name);
      return parameter === undefined || parameter.today === value
        ? project
        : { ...project, catalog: { ...project.catalog, health: withRule(model, parameter, value) } };
    },
    firings: ({ health }) =>
      health.flatMap(({ account, at, band, from }) => (band === 'red' && from !== undefined ? [{ account, at }] : [])),
  };
};

const isScore = (attribute: string): boolean => attribute === 'health' || attribute === 'healthScore';

/** `bands.yellow` comes first: below it, an account is red. */
const parametersOf = ({ thresholds, weights }: HealthRules): Parameter[] =>
  [...numbersIn(thresholds), ...numbersIn(weights, 'weights.')].sort(
    (a, b) => Number(b.name === main) - Number(a.name === main),
  );

const main = 'bands.yellow';

const numbersIn = (data: object, before = ''): Parameter[] =>
  Object.entries(data).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'number'
      ? [{ name: before + name, unit: unitOf(name), today: value }]
      : numbersIn(value as object, `${before}${name}.`),
  );

const unitOf = (name: string): ParameterUnit => (name === 'days' || name.endsWith('Days') ? 'days' : 'points');

/** Profiles with the same number as the model get the new one as well, because they inherited it. */
const withRule = (model: HealthModel, { name, today }: Parameter, value: number): HealthModel => {
  const path = name.split('.');
  const changed = <Rules extends HealthRules>(rules: Rules): Rules => {
    const place = path[0] === 'weights' ? path : ['thresholds', ...path];
    if (numberAt(rules, place) !== today) return rules;
    return { ...rules, ...healthRules('health', specOf(place, value), rules) };
  };
  return { ...changed(model), ...(model.profiles && { profiles: model.profiles.map(changed) }) };
};

const numberAt = (data: unknown, path: readonly string[]): unknown =>
  path.reduce((part: unknown, name) => (part as Readonly<Record<string, unknown>>)[name], data);

const specOf = (path: readonly string[], value: number): object =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
