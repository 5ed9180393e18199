import type { JourneyDefinition, Step } from '#engine';

/** A journey as its plan's table has it: when, step, kind. Steps of a branch follow it, indented. */
export const planOf = ({ steps }: JourneyDefinition): string[] => steps.flatMap(step => rowsOf(step, whenOf(step)));

const rowsOf = (step: Step, when: string): string[] => [`${when} | ${step.id} | ${step.kind}`, ...nested(step)];

const nested = (step: Step): string[] =>
  step.kind === 'branch'
    ? [
        ...step.cases.flatMap(({ name, steps }) => steps.flatMap(each => rowsOf(each, `  ${name}`))),
        ...step.otherwise.flatMap(each => rowsOf(each, '  otherwise')),
      ]
    : [];

const whenOf = ({ at }: Step): string => {
  if (at?.kind === 'day') return `day ${at.day}`;
  if (at?.kind === 'before') return `${at.days} before ${at.attribute}`;
  return 'next';
};

/** The step of that id, wherever it is. */
export const stepOf = <Kind extends Step['kind']>(
  { steps }: JourneyDefinition,
  kind: Kind,
  id: string,
): Extract<Step, { kind: Kind }> => {
  const all = steps.flatMap(step =>
    step.kind === 'branch' ? [step, ...step.cases.flatMap(each => each.steps), ...step.otherwise] : [step],
  );
  const found = all.find((step): step is Extract<Step, { kind: Kind }> => step.id === id && step.kind === kind);
  if (!found) throw new RangeError(`There is no ${kind} step "${id}".`);
  return found;
};
