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
  /** Registers a new version, which calls without a version number reach; earlier ones stay callable by number. */
  register(name: string, handler: LambdaHandler, options?: FunctionOptions): void;
  /** ARN of the version registered last, with its number: state machines call that version for good. */
  pinned(name: string): string;
  /** `group`: the group whose turn the call is part of, if any. @throws FunctionError */
  invoke(nameOrArn: string, event: unknown, group?: string): Promise<unknown>;
  /** As `invoke`, but returns a LateAnswer if the handler calls `stall`. */
  begin(nameOrArn: string, event: unknown, group?: string): Promise<unknown>;
  /** Number of calls so far, of all functions. */
  calls(): number;
  /** Within a running handler: waits that many seconds of the virtual clock. */
  stall(seconds: number): Promise<void>;
}

/** A function threw, or does not exist. `error` is the name of the thrown error. */
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

/** `sharesEvents`: handlers get the caller's event object itself, without a copy through JSON. */
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

/** Values without a JSON form are lost; an undefined answer becomes null. */
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
