import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepKinds } from '../engine/steps/kind-of.ts';
import { triggerKinds } from '../engine/triggers/kind-of.ts';
import * as catalogModule from '../journeys/catalog.ts';

const root = join(import.meta.dirname, '..');
const files = readdirSync(join(root, 'engine'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => `engine/${file}`)
  .sort();

const anchors = ['day', 'after', 'before', 'share'];
const reenrollments = ['never', 'afterEnd', 'after', 'keyed', 'term'];
const kinds = [...Object.keys(stepKinds), ...Object.keys(triggerKinds), ...anchors, ...reenrollments];
const asks = new RegExp(`(?:kind (?:===|!==)|case) '(?:${kinds.join('|')})'`, 'g');

/** Where shared code asks for the kind of something in a journey, or uses such a word for something else, and why. */
const allowed: Readonly<Record<string, { times: number; because: string }>> = {
  'engine/account/change.ts': { times: 1, because: 'a change that enrolls, no step' },
  'engine/adapters/aws/table/item-write.ts': { times: 1, because: 'an update of the table, no step' },
  'engine/adapters/aws/table/merge-writes.ts': { times: 1, because: 'an update of the table, no step' },
  'engine/adapters/aws/table/write-together.ts': { times: 1, because: 'an update of the table, no step' },
  'engine/definition/anchor.ts': { times: 4, because: 'the home of anchors' },
  'engine/definition/calendar.ts': { times: 4, because: 'a switch over all of them, where time is counted' },
  'engine/definition/journey-definition.ts': { times: 2, because: 'the home of re-enrollments' },
};

/** Kinds are compared in the folder of their own, whose business they are. */
const isOwn = (file: string): boolean => /^engine\/(steps|triggers)\/[\w-]+\//.test(file);

describe('shared code', () => {
  it('asks for the kind of a step, a trigger, an anchor or a re-enrollment only where there is a reason', () => {
    const found = files
      .filter(file => !isOwn(file))
      .flatMap(file => {
        const times = [...readFileSync(join(root, file), 'utf8').matchAll(asks)].length;
        return times > 0 ? [[file, times]] : [];
      });
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(allowed).map(([file, { times }]) => [file, times])),
    );
  });

  it('runs what is in the folder of a kind from the tables only', () => {
    // Events do more than enroll: they exit, end waits and are counted.
    const folders = [...Object.keys(stepKinds), ...Object.keys(triggerKinds)]
      .filter(kind => kind !== 'event')
      .map(kebab);
    const runs = new RegExp(
      `^(?:import|export) (?!type )[^;]*?from '[./]*(?:steps/|triggers/)?(?:${folders.join('|')})/(?:author|check|kind|plan|states|turn)\\.ts';`,
      'm',
    );
    const importers = files.filter(file => !isOwn(file) && runs.test(readFileSync(join(root, file), 'utf8')));
    expect(importers).toEqual([
      'engine/steps/kinds.ts',
      'engine/steps/plans.ts',
      'engine/steps/turns.ts',
      'engine/triggers/kinds.ts',
      'engine/triggers/plans.ts',
      'engine/triggers/turns.ts',
    ]);
  });

  it('has a folder for each kind', () => {
    const folders = (of: string) =>
      readdirSync(join(root, 'engine', of), { withFileTypes: true })
        .filter(each => each.isDirectory())
        .map(({ name }) => name);
    expect(folders('steps')).toEqual(expect.arrayContaining(Object.keys(stepKinds).map(kebab)));
    expect(folders('triggers').sort()).toEqual(Object.keys(triggerKinds).map(kebab).sort());
  });
});

const kebab = (kind: string): string => kind.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

describe('the word of a kind of step', () => {
  const documented = readFileSync(join(root, 'docs/write-a-journey.md'), 'utf8');

  it.each(Object.keys(stepKinds))('%s can be imported by journeys, and is in the table of words', word => {
    expect(Object.keys(catalogModule)).toContain(word);
    expect(documented).toContain(`| \`${word}(`);
  });
});
