import type { StateMachineDefinition } from '../asl.ts';
import { type ExpressionUses, expressionIn, expressionUses } from './expression-uses.ts';
import { type AnyState, statesOf } from './rule.ts';

/** An expression at its place in a machine. */
export interface Occurrence {
  state: string;
  /** For messages: the expression and its state. */
  where: string;
  /** Parts of `$states` that exist there. */
  scope: readonly string[];
  uses: ExpressionUses;
  /** The parser's error message. */
  error?: string;
}

export function* expressionsIn(machine: StateMachineDefinition): Iterable<Occurrence> {
  for (const [state, parts] of statesOf(machine)) {
    for (const [value, ...scope] of placesOf(parts)) {
      for (const source of sourcesIn(value)) {
        const where = `"{% ${source} %}" in "${state}"`;
        yield { state, where, scope: ['input', 'context', ...scope], ...parseOnce(source) };
      }
    }
  }
}

const placesOf = (state: AnyState): [value: unknown, ...scope: string[]][] => [
  [[state.Arguments, state.TimeoutSeconds, state.HeartbeatSeconds, state.Seconds, state.Timestamp]],
  state.Type === 'Task' ? [[state.Output, state.Assign], 'result'] : [[state.Output, state.Assign]],
  [state.Choices ?? []],
  [(state.Catch ?? []).map(({ Output, Assign }) => [Output, Assign]), 'errorOutput'],
];

const sourcesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [expressionIn(value)].filter(source => source !== undefined);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sourcesIn) : [];
};

type Parsed = Pick<Occurrence, 'uses' | 'error'>;

/** Cache, because the same few expressions recur in all machines. */
const parsed = new Map<string, Parsed>();

const parseOnce = (source: string): Parsed => {
  const before = parsed.get(source);
  if (before) return before;
  const now = parse(source);
  parsed.set(source, now);
  return now;
};

const parse = (source: string): Parsed => {
  try {
    return { uses: expressionUses(source) };
  } catch (error) {
    // The parser throws plain objects.
    const isDescribed = typeof error === 'object' && error !== null && 'message' in error;
    return { uses: { variables: [], functions: [], states: [] }, error: String(isDescribed ? error.message : error) };
  }
};
