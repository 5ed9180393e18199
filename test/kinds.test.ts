import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileJourney } from '../engine/asl/compile-journey.ts';
import { kindTablesIn } from '../engine/build/kind-tables.ts';
import { withWordTables } from '../engine/build/word-tables.ts';
import type { Step } from '../engine/definition/step.ts';
import { explainJourney } from '../engine/journey/explain/explain-journey.ts';
import { stepExamples } from '../engine/steps/example-of.ts';
import { stepKinds } from '../engine/steps/kind-of.ts';
import { triggerExamples } from '../engine/triggers/example-of.ts';
import { triggerKinds } from '../engine/triggers/kind-of.ts';
import * as catalogModule from '../journeys/catalog.ts';
import { email, journeyOf, templates } from './journey/plain-journey.ts';
import { smallCatalog } from './journey/small-catalog.ts';

const root = join(import.meta.dirname, '..');
const files = ['engine', 'functions']
  .flatMap(place =>
    readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .map(file => `${place}/${file}`),
  )
  .sort();

/** Places where shared code asks for a kind, by file, and why. */
const allowed: Readonly<Record<string, { times: number; because: string }>> = {
  'engine/definition/calendar.ts': { times: 1, because: 'a switch over all anchors, where time is counted' },
  'engine/journey/check/rule.ts': { times: 1, because: 'a rule names the kind of step that it is for' },
  'engine/local/due-watch.ts': { times: 3, because: 'of all changes, those that say when something is due' },
  'engine/local/interpreter/run-execution.ts': {
    times: 1,
    because: 'of all states a task alone is retried and caught',
  },
  'engine/playback/deliver.ts': { times: 2, because: 'a line is a call, the event of a processor, or feedback' },
  'engine/widget/view.ts': { times: 1, because: 'a table would take the widget above its 6 kB' },
};

/** A kind answers in its own folder. */
const isOwn = (file: string): boolean =>
  /^engine\/(steps|triggers|channels)\/[\w-]+\/|^engine\/conditions\/|^engine\/connectors\/\w+\/[\w-]+\//.test(file);

/** Kinds in a journey, for which no `switch` asks either. */
const anchors = ['day', 'after', 'before', 'share'];
const reenrollments = ['never', 'afterEnd', 'after', 'keyed', 'term'];
const inJourneys = [...Object.keys(stepKinds), ...Object.keys(triggerKinds), ...anchors, ...reenrollments];
const asks = /(?<!typeof [\w.]*)\bkind [!=]== '?([\w-]+)/g;
const switches = new RegExp(`\\bcase '(${inJourneys.join('|')})'`, 'g');

/** What a module asks of the kinds that it declares is theirs to answer. */
const declares = (text: string, kind: string): boolean =>
  [...text.matchAll(/^(?:export )?(?:type|interface) [\s\S]*?(?=\n\n|$(?![\s\S]))/gm)].some(([type]) =>
    type.includes(`'${kind}'`),
  );

describe('shared code', () => {
  it('asks for the kind of something only where there is a reason', () => {
    const found = files
      .filter(file => !isOwn(file))
      .flatMap(file => {
        const text = readFileSync(join(root, file), 'utf8');
        const foreign = (asking: RegExp) =>
          [...text.matchAll(asking)].filter(([, kind = '']) => !declares(text, kind)).length;
        const times = foreign(asks) + (foreign(switches) > 0 ? 1 : 0);
        return times > 0 ? [[file, times]] : [];
      });
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(allowed).map(([file, { times }]) => [file, times])),
    );
    expect(Object.values(allowed).reduce((sum, { times }) => sum + times, 0)).toBeLessThanOrEqual(10);
  });

  it('runs what is in the folder of a kind from the tables only', () => {
    // Events do more than enroll: they exit, end waits and are counted.
    const folders = [...Object.keys(stepKinds), ...Object.keys(triggerKinds)]
      .filter(kind => kind !== 'event')
      .map(kebab);
    const runs = new RegExp(
      `^(?:import|export) (?!type )[^;]*?from '[./]*(?:steps/|triggers/)?(?:${folders.join('|')})/(?:author|check|kind|outline|states|turn|why)\\.ts';`,
      'm',
    );
    const importers = files.filter(file => !isOwn(file) && runs.test(readFileSync(join(root, file), 'utf8')));
    expect(importers).toEqual([
      'engine/steps/kinds.ts',
      'engine/steps/outlines.ts',
      'engine/steps/taken-turns.ts',
      'engine/steps/turns.ts',
      'engine/triggers/kinds.ts',
      'engine/triggers/outlines.ts',
      'engine/triggers/turns.ts',
      'engine/triggers/whys.ts',
    ]);
  });

  it('has a line in its tables for each part of each folder', () => {
    for (const [path, table] of Object.entries(kindTablesIn(root)))
      expect(readFileSync(join(root, path), 'utf8'), `${path} is not up to date: run \`npm run kinds\`.`).toBe(table);
  });

  it('gets those lines from the folders alone', () => {
    const made = mkdtempSync(join(tmpdir(), 'daymark-kinds-'));
    for (const folder of ['steps', 'triggers/each-spring', 'triggers/use-cases'])
      mkdirSync(join(made, 'engine', folder), { recursive: true });
    writeFileSync(join(made, 'engine/triggers/each-spring/turn.ts'), '');
    const { 'engine/triggers/turns.ts': turns, ...others } = kindTablesIn(made);
    rmSync(made, { recursive: true });
    expect(turns).toContain("\nexport { eachSpringTriggerTurn as eachSpring } from './each-spring/turn.ts';\n");
    expect(Object.values(others).join('')).not.toContain('export');
  });

  it('has a folder for each kind, and no other beside it', () => {
    const folders = (of: string) =>
      readdirSync(join(root, 'engine', of), { withFileTypes: true })
        .filter(each => each.isDirectory())
        .map(({ name }) => name);
    expect(folders('steps').sort()).toEqual([...Object.keys(stepKinds).map(kebab), 'use-cases'].sort());
    expect(folders('triggers').sort()).toEqual(Object.keys(triggerKinds).map(kebab).sort());
  });
});

const kebab = (kind: string): string => kind.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const documented = readFileSync(join(root, 'docs/write-a-journey.md'), 'utf8');

describe('the words of a kind of trigger', () => {
  const words = Object.values(triggerKinds).flatMap(({ words }) => Object.keys(words(smallCatalog as never)));

  it.each(words)('%s can be imported by journeys, and is documented', word => {
    expect(Object.keys(catalogModule), 'what journeys/catalog.ts exports').toContain(word);
    expect(documented).toMatch(new RegExp(`\`[^\`\n]*\\b${word}\\b`));
  });
});

describe('the word of a kind of step', () => {
  it.each(Object.keys(stepKinds))('%s can be imported by journeys, and is in the table of words', word => {
    expect(Object.keys(catalogModule), 'what journeys/catalog.ts exports').toContain(word);
    expect(documented).toContain(`| \`${word}(`);
  });
});

it('has the words of all kinds in the docs, as the kinds give them', () => {
  expect(withWordTables(documented), 'run `npm run kinds`').toBe(documented);
  const dated = documented.replace(/^\| `slack\(.*\n/m, '');
  expect(withWordTables(dated)).toMatch(/^\| `slack\(id, …\)` \| .*\n\n/m);
});

describe('the example of a kind', () => {
  it.each(Object.entries(stepExamples))(
    'of step %s is a step that can be told, drawn and compiled',
    (kind, { step }) => {
      const steps = [{ kind, id: 'example', ...step } as Step, email('after')];
      expect(explainJourney(journeyOf(steps)).length).toBeGreaterThan(
        explainJourney(journeyOf([email('after')])).length,
      );
      expect(JSON.stringify(compileJourney(journeyOf(steps), templates))).toContain('example');
    },
  );

  it.each(Object.entries(triggerExamples))('of trigger %s can be told', (kind, { trigger }) => {
    expect(trigger.kind).toBe(kind);
    expect(explainJourney(journeyOf([email('after')], { enroll: trigger }))).toContain('An account enters');
  });
});
