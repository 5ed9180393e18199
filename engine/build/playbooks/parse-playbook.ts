import * as z from 'zod';
import {
  mostPlaybookSteps,
  type Playbook,
  type PlaybookLink,
  playbookReasons,
  playbookStepId,
} from '../../definition/playbook.ts';
import { taskTypes } from '../../definition/task.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { parseMatter } from '../../templates/front-matter.ts';
import type { PlaybookFault } from './playbook-problem.ts';

/** Reads a playbook of `playbooks/<id>.md`, or returns all of its faults. */
export const parsePlaybook = (id: string, file: string): Playbook | PlaybookFault[] => {
  const front = parseMatter(file, matter);
  if (Array.isArray(front)) return front;
  const { play, minutes, for: tasks, suits } = front.matter;
  const faults: PlaybookFault[] = [];
  const sections = sectionsOf(front.body, faults);
  const [steps, say, links] = ['Steps', 'What to say', 'Links'].map(title => sections.get(title));
  const listed = {
    steps: (steps?.lines ?? []).flatMap(line => stepIn(line, faults)),
    links: (links?.lines ?? []).flatMap(line => linkIn(line, faults)),
  };
  faults.push(...wrongSteps(listed.steps, steps));
  if (faults.length > 0) return faults.sort((a, b) => a.line - b.line);
  const [why, words] = [textOf(sections.get(intro)), textOf(say)];
  return {
    id,
    play,
    minutes,
    ...(tasks && { for: tasks }),
    ...(suits && { suits }),
    ...(why && { why }),
    steps: listed.steps.map(({ step }) => step),
    ...(words && { say: words }),
    links: listed.links,
  };
};

const matter = z.strictObject({
  play: z.string().trim().min(1).max(200, 'at most 200 characters: one phrase'),
  minutes: z.int().min(1).max(480, 'at most 480: a working day'),
  for: z
    .strictObject({
      types: z
        .array(z.enum(taskTypes, { error: ({ input }) => didYouMean(String(input), taskTypes) }))
        .min(1)
        .exactOptional(),
      reasons: z.array(z.string().trim().min(1)).min(1).exactOptional(),
    })
    .exactOptional(),
  suits: z
    .array(z.enum(playbookReasons, { error: ({ input }) => didYouMean(String(input), playbookReasons) }))
    .min(1)
    .exactOptional(),
});

interface Line {
  /** From 1. */
  number: number;
  text: string;
}

interface Section {
  /** Line number of its title. */
  at: number;
  lines: readonly Line[];
}

/** Key of the section before the first title. */
const intro = '';
const titles = ['Steps', 'What to say', 'Links'];

const sectionsOf = (body: string, faults: PlaybookFault[]): ReadonlyMap<string, Section> => {
  const sections = new Map<string, { at: number; lines: Line[] }>();
  let current = { at: 1, lines: [] as Line[] };
  sections.set(intro, current);
  for (const [index, text] of body.split(/\r?\n/).entries()) {
    const number = index + 1;
    const [, title] = /^##\s+(.*?)\s*$/.exec(text) ?? [];
    if (title === undefined) {
      current.lines.push({ number, text });
      continue;
    }
    if (!titles.includes(title))
      faults.push({ line: number, what: `there is no section "${title}"`, fix: didYouMean(title, titles) });
    else if (sections.has(title))
      faults.push({ line: number, what: `"${title}" is there twice`, fix: 'join the two sections' });
    current = { at: number, lines: [] };
    sections.set(title, current);
  }
  return sections;
};

type FoundStep = Line & { step: Playbook['steps'][number] };

const stepIn = ({ number, text }: Line, faults: PlaybookFault[]): FoundStep[] => {
  if (text.trim() === '') return [];
  const [, id = '', said = ''] = /^- \[ \] ([^\s:]+):\s+(.+?)\s*$/.exec(text) ?? [];
  if (playbookStepId.test(id) && said.length <= longestStep) return [{ number, text, step: { id, text: said } }];
  faults.push({
    line: number,
    what: said.length > longestStep ? `the step is longer than ${longestStep} characters` : 'this is not a step',
    fix: 'write "- [ ] ask: Ask what changed.", with an id of small letters, digits and hyphens before the colon',
  });
  return [];
};

const longestStep = 500;

const wrongSteps = (steps: readonly FoundStep[], section: Section | undefined): PlaybookFault[] => {
  const { at = 1, lines = [] } = section ?? {};
  const seen = new Set<string>();
  const again = steps.filter(({ step: { id } }) => seen.size === seen.add(id).size);
  return [
    ...again.map(({ number, step }) => ({
      line: number,
      what: `two steps are called "${step.id}"`,
      fix: 'give each step an id of its own',
    })),
    ...(lines.every(({ text }) => text.trim() === '')
      ? [{ line: at, what: 'there are no steps', fix: 'write "## Steps" and below it "- [ ] ask: Ask what changed."' }]
      : []),
    ...(steps.length > mostPlaybookSteps
      ? [{ line: at, what: `there are ${steps.length} steps`, fix: `write at most ${mostPlaybookSteps}` }]
      : []),
  ];
};

const linkIn = ({ number, text }: Line, faults: PlaybookFault[]): PlaybookLink[] => {
  if (text.trim() === '') return [];
  const [, title, url] = /^- \[([^\]]+)\]\((\S+)\)\s*$/.exec(text) ?? [];
  const fault = (what: string, fix: string): PlaybookLink[] => {
    faults.push({ line: number, what, fix });
    return [];
  };
  if (title === undefined || url === undefined)
    return fault('this is not a link', 'write "- [Title](https://example.com/{account})"');
  const unknown = [...url.matchAll(/\{(\w*)\}/g)].find(([, name]) => name !== 'account');
  if (unknown) return fault(`a link has no "${unknown[0]}"`, 'write {account}, which stands for the id of the account');
  if (!/^https:/.test(url) || !URL.canParse(url.replaceAll('{account}', 'acme')))
    return fault(`"${url}" is not an address`, 'begin it with https://');
  return [{ title, url }];
};

const textOf = (section: Section | undefined): string =>
  (section?.lines ?? [])
    .map(({ text }) => text)
    .join('\n')
    .trim();
