import * as z from 'zod';
import { isOver } from '../../account/enrollment.ts';
import { stopOf } from '../../account/operator-events.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { shortened } from '../../kernel/shortened.ts';
import { action } from '../action.ts';

/** Reasons to take an account out. A closed list, because audit lines store them. */
export const stopReasons = [
  'customer_asked',
  'wrong_time',
  'wrong_audience',
  'done_by_hand',
  'data_wrong',
  'other',
] as const;

/** Ends the account's enrollments in a journey, as the journey's own stop does. */
export const stopOnAccount = action<'accounts' | 'queue'>()({
  path: '/v1/accounts/{id}/stop',
  summary: 'Take an account out of a journey',
  roles: ['lead'],
  needsKey: true,
  body: z.strictObject({
    id: z.string(),
    journey: z.string('must be the id of a journey'),
    reason: z.enum(stopReasons, `must be one of ${stopReasons.join(', ')}`),
  }),
  answer: z.object({
    account: z.string(),
    journey: z.string(),
    /** The enrollments it ends. */
    enrollments: z.array(z.object({ id: z.string(), status: z.literal('exited'), reason: z.literal('stopped') })),
  }),
  act: async ({ id, journey, reason }, { at }, { accounts, queue }) => {
    const account = idOrNothing(id, longestIds.account) ?? '';
    const { profile, enrollments } = await accounts.snapshot(account, { withoutContacts: true });
    if (profile === undefined)
      throw new RefusedRequest('not_found', `There is no account ${shortened(id, 200)}.`, { status: 404 });
    // A repeated request includes the enrollments that it has already ended.
    const ends = enrollments.filter(
      each => each.journey === journey && (!isOver(each) || (each.exitReason === 'stopped' && each.endedAt === at)),
    );
    if (ends.length === 0)
      throw new RefusedRequest('not_in_journey', 'The account is no longer in this journey.', {
        status: 409,
        field: 'journey',
      });
    return {
      line: { action: 'account.stop', account, journey, details: { reason, enrollments: ends.length } },
      perform: () => queue.publish(stopOf(account, journey, at)),
      answer: {
        account,
        journey,
        enrollments: ends.map(each => ({ id: each.id, status: 'exited' as const, reason: 'stopped' as const })),
      },
    };
  },
});
