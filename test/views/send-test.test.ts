import { expect, it } from 'vitest';
import { buildProject } from '../../engine/build/build-project.ts';
import { memoryBuild } from '../../engine/memory/build.ts';
import { type Mail, MailRejected } from '../../engine/ports/ports.ts';
import type { Actor } from '../../engine/views/action.ts';
import { sendTestMail } from '../../engine/views/actions/send-test-mail.ts';

const project = buildProject({ journeys: 'journeys', templates: 'templates' });

const ask = async (body: { template: string; locale?: string; account?: string; to?: string }, refuses = false) => {
  const sent: Mail[] = [];
  const ports = {
    build: memoryBuild(await project),
    settings: { configurationSetPrefix: 'test' },
    mailer: {
      send: async (mail: Mail) => {
        if (refuses) throw new MailRejected('no');
        sent.push(mail);
        return { messageId: 'm1' };
      },
    },
  } as unknown as Parameters<typeof sendTestMail.act>[2];
  const actor = { viewer: { email: 'ada@example.com', roles: ['marketer'], team: [] } } as unknown as Actor;
  const acting = await sendTestMail.act(sendTestMail.body.parse(body), actor, ports);
  expect(sent).toEqual([]);
  await acting.perform?.();
  return { ...acting, sent };
};

it('sends a mail as a sample account gets it to whoever asks, and says so beside its journey', async () => {
  const { answer, line, sent } = await ask({ template: 'welcome', account: 'german' });
  expect(sent).toMatchObject([
    { to: 'ada@example.com', subject: expect.stringMatching(/^\[test\] Willkommen/), tracking: false, headers: {} },
  ]);
  expect(sent[0]?.html).toContain('Müller &amp; Söhne');
  expect(answer).toEqual({ to: 'ada@example.com', subject: sent[0]?.subject });
  expect(line).toEqual({
    action: 'message.test',
    journey: 'onboarding',
    step: 'welcome',
    details: { template: 'welcome' },
  });
});

it('mails to nobody else, no prompt, and no template that is not there', async () => {
  await expect(ask({ template: 'welcome', to: 'eve@example.com' })).rejects.toThrow(/to/);
  await expect(ask({ template: 'nps-survey' })).rejects.toMatchObject({ code: 'no_mail' });
  await expect(ask({ template: 'wellcome' })).rejects.toMatchObject({ status: 404 });
  await expect(ask({ template: 'welcome' }, true)).rejects.toMatchObject({ code: 'rejected', status: 422 });
});
