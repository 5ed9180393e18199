import type { Project } from '../../build/build-project.ts';
import { AuthoringError } from '../../journey/authoring-error.ts';
import { nameOneOf } from '../../kernel/did-you-mean.ts';
import type { Parameter } from '../../playback/backtest/parameters.ts';
import { usualValues, valuesIn } from '../../playback/backtest/range.ts';
import { testedHealth } from '../../playback/backtest/tested-health.ts';
import type { TestedRule } from '../../playback/backtest/tested-rule.ts';
import { testedSignal } from '../../playback/backtest/tested-signal.ts';
import { hasSignal } from '../../triggers/signal/has-signal.ts';
import { UserError } from '../user-error.ts';

/** The rule with this name: `health`, or a journey with a signal. @throws UserError listing the known names */
export const ruleNamed = (name: string, project: Project): TestedRule => {
  const { catalog, journeys } = project;
  if (name === 'health' && catalog.health !== undefined) return testedHealth(project, catalog.health);
  const definitions = journeys.map(({ definition }) => definition);
  const signals = definitions.filter(hasSignal);
  const journey = signals.find(({ id }) => id === name);
  if (journey !== undefined) return testedSignal(project, journey);
  const known = [...(catalog.health === undefined ? [] : ['health']), ...signals.map(({ id }) => id)];
  throw new UserError(
    definitions.some(({ id }) => id === name)
      ? `no signal enrolls accounts in journey "${name}", so it has no threshold`
      : `there is no signal "${name}"`,
    known.length === 0 ? 'write a journey with `enroll: signal({ when: … })`' : nameOneOf(name, known),
    2,
  );
};

/** The parameter and values of `--set`; default: the main one, with values around the current one. @throws UserError */
export const valuesAsked = (
  set: string | undefined,
  { name: subject, parameters, change }: TestedRule,
): { parameter: Parameter; values: readonly number[] } => {
  const [main] = parameters;
  if (main === undefined)
    throw new UserError(`"${subject}" compares no number, so there is nothing to vary`, 'test another signal', 2);
  const [name = '', range] = set?.split('=', 2) ?? [main.name];
  const parameter = parameters.find(each => each.name === name) ?? (name === 'threshold' ? main : undefined);
  if (parameter === undefined) {
    const list = parameters.map(each => `${each.name} (today ${each.today})`).join(', ');
    const nearest = nameOneOf(
      name,
      parameters.map(each => each.name),
    );
    throw new UserError(
      `"${subject}" has no parameter "${name}"`,
      nearest.startsWith('name one') ? `set one of: ${list}` : `${nearest} There are: ${list}`,
      2,
    );
  }
  const makesSense = (value: number): boolean => problemOf(() => change(parameter.name, value)) === undefined;
  if (range === undefined) return { parameter, values: usualValues(parameter).filter(makesSense) };
  const asked = valuesIn(range, parameter);
  if ('what' in asked) throw new UserError(asked.what, asked.fix, 2);
  for (const value of asked.values) {
    const problem = problemOf(() => change(parameter.name, value));
    if (problem !== undefined) throw new UserError(`${parameter.name} cannot be ${value}`, problem, 2);
  }
  return { parameter, values: asked.values };
};

/** The message of the AuthoringError if a value makes the rule invalid. */
const problemOf = (change: () => unknown): string | undefined => {
  try {
    change();
    return undefined;
  } catch (error) {
    if (error instanceof AuthoringError) return error.message;
    throw error;
  }
};
