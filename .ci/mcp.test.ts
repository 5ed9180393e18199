import { readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingTools } from '../engine/cli/mcp/reading-tools.ts';
import { steeringTools } from '../engine/cli/mcp/steering-tools.ts';
import { connectAgent } from '../test/support/agent.ts';
import { projectRoot, type Workplace, workplace } from '../test/support/cli.ts';

let here: Workplace;
let agent: Awaited<ReturnType<typeof connectAgent>>;
beforeAll(async () => {
  here = await workplace();
  await smallProject();
  agent = await connectAgent(here.folder, '--dev', 'http://127.0.0.1:1');
});
afterAll(async () => {
  await agent.client.close();
  await here.remove();
});

/** One journey of two mails, which loads much sooner than all. */
const smallProject = async () => {
  for (const file of ['catalog.ts', 'topics.ts', 'policy.ts', 'team.ts'])
    await cp(join(projectRoot, 'journeys', file), here.path('journeys', file));
  for (const name of [
    'index.ts',
    '_layout.mjml',
    '_sample.json',
    'csm-digest',
    'lead-report',
    'welcome',
    'first-project',
  ])
    await cp(join(projectRoot, 'templates', name), here.path('templates', name), { recursive: true });
  await cp(join(projectRoot, 'playbooks', 'index.ts'), here.path('playbooks', 'index.ts'));
  await writeFile(
    here.path('journeys', 'hello.ts'),
    `import { admins, day, email, journey, on, used } from './catalog.ts';
export default journey('hello', {
  enroll: on('Account Created'),
  reenroll: 'never',
  exit: [on('Account Deleted')],
  steps: [
    day(0, email('welcome', { to: admins })),
    day(7, email('first-project', { to: admins }), { unless: used('projects') }),
  ],
});
`,
  );
};

test('an assistant is told which tools there are, what each takes and answers, and which of them change anything', () => {
  expect(agent.tools.map(({ name }) => name)).toEqual([
    ...['list_journeys', 'explain', 'check', 'simulate', 'why', 'diff', 'report', 'account', 'tasks'],
    ...['pause', 'resume', 'drain', 'stop', 'enroll'],
  ]);
  for (const { name, inputSchema, outputSchema, annotations } of agent.tools) {
    const steers = steeringTools.some(tool => tool.name === name);
    expect([name, inputSchema.type, outputSchema?.type]).toEqual([name, 'object', 'object']);
    expect([name, annotations?.readOnlyHint]).toEqual([name, !steers]);
    // Nothing can name a deployment.
    expect(Object.keys(inputSchema.properties ?? {})).not.toContain('environment');
  }
  expect(agent.tools).toHaveLength(readingTools.length + steeringTools.length);
});

test('it finds a journey, plays a customer through it, and asks why', async () => {
  const at = '2026-03-01T15:00:00Z';
  const [listed, played, why] = await Promise.all([
    agent.use('list_journeys'),
    agent.use('simulate', {
      events: [
        {
          ...{ type: 'group', messageId: '1', groupId: 'acme', timestamp: at },
          traits: { name: 'Acme', touchModel: 'low', timezone: 'Europe/Berlin' },
        },
        {
          ...{ type: 'identify', messageId: '2', userId: 'ada', timestamp: at, context: { groupId: 'acme' } },
          traits: { email: 'ada@acme.example', role: 'admin' },
        },
        {
          ...{ type: 'track', messageId: '3', userId: 'ada', timestamp: at, context: { groupId: 'acme' } },
          event: 'Account Created',
        },
      ],
      until: '2026-03-12T00:00:00Z',
      journey: 'hello',
      limit: 2,
    }),
    agent.use('why', { account: 'acme', journey: 'hello' }),
  ]);
  expect(listed.journeys).toContainEqual(
    expect.objectContaining({
      journey: 'hello',
      enters: expect.stringContaining('Account Created'),
      templates: expect.arrayContaining(['welcome']),
    }),
  );
  expect(played).toMatchObject({
    total: 4,
    lines: [{ type: 'enrolled' }, { type: 'touch', step: 'welcome', outcome: 'sent' }],
  });
  expect(why).toMatchObject({ account: 'acme', journeys: [{ journey: 'hello', state: 'left' }] });

  expect(await agent.use('account', { account: 'acme', of: 'play' })).toMatchObject({ id: 'acme', name: 'Acme' });
  await expect(agent.use('tasks', { csm: 'zoe', of: 'play' })).rejects.toThrow(/zoe isn't in the team\n.*maya/);
});

test('what cannot be answered says what is wrong and how to fix it', async () => {
  await expect(agent.use('explain', { journey: '--helo' })).rejects.toThrow(/no journey is called "--helo"\n.*hello/);
  await expect(agent.use('account', { account: 'acme' })).rejects.toThrow(/is not a local cloud\n.*npx daymark dev/);
  await expect(agent.use('simulate')).rejects.toThrow('pass either events or files');
  await expect(agent.use('simulate', { limit: 0, files: ['x'] })).rejects.toThrow(/limit/);
});

test('it reads the documentation, and sees a journey', async () => {
  const { resources } = await agent.client.listResources();
  const uris = resources.map(({ uri }) => uri);
  expect(uris).toContain('daymark://docs/write-a-journey');
  expect(uris).toContain('daymark://pictures/hello');
  const read = async (uri: string) => (await agent.client.readResource({ uri })).contents[0];
  expect(await read('daymark://docs/agents')).toMatchObject({
    mimeType: 'text/markdown',
    text: readFileSync(join(projectRoot, 'docs/agents.md'), 'utf8'),
  });
  expect(await read('daymark://pictures/hello')).toMatchObject({
    mimeType: 'image/svg+xml',
    text: expect.stringContaining('<svg'),
  });
});
