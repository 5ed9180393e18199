import { RefusedRequest } from '../../kernel/refused-request.ts';
import { shortened } from '../../kernel/shortened.ts';
import { type AllPorts, MailRejected, MailThrottled } from '../../ports/ports.ts';
import { fillSample } from '../fill-sample.ts';
import { localeOfSample, type SampleAccount } from '../sample-accounts.ts';

export interface TestMail {
  template: string;
  /** Of a member of the team, as the caller has checked. */
  to: string;
  account: SampleAccount;
  /** Default: that of the sample account. */
  locale?: string | undefined;
}

/**
 * A mail as a sample account would get it, ready to be sent to a member of the team. Nothing of it is written, and its links are
 * those of the sample, so that trying them changes no contact's choices.
 * @throws RefusedRequest for a template that is none or no mail, or that such an account would not get
 */
export const prepareTest = async (
  { template, to, account, locale = localeOfSample[account] }: TestMail,
  {
    build,
    mailer,
    settings,
  }: Pick<AllPorts, 'build' | 'mailer'> & { settings: Pick<AllPorts['settings'], 'configurationSetPrefix'> },
): Promise<{ subject: string; send(): Promise<void> }> => {
  const info = (await build.templates()).find(({ id }) => id === template);
  if (info === undefined)
    throw new RefusedRequest('not_found', `There is no template ${shortened(template, 200)}.`, { status: 404 });
  if (info.channel !== 'email')
    throw new RefusedRequest('no_mail', `${template} is a prompt: it shows in an application, and cannot be mailed.`);
  const policy = (await build.journeys())[0]?.policy;
  if (policy === undefined)
    throw new RefusedRequest(
      'no_sender',
      'There is no journey yet, and its policy names the sender. Add a journey first.',
    );
  const sample = { ...(await build.samples())[template], sender: policy.sender };
  const shown = fillSample(await build.template(info.hash, [locale]), sample, account);
  if ('refused' in shown) throw new RefusedRequest('not_sent', shown.refused);
  const subject = `[test] ${shown.subject}`;
  const send = async (): Promise<void> => {
    try {
      await mailer.send({
        to,
        from: policy.from[info.class],
        subject,
        html: shown.html ?? '',
        text: shown.text,
        headers: {},
        configurationSet: `${settings.configurationSetPrefix}-transactional`,
        tags: { test: template },
        tracking: false,
      });
    } catch (error) {
      if (error instanceof MailThrottled)
        throw new RefusedRequest('busy', 'The mail service asks to slow down. Try again in a minute.', { status: 503 });
      if (error instanceof MailRejected)
        throw new RefusedRequest('rejected', 'The mail service refuses to mail to this address.', { status: 422 });
      throw error;
    }
  };
  return { subject, send };
};
