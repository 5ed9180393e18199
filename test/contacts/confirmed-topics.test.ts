import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicLine } from '../../engine/account/public-line.ts';
import { buildProject, type Project } from '../../engine/build/build-project.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import type { World } from '../../engine/local/world.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import { projectRoot } from '../support/cli.ts';
import { account, addressOf, identify, track } from '../support/recorded-events.ts';
import { playInBoth } from '../support/two-worlds.ts';

let folder: string;
let project: Project;

/** `welcome` is of a topic that is confirmed; the journey that mails the link is the one of the documentation. */
beforeAll(async () => {
  await mkdir(join(projectRoot, '.daymark'), { recursive: true });
  folder = await mkdtemp(join(projectRoot, '.daymark', 'confirmed-'));
  const copy = (...names: string[]) => cp(join(projectRoot, ...names), join(folder, ...names), { recursive: true });
  for (const file of ['catalog.ts', 'policy.ts', 'team.ts']) await copy('journeys', file);
  for (const name of ['index.ts', '_layout.mjml', '_sample.json', 'welcome', 'confirm-subscription'])
    await copy('templates', name);
  await copy('playbooks', 'index.ts');
  const topics = await readFile(join(projectRoot, 'journeys', 'topics.ts'), 'utf8');
  await writeFile(
    join(folder, 'journeys', 'topics.ts'),
    topics.replace("'product-guidance': {", "'product-guidance': {\n    doubleOptIn: true,"),
  );
  const docs = await readFile(join(projectRoot, 'docs', 'write-a-journey.md'), 'utf8');
  const [shown = ''] = [...docs.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) =>
    text.includes('whoAsked') ? [text] : [],
  );
  await writeFile(join(folder, 'journeys', 'confirm-subscription.ts'), shown);
  await writeFile(
    join(folder, 'journeys', 'hello.ts'),
    `import { day, email, everyone, journey, on } from './catalog.ts';
export default journey('hello', {
  enroll: on('Account Created'),
  reenroll: 'never',
  exit: [on('Account Deleted')],
  steps: [day(1, email('welcome', { to: everyone, id: 'first' })), day(5, email('welcome', { to: everyone, id: 'second' }))],
});
`,
  );
  project = await buildProject({ journeys: join(folder, 'journeys'), templates: join(folder, 'templates') });
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** The page of the links in mails, as API Gateway asks for it. */
const page = async (world: World, path: string, form?: string): Promise<string> => {
  const { body } = (await world.invoke(
    'preferences',
    proxyEvent({
      method: form === undefined ? 'GET' : 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form ?? '',
      at: world.now(),
      route: { path: '/u/{token}', parameters: { token: path.slice(3) } },
    }),
  )) as { body: string };
  return body;
};

test('in both worlds, a topic that is confirmed reaches who confirmed it, and nobody before and nobody else', async () => {
  expect(project.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const hello = project.journeys.find(({ definition }) => definition.id === 'hello')?.definition;
  const confirmed = project.templates.filter(({ confirmedOnly }) => confirmedOnly);
  expect(hello && explainJourney(hello, [], confirmed).replaceAll(/\s+/g, ' ')).toContain(
    '"welcome" goes only to who confirmed "product-guidance" by a link in a mail.',
  );
  const start = '2026-03-02T10:00:00Z';
  const asks = (user: string, at: string) => ({
    ...identify('acme', `acme-${user}`, at, { subscribed: ['product-guidance'] }),
    context: { groupId: 'acme', page: { url: 'https://tidewater.example/news' } },
  });
  const lines = [
    ...account('acme', start, {}, { ada: 'admin', bo: 'member', cy: 'member' }),
    track('acme', 'Account Created', start),
    asks('ada', '2026-03-04T10:00:00Z'),
    asks('ada', '2026-03-04T11:00:00Z'),
    asks('bo', '2026-03-04T10:30:00Z'),
  ];
  const seen: string[] = [];
  const played = await playInBoth({
    project,
    recorded: {
      events: lines.map((line, index) => {
        const text = JSON.stringify(line);
        const read = recognizeLine(text);
        if ('what' in read) throw new Error(`${text}: ${read.what}`);
        return { ...read, text, file: 'case', line: index + 1 };
      }),
      rejected: [],
    },
    until: '2026-03-20T00:00:00.000Z',
    prepare: world =>
      world.at('2026-03-05T10:00:00.000Z', async () => {
        const mail = world.mailbox
          .mails()
          .find(({ to, tags }) => to === addressOf('acme-ada') && tags.step === 'confirm-subscription');
        const [path = ''] = /\/u\/[\w.-]+/.exec(mail?.html ?? '') ?? [];
        for (let times = 0; times < 2; times++) seen.push(await page(world, path));
        seen.push(await page(world, path, 'choice=confirm'));
      }),
  });
  expect(played.faults).toEqual([]);
  const [first, again, done] = seen;
  expect(first).toContain('Do you want “Product guidance”?');
  expect(again).toBe(first);
  expect(done).toContain('You get “Product guidance”');
  expect(
    played.lines
      .map(publicLine)
      .filter(({ type }) => type === 'touch')
      .map(({ step, to, outcome, reason }) => [step, to, outcome, reason].filter(Boolean).join(' ')),
  ).toEqual([
    'first acme-ada skipped unconfirmed',
    'first acme-bo skipped unconfirmed',
    'first acme-cy skipped unconfirmed',
    'confirm-subscription acme-ada sent',
    'confirm-subscription acme-bo sent',
    'second acme-ada sent',
    'second acme-bo skipped unconfirmed',
    'second acme-cy skipped unconfirmed',
  ]);
}, 120_000);
