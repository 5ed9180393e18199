import type { Change } from '../../account/change.ts';
import type { Delivery } from '../../account/delivery.ts';
import { withoutSend } from '../recent-sends.ts';
import type { TouchTurn } from './touch-turn.ts';

/** Releases reservations of an earlier attempt that are no longer to be sent, so that they count against no cap. */
export const releaseReserved = async (
  { call, snapshot, ports }: Pick<TouchTurn, 'call' | 'snapshot' | 'ports'>,
  reserved: readonly Delivery[],
): Promise<void> => {
  const changes = reserved.flatMap((delivery): Change[] => {
    const contact = snapshot.contacts.find(({ id }) => id === delivery.contact);
    return [
      { kind: 'claim', delivery: { ...delivery, state: 'held' }, replaces: delivery },
      ...(contact ? [{ kind: 'contact' as const, contact: withoutSend(contact, delivery.id) }] : []),
    ];
  });
  await ports.accounts.commit(call.account, changes);
};
