import { type Definition, definitionSchema, lambdaInvoke, type ParsedRetrier, type ParsedState } from './definition.ts';
import { compilePayload, type Template } from './template.ts';

/** A state machine, validated and ready to run. An execution runs the one that it started with until its end. */
export interface Machine {
  /** The JSON that it was compiled from. */
  definition: string;
  startAt: string;
  states: ReadonlyMap<string, MachineState>;
}

interface Leaving {
  name: string;
  assign?: Template;
  output?: Template;
}

interface Flow extends Leaving {
  /** Absent if the execution ends here. */
  next?: string;
}

export interface TaskMachineState extends Flow {
  kind: 'Task';
  task: 'invoke' | 'park';
  arguments: Template;
  timeout?: Template;
  retry: readonly ParsedRetrier[];
  catch: readonly (Leaving & { errors: readonly string[]; next: string })[];
}

export type MachineState =
  | TaskMachineState
  | (Leaving & {
      kind: 'Choice';
      rules: readonly (Leaving & { condition: Template; next: string })[];
      otherwise?: string;
    })
  | (Flow & { kind: 'Wait'; seconds?: Template; timestamp?: Template })
  | (Flow & { kind: 'Pass' })
  | (Leaving & { kind: 'Succeed' })
  | (Leaving & { kind: 'Fail'; error: Template; cause: Template });

/** The definition cannot run here. The message lists all problems. */
export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition';
}

/** @throws InvalidDefinition */
export const compileMachine = (json: string): Machine => {
  const definition = parseDefinition(json);
  const faults = findFaults(definition);
  if (faults.length > 0) throw new InvalidDefinition(faults.join('; '));
  try {
    const states = Object.entries(definition.States).map(([name, state]) => [name, compileState(name, state)] as const);
    return { definition: json, startAt: definition.StartAt, states: new Map(states) };
  } catch (error) {
    throw new InvalidDefinition(error instanceof Error ? error.message : String(error));
  }
};

const parseDefinition = (json: string): Definition => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new InvalidDefinition(`The definition is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = definitionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(issue => `${issue.path.join('.') || 'definition'}: ${issue.message}`);
  throw new InvalidDefinition(`Not supported by the local interpreter: ${issues.join('; ')}`);
};

const findFaults = (definition: Definition): string[] => {
  const faults: string[] = [];
  const known = (where: string, name: string | undefined) => {
    if (name !== undefined && !Object.hasOwn(definition.States, name))
      faults.push(`${where} leads to the missing state '${name}'`);
  };
  known('StartAt', definition.StartAt);
  for (const [name, state] of Object.entries(definition.States)) {
    if ('Next' in state || 'End' in state) known(name, state.Next);
    if (state.Type === 'Task' || state.Type === 'Wait' || state.Type === 'Pass')
      if ((state.Next === undefined) === (state.End === undefined)) faults.push(`${name} needs either Next or End`);
    if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined))
      faults.push(`${name} needs either Seconds or Timestamp`);
    if (state.Type === 'Choice') {
      known(name, state.Default);
      for (const rule of state.Choices) known(name, rule.Next);
    }
    if (state.Type !== 'Task') continue;
    for (const catcher of state.Catch) known(name, catcher.Next);
    for (const list of [state.Retry, state.Catch])
      list.forEach((entry, index) => {
        if (entry.ErrorEquals.includes('States.ALL') && (entry.ErrorEquals.length > 1 || index < list.length - 1))
          faults.push(`${name}: States.ALL must be alone and last`);
      });
  }
  return faults;
};

const compileState = (name: string, state: ParsedState): MachineState => {
  const template = (value: unknown, field: string) =>
    value === undefined ? undefined : compilePayload(value, `${name}.${field}`);
  const leaving = (part: { Assign?: unknown; Output?: unknown }, field = ''): Leaving => ({
    name,
    assign: template(part.Assign, `${field}Assign`),
    output: template(part.Output, `${field}Output`),
  });
  switch (state.Type) {
    case 'Task':
      return {
        ...leaving(state),
        kind: 'Task',
        next: state.Next,
        task: state.Resource === lambdaInvoke ? 'invoke' : 'park',
        arguments: compilePayload(state.Arguments, `${name}.Arguments`),
        timeout: template(state.TimeoutSeconds, 'TimeoutSeconds'),
        retry: state.Retry,
        catch: state.Catch.map(catcher => ({
          ...leaving(catcher, 'Catch.'),
          errors: catcher.ErrorEquals,
          next: catcher.Next,
        })),
      };
    case 'Choice':
      return {
        name,
        kind: 'Choice',
        otherwise: state.Default,
        rules: state.Choices.map(rule => ({
          ...leaving(rule, 'Choices.'),
          condition: compilePayload(rule.Condition, `${name}.Condition`),
          next: rule.Next,
        })),
      };
    case 'Wait':
      return {
        ...leaving(state),
        kind: 'Wait',
        next: state.Next,
        seconds: template(state.Seconds, 'Seconds'),
        timestamp: template(state.Timestamp, 'Timestamp'),
      };
    case 'Pass':
      return { ...leaving(state), kind: 'Pass', next: state.Next };
    case 'Succeed':
      return { ...leaving(state), kind: 'Succeed' };
    case 'Fail':
      return {
        name,
        kind: 'Fail',
        error: compilePayload(state.Error ?? 'States.Fail', `${name}.Error`),
        cause: compilePayload(state.Cause ?? '', `${name}.Cause`),
      };
  }
};
