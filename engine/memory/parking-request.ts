import type { ParkState } from '../asl/asl.ts';
import { guard, parkUpdate } from '../asl/park-state.ts';
import { countsBack } from '../definition/anchor.ts';
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
  const [, account] = /^ACCT#(.+)$/s.exec(Key.pk.S) ?? [];
  const [, enrollment] = /^HOT#ENR#(.+)$/s.exec(Key.sk.S) ?? [];
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
