import type { ParkState } from '../asl/asl.ts';
import { guard, parkUpdate } from '../asl/park-state.ts';
import { countsBack } from '../definition/anchor.ts';
import { accountPrefix, sortKey } from '../kernel/row-keys.ts';
import { StateError } from '../local/interpreter/state-error.ts';
import type { Parking } from './parking.ts';

/**
 * Reads the UpdateItem request that a state machine parks with, as the compiler emits it.
 * @throws StateError for any other write, which the store does not support
 */
export const parkingIn = (given: unknown): { account: string; enrollment: string; parking: Parking } => {
  const { Key, UpdateExpression, ConditionExpression, ExpressionAttributeValues } = given as ParkState['Arguments'];
  const value = (name: string): string => ExpressionAttributeValues[name]?.S ?? '';
  const wait = JSON.parse(value(':w') || '{}') as Parking['wait'];
  const account = after(accountPrefix, Key.pk.S);
  const enrollment = after(sortKey.enrollment, Key.sk.S);
  const isPark = UpdateExpression === parkUpdate && ConditionExpression === guard(wait.listens ?? [], wait.wake);
  if (account === undefined || enrollment === undefined || !isPark)
    throw new StateError(
      'States.Runtime',
      `Not a wait of this compiler: ${UpdateExpression} if ${ConditionExpression}`,
    );
  return {
    account,
    enrollment,
    parking: {
      token: value(':t'),
      until: value(':u'),
      wait,
      anchorAt: value(':a'),
      refusesMoved: countsBack(wait.wake),
    },
  };
};

/** The id in a key behind its prefix; undefined if there is none. */
const after = (prefix: string, key: string): string | undefined =>
  key.startsWith(prefix) && key.length > prefix.length ? key.slice(prefix.length) : undefined;
