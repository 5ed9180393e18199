import { functionArn, functionName, functionVersion } from './arn.ts';
import { createStalls } from './stalls.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A Lambda handler: what `createHandler` of functions/<name>.ts returns. */
// biome-ignore lint/suspicious/noExplicitAny: each handler declares its own event
export type LambdaHandler = (event: any, context: any) => unknown;

export interface FunctionOptions {
  /**
   * Runs alone, in the order of the accounts' names, when several accounts are due at one instant: for a function whose
   * decision reads across accounts, such as the number of tasks that an owner has.
   */
  exclusive?: boolean;
}

/** The Lambda runtime: functions of this process, called by name or ARN with JSON in and JSON out. */
export interface Functions {
  /** Replaces what had the name; the versions before can still be called, each by its number. */
  register(name: string, handler: LambdaHandler, options?: FunctionOptions): void;
  /** ARN of the version that was registered last, for good: what a state machine calls. */
  pinned(name: string): string;
  /** `group`: whose turn it is, where the call is part of one. @throws FunctionError */
  invoke(nameOrArn: string, event: unknown, group?: string): Promise<unknown>;
  /** As `invoke`, but returns a LateAnswer if the handler calls `stall`. */
  begin(nameOrArn: string, event: unknown, group?: string): Promise<unknown>;
  /** How often any was called so far. */
  calls(): number;
  /** Within a running handler: waits for so many seconds of the virtual clock. */
  stall(seconds: number): Promise<void>;
}

/** A function threw, or there is none. `error` is the name of what it threw. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly error: string;
  readonly trace: readonly string[];
  constructor(error: string, message: string, trace: readonly string[] = []) {
    super(message);
    this.error = error;
    this.trace = trace;
  }
}

/** `sharesEvents`: functions get what callers give, and not a copy in JSON. */
export const createFunctions = (
  clock: VirtualClock,
  { sharesEvents }: { sharesEvents?: true | undefined } = {},
): Functions => {
  const registered = new Map<string, { handler: LambdaHandler; options: FunctionOptions }[]>();
  const stalls = createStalls(clock);
  let invocations = 0;

  const call = async (name: string, handler: LambdaHandler, event: unknown) => {
    try {
      return throughJson(await handler(sharesEvents ? event : throughJson(event), contextOf(name, ++invocations)));
    } catch (error) {
      throw asFunctionError(error);
    }
  };

  const find = (nameOrArn: string) => {
    const name = functionName(nameOrArn);
    const version = functionVersion(nameOrArn);
    const known = registered.get(name)?.at(version === undefined ? -1 : version - 1);
    if (known) return { ...known, name };
    const names = [...registered.keys()].join(', ') || 'none';
    throw new FunctionError(
      'Lambda.ResourceNotFoundException',
      `Function not found: ${functionArn(name)} (registered: ${names})`,
    );
  };

  const invoke = async (nameOrArn: string, event: unknown, group: string | undefined, mayStall: boolean) => {
    const { name, handler, options } = find(nameOrArn);
    const answer = () => call(name, handler, event);
    const work = mayStall ? () => stalls.run(answer) : answer;
    return options.exclusive ? clock.exclusively(group, work) : work();
  };

  return {
    register: (name, handler, options = {}) => {
      registered.set(name, [...(registered.get(name) ?? []), { handler, options }]);
    },
    pinned: name => `${functionArn(name)}:${registered.get(name)?.length ?? 1}`,
    invoke: (nameOrArn, event, group) => invoke(nameOrArn, event, group, false),
    begin: (nameOrArn, event, group) => invoke(nameOrArn, event, group, true),
    calls: () => invocations,
    stall: stalls.stall,
  };
};

/** Values that JSON cannot carry do not arrive; no answer arrives as null. */
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

const contextOf = (name: string, invocation: number) => ({
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: functionArn(name),
  memoryLimitInMB: '256',
  awsRequestId: `invocation-${invocation}`,
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: true,
});

const asFunctionError = (error: unknown): FunctionError => {
  if (!(error instanceof Error)) return new FunctionError('Error', String(error));
  return new FunctionError(
    error.name,
    error.message,
    error.stack?.split('\n').map(line => line.trim()),
  );
};
