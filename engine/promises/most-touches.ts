import type { StateMachineDefinition } from '../asl/asl.ts';
import { normalEdgesFrom } from '../asl/edges.ts';
import type { CountedTouches } from '../definition/promise.ts';
import type { TouchCall } from '../definition/step-call.ts';

/** The maximum number of such touches on any path of the machine, with any calendar. */
export const mostTouches = ({ StartAt, States }: StateMachineDefinition, of: CountedTouches): number => {
  const known = new Map<string, number>();
  const from = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const state = States[name];
    const most = state
      ? (isOne(state, of) ? 1 : 0) + Math.max(0, ...normalEdgesFrom(state).map(({ to }) => from(to)))
      : 0;
    known.set(name, most);
    return most;
  };
  return from(StartAt);
};

const isOne = (
  state: StateMachineDefinition['States'][string],
  { channel, class: messageClass }: CountedTouches,
): boolean => {
  if (!('Arguments' in state) || !('Payload' in state.Arguments)) return false;
  const { FunctionName, Payload } = state.Arguments;
  if (FunctionName !== '${DeliverTouch}') return false;
  const call = Payload as unknown as TouchCall;
  return (
    [undefined, call.step.kind].includes(channel as TouchCall['step']['kind']) &&
    [undefined, call.class].includes(messageClass)
  );
};
