import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../../console/url-of.ts';
import type { World } from '../../../engine/local/world.ts';
import { type KeptAnswers, keepAnswers } from '../../../engine/playback/html/keep-answers.ts';
import { reportPage } from '../../../engine/playback/html/report-page.ts';
import { recognizeEvents } from '../../../engine/playback/read-events.ts';
import type { View } from '../../../engine/views/view.ts';
import { views } from '../../../engine/views/views.ts';
import { shippedProject, textOf } from '../../support/play-case.ts';
import { account, track } from '../../support/recorded-events.ts';
import { playInMemory } from '../../support/two-worlds.ts';

/** A name that would end a script. */
const name = '</script><script>alert(1)</script><!--';

let kept: KeptAnswers;
beforeAll(async () => {
  const shipped = await shippedProject();
  const played = new Set(['champion-left', 'onboarding']);
  const project = { ...shipped, journeys: shipped.journeys.filter(({ definition }) => played.has(definition.id)) };
  const events = [
    ...account('acme', '2026-01-05T10:00:00Z', { name }),
    track('acme', 'Champion Left', '2026-03-02T15:00:00Z'),
    ...account('zen', '2026-01-05T10:00:00Z'),
  ];
  let world: World | undefined;
  await playInMemory({
    project,
    recorded: recognizeEvents(textOf(events).trim().split('\n'), 'events.jsonl'),
    until: '2026-03-03T00:00:00.000Z',
    prepare: started => {
      world = started;
    },
  });
  if (world) kept = await keepAnswers(world, project);
});

describe('what a report keeps', () => {
  it('is an answer of every view that pages ask, by its schema', () => {
    // One that names something and keeps nothing is asked by no page, as why is by none of a report.
    const asked = Object.values(views as unknown as Record<string, View>).filter(
      ({ path, kept: keeps }) => (keeps || !path.includes('{')) && path !== '/v1/why',
    );
    expect(asked.length).toBeGreaterThan(3);
    for (const { path, answer } of asked) {
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`);
      const answers = Object.entries(kept).filter(([url]) => pattern.test(url));
      expect(answers.length, path).toBeGreaterThan(0);
      for (const [url, given] of answers) expect(answer.safeParse(given), url).toMatchObject({ success: true });
    }
  });

  it('is asked by a reader who may see everything', () => {
    expect(kept['/v1/me']).toMatchObject({
      now: '2026-03-03T00:00:00.000Z',
      roles: ['csm', 'lead', 'marketer', 'admin'],
    });
  });

  it('has the accounts behind each number of a journey that is not zero', () => {
    const { totals } = kept['/v1/journeys/champion-left'] as { totals: { enrolled: number } };
    expect(totals.enrolled).toBe(1);
    expect(kept['/v1/journeys/champion-left/accounts?of=enrolled']).toMatchObject({ accounts: [{ id: 'acme', name }] });
    expect(kept['/v1/journeys/champion-left/accounts?of=failed']).toBeUndefined();
  });

  it('has each task that a list names', () => {
    const { rows } = kept['/v1/today?scope=mine'] as { rows: { id: string; account: { name: string } }[] };
    expect(rows).toEqual([expect.objectContaining({ account: { id: 'acme', name } })]);
    for (const { id } of rows)
      expect(kept[urlOf('/v1/tasks/{id}', { id })]).toMatchObject({ task: { id, accountName: name } });
  });
});

describe('the page of a report', () => {
  const files = [
    { name: 'console.js', type: '', content: Buffer.from('const code = "</script>";') },
    { name: 'console.css', type: '', content: Buffer.from('p { color: red }') },
    { name: 'console.svg', type: '', content: Buffer.from('<svg/>') },
  ];

  it('holds its answers whatever customers are called, and loads nothing', async () => {
    const page = await reportPage(files, kept);
    const [, packed = ''] = / id="daymark-play">(.*?)<\/script>/.exec(page) ?? [];
    const json = gunzipSync(Buffer.from(packed, 'base64')).toString('utf8');
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(kept)));
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toMatch(/<!--|(src|href)="(?!data:)/);
    expect(page).toContain("default-src 'none'; script-src 'sha256-");
  });
});
