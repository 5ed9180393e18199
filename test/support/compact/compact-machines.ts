import type { StateMachineDefinition } from '../../../engine/asl/asl.ts';
import { type Abbreviations, abbreviated, spelledOut } from './abbreviated.ts';
import { applied, differenceFrom } from './difference-from.ts';
import { kindsOf } from './kinds-of.ts';
import { hasParts, type JsonObject, type JsonValue, own, shapeOf, usualOf } from './shape-of.ts';
import { sharedParts, withParts } from './shared-parts.ts';

/** What machines have in common, each thing once. */
export interface CommonOfMachines {
  /** The usual machine, but for its states. */
  machine: JsonValue;
  /** What calls of functions carry in most journeys: `<policy>`. */
  facts: JsonObject;
  /** What the compiler writes alike into states: `<Retry TouchHeld>`. */
  shared: JsonObject;
  /** One whole state of each kind. */
  kinds: JsonObject;
}

/** What is one machine's own. */
export interface CompactMachine {
  /** What differs from the usual machine. */
  machine: JsonObject;
  /** What each of its calls carries, but for what is usual: `<goal>`. */
  facts: JsonObject;
  /** Each state's kind, and what differs from the usual of its kind. `<self>` is its name, `<next>` where it leads. */
  states: { [name: string]: JsonObject };
}

/** What every call of a function in a journey carries. */
const factNames = ['journey', 'goal', 'policy'];

/** What the compiler writes alike into many states. */
const written = ['Retry', 'Catch', 'Output', 'ConditionExpression'];

/** Machines, with everything said once. `machineOf` gives each back, byte for byte. */
export const compactMachines = (
  machines: readonly StateMachineDefinition[],
): { common: CommonOfMachines; compact: CompactMachine[] } => {
  const opened = machines.map(machine => {
    const { States, ...head } = machine as unknown as OpenMachine;
    const facts = factsOf(Object.values(States));
    const states = Object.entries(States).map(([name, state]) => ({
      name,
      kind: kindOf(state),
      value: exceptNext(
        abbreviated(state, abbreviationsOf(name, state.Next, facts)),
        state.Next && abbreviated(state.Next, {}),
      ),
    }));
    return { head: abbreviated(head, abbreviationsOfHead(facts)), facts, states };
  });
  const machine = shapeOf(opened.map(({ head }) => head));
  const facts = usualFacts(opened.map(({ facts }) => facts));
  const shapes = kindsOf(opened.flatMap(({ states }) => states));
  const lines = opened.map(({ states }) =>
    Object.fromEntries(
      states.map(({ name, kind, value }) => [name, { is: kind, ...differenceFrom(shapes[kind] ?? null, value) }]),
    ),
  );
  const { shared, value } = sharedParts([shapes, ...lines], written);
  const [kinds, ...states] = value as [JsonObject, ...CompactMachine['states'][]];
  return {
    common: { machine, facts, shared, kinds },
    compact: opened.map((each, at) => ({
      machine: differenceFrom(machine, each.head),
      facts: Object.fromEntries(Object.entries(each.facts).filter(([name, fact]) => !isSame(facts[name], fact))),
      states: states[at] ?? {},
    })),
  };
};

export const machineOf = (common: CommonOfMachines, compact: CompactMachine): StateMachineDefinition => {
  const shapes = withParts(common.kinds, common.shared) as JsonObject;
  const facts = { ...common.facts, ...compact.facts };
  const lines = withParts(compact.states, common.shared) as CompactMachine['states'];
  const states = Object.entries(lines).map(([name, { is, ...differences }]) => {
    const state = applied(shapes[String(is)] ?? null, differences) as JsonObject;
    const next = state.Next && spelledOut(state.Next, {});
    return [name, exceptNext(spelledOut(state, abbreviationsOf(name, next, facts)), next)] as const;
  });
  const head = spelledOut(applied(common.machine, compact.machine), abbreviationsOfHead(facts)) as JsonObject;
  return { ...head, States: Object.fromEntries(states) } as unknown as StateMachineDefinition;
};

type OpenMachine = JsonObject & { States: Record<string, JsonObject> };

/** The function that it calls, or else its type. */
const kindOf = (state: JsonObject): string => {
  const { FunctionName } = hasParts(state.Arguments) ? state.Arguments : {};
  return typeof FunctionName === 'string'
    ? FunctionName.replace(/\W/g, '')
    : state.Type === 'Task'
      ? 'Park'
      : String(state.Type);
};

const factsOf = (states: readonly JsonObject[]): JsonObject =>
  usualFacts(
    states.flatMap(({ Arguments }) => (hasParts(Arguments) && hasParts(Arguments.Payload) ? [Arguments.Payload] : [])),
  );

const usualFacts = (objects: readonly JsonObject[]): JsonObject =>
  Object.fromEntries(
    factNames.flatMap(name => {
      const fact = usualOf(objects.flatMap(each => each[name] ?? []));
      return fact === own ? [] : [[name, fact] as const];
    }),
  );

const abbreviationsOf = (name: string, next: JsonValue | undefined, facts: JsonObject): Abbreviations => ({
  ...Object.fromEntries(Object.entries(facts).map(([fact, value]) => [`<${fact}>`, value])),
  ...(typeof next === 'string' && { '<next>': next }),
  '<until self>': `until ${name}`,
  '<self>': name,
});

const abbreviationsOfHead = ({ journey }: JsonObject): Abbreviations =>
  hasParts(journey) ? { '<daymark id version>': `daymark ${journey.id} ${journey.version}` } : {};

/** `Next` says what `<next>` is. */
const exceptNext = (told: JsonValue, next: JsonValue | undefined): JsonObject => ({
  ...(told as JsonObject),
  ...(next !== undefined && { Next: next }),
});

const isSame = (one: JsonValue | undefined, other: JsonValue): boolean => JSON.stringify(one) === JSON.stringify(other);
