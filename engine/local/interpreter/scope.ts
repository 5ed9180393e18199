/** The scope of expressions: `$states`, the execution's variables, the time, and random numbers. */
export interface Scope {
  states: { input: unknown; context: unknown; result?: unknown; errorOutput?: unknown };
  variables: Readonly<Record<string, unknown>>;
  now: number;
  /** A number in [0, 1) of the execution's own sequence. */
  random(): number;
}
