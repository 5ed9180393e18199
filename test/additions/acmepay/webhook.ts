import * as z from 'zod';
import { billingEvents } from '../../../engine/billing/billing-events.ts';
import type { BillingEvent } from '../../../engine/billing/meaning.ts';
import type { ConnectorWebhook } from '../../../engine/connectors/connector-webhook.ts';
import type { Processor } from '../../../engine/connectors/processors.ts';
import { firstProblem } from '../../../engine/ingest/first-problem.ts';
import { codes } from '../../../engine/kernel/minor-units.ts';

const names: Readonly<Record<string, BillingEvent>> = { refused: 'payment.failed', captured: 'payment.succeeded' };

/** It counts dollars whole, and has test notices. */
export const acmepayWebhook: ConnectorWebhook = {
  signing: {
    header: 'Acmepay-Signature',
    separator: ' ',
    time: 'at',
    signature: 'mac',
    joint: '|',
    secretPrefix: 'ap_',
  },
  recorded: { is: body => body.acmepay === 1, id: 'about.notice', time: 'about.sent' },
  read: (said, { mode, now }) => {
    const { data, error } = notice.safeParse(said);
    if (error) throw firstProblem(error);
    if (mode !== 'any' && data.test !== (mode === 'test')) return [];
    const event = {
      id: data.about.notice,
      account: undefined,
      customer: data.payer,
      occurredAt: new Date(data.about.sent).toISOString(),
      receivedAt: now,
    };
    const fields = { invoice: data.bill, amount: data.dollars, currency: 'usd', decline: 'soft' } as const;
    const name = names[data.what];
    const units = { whole: codes('USD'), thousandths: [] };
    return billingEvents('acmepay' as Processor, event, name ? [{ name, fields }] : [], units);
  },
};

const notice = z.object({
  about: z.object({ notice: z.string(), sent: z.iso.datetime() }),
  test: z.boolean().default(false),
  what: z.string(),
  payer: z.string(),
  bill: z.string(),
  dollars: z.number(),
});
