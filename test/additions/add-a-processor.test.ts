import { beforeAll, describe, expect, test, vi } from 'vitest';
import { publicRoutes } from '../../engine/access/public-routes.ts';
import type { Processor } from '../../engine/connectors/processors.ts';
import { ingestBilling } from '../../engine/ingest/use-cases/ingest-billing.ts';
import { type SigningScheme, signatureOf } from '../../engine/ingest/webhook-signature.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import type { PortsWith } from '../../engine/ports/ports.ts';
import { functions } from '../../engine/wiring/functions.ts';
import { secrets } from '../../engine/wiring/secrets.ts';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account } from '../support/recorded-events.ts';
import { acmepayWebhook } from './acmepay/webhook.ts';

// The lines that `npm run kinds` writes for its folder, which is `acmepay/`; everything else is the engine as it ships.
vi.mock(import('../../engine/connectors/all-manifests.ts'), async original => {
  const { acmepay } = await import('./acmepay/manifest.ts');
  return { ...(await original()), acmepay };
});
vi.mock(import('../../engine/connectors/all-webhooks.ts'), async original => {
  const { acmepayWebhook } = await import('./acmepay/webhook.ts');
  return { ...(await original()), acmepay: acmepayWebhook };
});

const notice = (id: string, what: string, sent: string) => ({
  acmepay: 1,
  about: { notice: id, sent },
  what,
  payer: 'payer-1',
  bill: 'bill-1',
  dollars: 49,
});
const refused = notice('n1', 'refused', '2026-03-02T10:30:00Z');

describe('a billing processor that is a folder', () => {
  let played: PlayedCase;
  beforeAll(async () => {
    const lines = [
      ...account('globex', '2026-02-20T10:00:00Z', { arr: 9000, acmepayCustomerId: 'payer-1' }, { bob: 'billing' }),
      refused,
      notice('n2', 'captured', '2026-03-04T12:00:00Z'),
    ];
    played = await playCase(lines, { journeys: ['payment-recovery'] });
  }, 60_000);

  test('has its recorded events recognized, signed, verified and routed to the account of its customer', () => {
    expect(recognizeLine(JSON.stringify(refused))).toMatchObject({ kind: 'acmepay', at: '2026-03-02T10:30:00.000Z' });
    expect([played.rejected, played.waiting, played.warnings]).toEqual([[], [], []]);
    const story = played.of('globex', 'payment-recovery');
    expect(story[0]).toContain('by payment.failed');
    expect(story.at(-1)).toMatch(/exited payment-recovery.*payment\.recovered/);
  });

  test('has its requests refused without its signature', async () => {
    const body = JSON.stringify(refused);
    const at = '2026-03-02T10:31:00.000Z';
    const settings = { connectors: { acmepay: { secrets: ['ap_local'], mode: 'any' } } };
    const asked: string[] = [];
    // What is refused reaches no other port.
    const ports = { settings, clock: { now: () => at } } as unknown as PortsWith<'customers' | 'queue'>;
    const post = (signature: string) =>
      ingestBilling(
        'acmepay' as Processor,
        {
          body: Buffer.from(body),
          header: name => (asked.push(name) ? signature : undefined),
          receivedAt: at,
          url: 'https://api.example/v1/billing/acmepay',
        },
        ports,
      );
    const signing = acmepayWebhook.signing as SigningScheme;
    for (const wrong of [
      '',
      signatureOf(signing, 'ap_other', body, at),
      signatureOf(signing, 'ap_local', `${body} `, at),
    ])
      await expect(post(wrong)).rejects.toThrow('The signature is not accepted');
    expect(new Set(asked)).toEqual(new Set(['acmepay-signature']));
  });

  test('has its amounts told in the units of all', () => {
    expect(played.mails.map(({ text }) => text).join('\n')).toContain('$49.00');
  });

  test('has a route, a secret for its function, and settings', () => {
    expect(publicRoutes).toContainEqual({
      method: 'POST',
      path: '/v1/billing/acmepay',
      function: 'ingest-billing',
      auth: 'signature',
    });
    expect(secrets).toMatchObject({ DAYMARK_ACMEPAY_SECRETS: 'acmepay-secrets' });
    expect(functions['ingest-billing']?.secrets).toContain('DAYMARK_ACMEPAY_SECRETS');
    expect(localSecrets).toMatchObject({ DAYMARK_ACMEPAY_SECRETS: 'ap_local', DAYMARK_ACMEPAY_MODE: 'any' });
  });
});
