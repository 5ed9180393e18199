import { expect, test, vi } from 'vitest';
import { publicRoutes } from '../../engine/access/public-routes.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import { functions } from '../../engine/wiring/functions.ts';
import { secrets } from '../../engine/wiring/secrets.ts';
import { playCase } from '../support/play-case.ts';
import { account, group } from '../support/recorded-events.ts';

// The lines that `npm run kinds` writes for its folder, which is `acmedesk/`; everything else is the engine as it ships.
vi.mock(import('../../engine/connectors/all-manifests.ts'), async original => {
  const { acmedesk } = await import('./acmedesk/manifest.ts');
  return { ...(await original()), acmedesk };
});
vi.mock(import('../../engine/connectors/all-webhooks.ts'), async original => {
  const { acmedeskWebhook } = await import('./acmedesk/webhook.ts');
  return { ...(await original()), acmedesk: acmedeskWebhook };
});

const note = (number: number, sent: string) => ({ acmedesk: 1, note: `n${number}`, sent, team: 'team-1' });

test('a help desk that is a folder has its tickets verified, and routed to the account of its team', async () => {
  expect(recognizeLine(JSON.stringify(note(1, '2026-03-02T10:30:00.000Z')))).toMatchObject({ kind: 'acmedesk' });
  const lines = [
    ...account('globex', '2026-01-05T10:00:00Z', { arr: 9000 }),
    ...[1, 2, 3].map(number => note(number, `2026-03-02T10:3${number}:00.000Z`)),
    // The account names its team after the tickets came: they waited for it.
    group('globex', '2026-03-02T11:00:00Z', { acmedeskTeamId: 'team-1' }),
  ];
  const played = await playCase(lines, { journeys: ['ticket-spike'] });
  expect([played.rejected, played.waiting, played.warnings]).toEqual([[], [], []]);
  expect(played.of('globex', 'ticket-spike')[0]).toContain('by Support Ticket Created');
});

test('it has a route, a secret for its function, and a local one', () => {
  const route = { method: 'POST', path: '/v1/support/acmedesk', function: 'ingest-connector', auth: 'signature' };
  expect(publicRoutes).toContainEqual(route);
  expect(secrets).toMatchObject({ DAYMARK_ACMEDESK_SECRETS: 'acmedesk-secrets' });
  expect(functions['ingest-connector']?.secrets).toContain('DAYMARK_ACMEDESK_SECRETS');
  expect(localSecrets).toMatchObject({ DAYMARK_ACMEDESK_SECRETS: 'ad_local' });
});
