import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { commitPages, withoutOvertaken } from '../../engine/account/commit-pages.ts';
import { aLine, anEnrollment, anEvaluation, aProfile, aTask, march } from '../conformance/records.ts';

const most = 10;
const one = () => 1;

const changes: readonly ((n: number) => Change)[] = [
  n => ({ kind: 'exit', enrollment: `e${n}`, reason: 'stopped', at: march(2) }),
  n => ({ kind: 'enroll', enrollment: anEnrollment('acme', `e${n}`) }),
  n => ({ kind: 'task', task: aTask('acme', `t${n}`) }),
  n => ({ kind: 'line', line: aLine('acme', { key: `k${n}` }) }),
  n => ({ kind: 'moved', enrollment: `e${n}`, at: march(2) }),
];
const deciding: readonly ((n: number) => Change)[] = [
  () => ({ kind: 'profile', profile: aProfile('acme') }),
  () => ({ kind: 'evaluation', evaluation: anEvaluation('acme') }),
  n => ({ kind: 'advance', enrollment: `e${n}`, step: 'hello', at: march(2) }),
];

const someCommit = fc
  .record({
    others: fc.array(fc.constantFrom(...changes), { maxLength: 60 }),
    deciding: fc.array(fc.constantFrom(...deciding), { maxLength: most }),
    seed: fc.array(fc.nat(), { minLength: most, maxLength: most }),
  })
  .map(({ others, deciding: decided, seed }) => {
    const all = [...others];
    for (const [n, each] of decided.entries()) all.splice((seed[n] ?? 0) % (all.length + 1), 0, each);
    return all.map((make, n) => make(n));
  })
  // A line after a change that may be overtaken shares its page: so many of them fit into none.
  .filter(commit => !/(?:line ){9}/.test(commit.map(({ kind }) => `${kind} `).join('')));

describe('pages of a commit', () => {
  it('hold every change once, and none more than it takes', () => {
    fc.assert(
      fc.property(someCommit, commit => {
        const { first, later } = commitPages(commit, one, most);
        const all = [first, ...later];

        expect(new Set(all.flat())).toEqual(new Set(commit));
        expect(all.flat()).toHaveLength(commit.length);
        for (const page of all) expect(page.length).toBeLessThanOrEqual(most);
        for (const page of later) expect(page.length).toBeGreaterThan(0);
      }),
    );
  });

  it('begin with all that decides, and keep the rest in order', () => {
    const decides = ({ kind }: Change) => ['profile', 'evaluation', 'advance'].includes(kind);
    fc.assert(
      fc.property(someCommit, commit => {
        const { first, later } = commitPages(commit, one, most);

        expect(later.flat().filter(decides)).toEqual([]);
        expect([first, ...later].flat().filter(each => !decides(each))).toEqual(commit.filter(each => !decides(each)));
      }),
    );
  });

  it('tell a change that may be overtaken together with what the timeline says of it', () => {
    let told = 0;
    fc.assert(
      fc.property(someCommit, commit => {
        const { first, later } = commitPages(commit, one, most);
        const pages = [first, ...later];
        for (const [n, change] of commit.entries()) {
          if (change.kind !== 'line' || !['exit', 'enroll', 'task'].includes(commit[n - 1]?.kind ?? '')) continue;
          const page = pages.find(each => each.includes(change));
          expect(page).toContain(commit[n - 1]);
          told++;
        }
      }),
    );
    expect(told).toBeGreaterThan(0);
  });

  it('begin with what decides, however large it is, and are cut by the bytes of the rest', () => {
    const evaluation = deciding[1]?.(0) as Change;
    const large = { ...aLine('acme', { key: 'x'.repeat(16_000) }) };
    const lines = Array.from({ length: 4 }, (): Change => ({ kind: 'line', line: large }));
    const huge: Change = {
      kind: 'profile',
      profile: { ...aProfile('acme'), attributes: { name: { value: 'x'.repeat(390_000), at: march(1) } } },
    };

    const { first, later } = commitPages([...lines, huge, evaluation], one, most);

    expect(first).toEqual([huge, evaluation]);
    expect(later).toEqual(lines.map(line => [line]));
  });

  it('are refused where more decides than one of them takes', () => {
    const commit = Array.from({ length: 11 }, (_, n) => deciding[2]?.(n) as Change);

    expect(() => commitPages(commit, one, most)).toThrow('A commit rests on 11 changes (advance)');
  });

  it('leave out with a change what was told of it, and nothing else', () => {
    const page = ['exit', 'line', 'line', 'task', 'line', 'moved', 'line'].map((kind, n) => {
      const make = changes.find(each => each(0).kind === kind) as (n: number) => Change;
      return make(n);
    });
    const [exit, , , task] = page as [Change, Change, Change, Change];

    expect(withoutOvertaken(page, exit)).toEqual(page.slice(3));
    expect(withoutOvertaken(page, task)).toEqual([...page.slice(0, 3), ...page.slice(5)]);
    expect(withoutOvertaken(page, task, exit)).toEqual([...page.slice(0, 3), exit, ...page.slice(4)]);
  });
});
