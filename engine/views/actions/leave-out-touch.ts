import * as z from 'zod';
import { isOver } from '../../account/enrollment.ts';
import { leaveOutOf } from '../../account/operator-events.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { shortened } from '../../kernel/shortened.ts';
import { stepKey } from '../../steps/step-frame.ts';
import { action } from '../action.ts';
import { stopReasons } from './stop-on-account.ts';

/** Skips one touch for the account; the journey continues. */
export const leaveOutTouch = action<'accounts' | 'queue'>()({
  path: '/v1/accounts/{id}/leave-out',
  summary: 'Leave out one touch of a journey that an account is in',
  roles: ['lead'],
  needsKey: true,
  body: z.strictObject({
    id: z.string(),
    enrollment: z.string('must be the id of an enrollment'),
    step: z.string('must be the id of a step'),
    /** In a loop, from 1. */
    round: z.int('must be a whole number').min(1).default(1),
    reason: z.enum(stopReasons, `must be one of ${stopReasons.join(', ')}`),
  }),
  answer: z.object({ account: z.string(), journey: z.string(), enrollment: z.string(), leftOut: z.array(z.string()) }),
  act: async ({ id, enrollment: of, step, round, reason }, { at }, { accounts, build, queue }) => {
    const account = idOrNothing(id, longestIds.account) ?? '';
    const { profile, enrollments } = await accounts.snapshot(account, { withoutContacts: true });
    if (profile === undefined)
      throw new RefusedRequest('not_found', `There is no account ${shortened(id, 200)}.`, { status: 404 });
    const enrollment = enrollments.find(each => each.id === of);
    if (enrollment === undefined || isOver(enrollment))
      throw new RefusedRequest('not_in_journey', 'The account is no longer in this journey.', {
        status: 409,
        field: 'enrollment',
      });
    const { journey, version } = enrollment;
    const touch = (await build.itineraries())
      .filter(each => each.journey === journey && each.version === version)
      .flatMap(({ places }) => Object.values(places))
      .find(place => 'call' in place && place.function === 'deliver-touch' && place.call.step.id === step);
    if (touch === undefined)
      throw new RefusedRequest('no_touch', `The journey has no touch ${shortened(step, 200)}.`, { field: 'step' });
    const key = stepKey({ step: { id: step }, iteration: round });
    if (enrollment.steps[key] !== undefined)
      throw new RefusedRequest('done', 'It was already sent, or will no longer be sent.', {
        status: 409,
        field: 'step',
      });
    return {
      line: { action: 'account.leaveOut', account, journey, step, details: { reason, round } },
      perform: () => queue.publish(leaveOutOf(enrollment, { step: key, reason }, at)),
      answer: { account, journey, enrollment: of, leftOut: [...Object.keys(enrollment.leftOut ?? {}), key] },
    };
  },
});
