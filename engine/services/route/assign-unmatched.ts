import type { Ports, PortsWith } from '../ports.ts';

/**
 * Says whose a kept billing event is, and has it routed as if it had just come. It is kept until it is in the queue, so that
 * doing this again after a crash repeats nothing: the event has its id. False when no such event is kept.
 */
export const assignUnmatched = async (
  id: string,
  account: string,
  { accounts, queue }: Pick<Ports, 'accounts'> & Pick<PortsWith<'queue'>, 'queue'>,
): Promise<boolean> => {
  const event = (await accounts.waiting('unmatched')).find(each => each.id === id);
  if (event === undefined) return false;
  await queue.publish({ ...event, account });
  await accounts.commit(account, [{ kind: 'noLongerWaiting', event }]);
  return true;
};
