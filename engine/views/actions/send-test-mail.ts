import * as z from 'zod';
import { sampleAccounts } from '../../templates/sample-accounts.ts';
import { prepareTest } from '../../templates/use-cases/send-test.ts';
import { action } from '../action.ts';
import { usersOf } from '../users-of.ts';

/** Sends only to the signed-in person; a deployment that isn't live sends it to its test inbox, like all mail. */
export const sendTestMail = action<'mailer' | 'settings'>()({
  path: '/v1/messages/{template}/test',
  summary: 'Send yourself a mail as a sample account would get it',
  roles: ['csm', 'lead', 'marketer'],
  needsKey: true,
  body: z.strictObject({
    template: z.string(),
    account: z.enum(sampleAccounts, `must be one of ${sampleAccounts.join(', ')}`).default('typical'),
    locale: z.string('must be text').optional(),
  }),
  answer: z.object({ to: z.string(), subject: z.string() }),
  act: async (asked, { viewer }, ports) => {
    const { subject, send } = await prepareTest({ ...asked, to: viewer.email }, ports);
    const [user] = usersOf(asked.template, await ports.build.journeys());
    return {
      ...(user && {
        line: { action: 'message.test', journey: user.journey, step: user.step, details: { template: asked.template } },
      }),
      perform: send,
      answer: { to: viewer.email, subject },
    };
  },
});
