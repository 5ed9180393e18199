import { enrollingDate } from '../definition/enrolled-by.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step } from '../definition/step.ts';
import type { TemplateInfo } from '../definition/template.ts';
import { kindOf } from '../steps/kind-of.ts';
import type { StateMachineDefinition } from './asl.ts';
import { type Compilation, type Context, nothing } from './compilation.ts';
import { CompileError } from './compile-error.ts';
import { newMachine } from './new-machine.ts';
import { leave } from './placed-step.ts';

/**
 * Compiles a journey to the state machine whose executions are its enrollments: waits are Parks, steps are calls of
 * Lambda functions, which get all that they need as arguments. Steps that no path reaches are left out. The same
 * journey gives the same machine, whatever the order of its keys.
 * @throws CompileError for journeys that `daymark check` rejects, too: an unknown template, a duplicate id, no steps
 */
export const compileJourney = (
  definition: JourneyDefinition,
  templates: readonly TemplateInfo[],
): StateMachineDefinition => {
  const machine = newMachine(definition.id);
  const orders = new Map(stepsIn(definition.steps).map((step, index) => [step.id, index + 1]));
  const compilation: Compilation = {
    definition,
    orderOf: step => orders.get(step) ?? 0,
    templateOf: (step, id) => {
      const template = templates.find(each => each.id === id);
      if (!template) {
        throw new CompileError(
          definition.id,
          `step "${step}" uses the unknown template "${id}"`,
          `Add templates/${id}.`,
        );
      }
      const { hash, class: messageClass, topic, confirmedOnly } = template;
      return {
        id,
        hash,
        class: messageClass,
        ...(topic !== undefined && { topic }),
        ...(confirmedOnly && { confirmedOnly }),
      };
    },
    ...machine,
    block: (steps, context, following) =>
      reachable(steps, context, compilation).reduceRight(
        (ahead, { step, context }) => kindOf(step).states.states(step, context, ahead, compilation),
        following,
      ),
    after: (steps, context) =>
      steps.reduce<Context | undefined>((known, step) => known && past(step, known, compilation), context),
  };
  const start = compilation.block(definition.steps, atEnrollment(definition), nothing).state;
  if (start === undefined) throw new CompileError(definition.id, 'it has no steps', 'Give it one.');
  return {
    Comment: `daymark ${definition.id} ${definition.hash}`,
    QueryLanguage: 'JSONata',
    StartAt: start,
    States: machine.states(),
  };
};

/**
 * A journey begins at day 0. If a date enrolls, it has no anchor yet: touches of that day have a send time of their
 * own.
 */
const atEnrollment = ({ enroll }: JourneyDefinition): Context => ({
  iteration: 1,
  ...(!enrollingDate(enroll) && { anchor: { kind: 'day', day: 0 } }),
  cause: 'event',
});

/** Facts that hold after a step. */
const past = (step: Step, context: Context, compilation: Compilation): Context | undefined => {
  const known = kindOf(step).states.after(step, context, compilation);
  return known && step.at ? leave(known) : known;
};

const reachable = (steps: readonly Step[], context: Context, compilation: Compilation) => {
  const found: { step: Step; context: Context }[] = [];
  let known: Context | undefined = context;
  for (const step of steps) {
    if (!known) break;
    found.push({ step, context: known });
    known = past(step, known, compilation);
  }
  return found;
};
