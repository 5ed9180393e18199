import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatePlaybookTypes } from '../../engine/build/playbooks/generate-playbook-types.ts';
import { parsePlaybook } from '../../engine/build/playbooks/parse-playbook.ts';
import { readPlaybooks } from '../../engine/build/playbooks/read-playbooks.ts';
import { aPlaybook } from '../support/playbooks.ts';

const matter = 'play: call about adoption\nminutes: 30';
const steps = '## Steps\n- [ ] look: Look at what they use.\n- [ ] call: Call the admin.\n';
const file = ({ front = matter, body = steps } = {}): string => `---\n${front}\n---\n${body}`;
const faultsOf = (of: Parameters<typeof file>[0]) => {
  const read = parsePlaybook('call-about-adoption', file(of));
  return 'id' in read ? [] : read.map(({ line, what, fix }) => `${line}: ${what}: ${fix}`);
};

describe('a playbook', () => {
  test('is what to do, for how long, and the steps', () => {
    expect(parsePlaybook('call-about-adoption', file())).toEqual(aPlaybook());
  });

  test('says for which tasks it is, why, what to say, and where to look', () => {
    const front = `${matter}\nfor:\n  types: [risk, onboarding]\n  reasons: [health-red]`;
    const body = `They pay for more than they use.\n\n${steps}
## What to say
“What did you hope for?”

Then listen.

## Links
- [The account](https://crm.example/accounts/{account})
`;
    expect(parsePlaybook('call-about-adoption', file({ front, body }))).toEqual(
      aPlaybook({
        for: { types: ['risk', 'onboarding'], reasons: ['health-red'] },
        why: 'They pay for more than they use.',
        say: '“What did you hope for?”\n\nThen listen.',
        links: [{ title: 'The account', url: 'https://crm.example/accounts/{account}' }],
      }),
    );
  });

  test('is read whichever way its lines end', () => {
    expect(parsePlaybook('call-about-adoption', file().replaceAll('\n', '\r\n'))).toEqual(aPlaybook());
  });

  test.each([
    ['no front matter key of that name', { front: `${matter}\nminute: 3` }, '4: the front matter has no "minute"'],
    ['no minutes', { front: 'play: call' }, '1: "minutes" is missing'],
    ['half a minute', { front: 'play: call\nminutes: 0.5' }, '3: "minutes" is wrong'],
    ['a day and more', { front: 'play: call\nminutes: 481' }, '3: "minutes" is wrong (at most 480'],
    [
      'a type of task that does not exist',
      { front: `${matter}\nfor: { types: [rsik] }` },
      '4: "for.types.0" is wrong (Did you mean "risk"?)',
    ],
    ['no steps', { body: 'Why.\n' }, '1: there are no steps'],
    [
      'an unknown section',
      { body: `${steps}## What to sya\n` },
      '8: there is no section "What to sya": Did you mean "What to say"?',
    ],
    ['a section twice', { body: `${steps}${steps}` }, '8: "Steps" is there twice'],
    ['a step without an id', { body: '## Steps\n- [ ] Call the admin.\n' }, '6: this is not a step'],
    ['a step that is done', { body: '## Steps\n- [x] call: Call.\n' }, '6: this is not a step'],
    ['a step id twice', { body: `${steps}- [ ] call: Again.\n` }, '8: two steps are called "call"'],
    ['21 steps', { body: `## Steps\n${many(21)}` }, '5: there are 21 steps: write at most 20'],
    ['a step without an end', { body: `## Steps\n- [ ] a: ${'x'.repeat(501)}\n` }, '6: the step is longer than 500'],
    ['a link without a title', { body: `${steps}## Links\n- https://x.example\n` }, '9: this is not a link'],
    [
      'a link to no page',
      { body: `${steps}## Links\n- [X](javascript:alert(1))\n` },
      '9: "javascript:alert(1)" is not an address',
    ],
    [
      'a link with an unknown name',
      { body: `${steps}## Links\n- [X](https://x.example/{user})\n` },
      '9: a link has no "{user}"',
    ],
  ])('is refused with %s', (_, of, says) => {
    expect(faultsOf(of)).toEqual([expect.stringContaining(says)]);
  });

  test('may have 20 steps of 500 characters', () => {
    expect(faultsOf({ body: `## Steps\n${many(20)}` })).toEqual([]);
    expect(faultsOf({ body: `## Steps\n- [ ] a: ${'x'.repeat(500)}\n` })).toEqual([]);
  });
});

describe('a folder of playbooks', () => {
  test('need not be there', async () => {
    expect(await readPlaybooks('/no/such/folder')).toEqual({ playbooks: [], problems: [] });
  });

  test('is read by name; what is wrong is told with its file', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'playbooks-')), 'playbooks');
    try {
      await mkdir(folder);
      const files = {
        'call-about-adoption.md': file(),
        'Call.md': file(),
        'notes.txt': '',
        'index.ts': '',
        'b.md': '',
      };
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const { playbooks, problems } = await readPlaybooks(folder);
      expect(playbooks).toEqual([aPlaybook()]);
      expect(problems.map(({ playbook, line, what }) => [playbook, line, what])).toEqual([
        ['Call', undefined, 'this is not a playbook'],
        ['b', 1, 'there is no front matter'],
        ['notes.txt', undefined, 'this is not a playbook'],
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('the index of the shipped playbooks is current', async () => {
  const { playbooks, problems } = await readPlaybooks('playbooks');
  expect(problems).toEqual([]);
  expect(await readFile('playbooks/index.ts', 'utf8')).toBe(generatePlaybookTypes(playbooks));
});

test('the index quotes as the formatter does', () => {
  const index = generatePlaybookTypes([
    aPlaybook({ id: 'a', play: "say it isn't so" }),
    aPlaybook({ id: 'b', play: 'x'.repeat(110) }),
  ]);
  expect(index).toContain(`  a: { play: "say it isn't so", minutes: 30 },\n`);
  expect(index).toContain(`  b: {\n    play: '${'x'.repeat(110)}',\n    minutes: 30,\n  },\n`);
});

function many(count: number): string {
  return Array.from({ length: count }, (_, index) => `- [ ] s${index}: Do it.\n`).join('');
}
