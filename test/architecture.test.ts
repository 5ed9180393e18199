import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Which places a place may import from, besides itself. Packages are listed where only some are allowed. */
const rules: Readonly<Record<string, { from: readonly string[]; packages?: readonly string[] }>> = {
  'engine/domain': { from: [], packages: ['zod', 'temporal-polyfill', 'node:crypto', 'node:url'] },
  'engine/journey': { from: ['engine/domain'], packages: ['zod', '@viz-js/viz', 'node:crypto'] },
  'engine/index.ts': { from: ['engine/journey', 'engine/domain'], packages: [] },
  'engine/asl': { from: ['engine/domain'], packages: ['jsonata'] },
  'engine/templates': { from: ['engine/domain'] },
  'engine/services': { from: ['engine/domain', 'engine/templates'], packages: ['zod', 'jose', 'node:crypto'] },
  'engine/adapters': { from: ['engine/services', 'engine/domain'] },
  'engine/assembly': { from: ['engine/domain'], packages: ['node:fs', 'node:path'] },
  'engine/local': {
    from: [
      'engine/adapters',
      'engine/asl',
      'engine/assembly',
      'engine/build',
      'engine/domain',
      'engine/services',
      'engine/sign-prompt-token.ts',
      'engine/wiring',
    ],
  },
  'engine/permissions': { from: ['engine/assembly', 'engine/local'], packages: [] },
  'engine/wiring': { from: ['engine/services/public-routes.ts'], packages: [] },
  faults: { from: ['engine', 'functions', 'test/journey', 'test/support/recorded-events.ts'] },
  // It runs in other people's pages.
  'engine/widget': { from: [], packages: [] },
  'engine/sample': { from: ['engine/domain'], packages: ['node:crypto'] },
  'engine/build': { from: ['engine/journey', 'engine/asl', 'engine/templates', 'engine/services', 'engine/domain'] },
  functions: {
    from: ['engine/services', 'engine/adapters', 'engine/domain'],
    packages: ['zod', '@middy/core', '@types/aws-lambda', 'aws-lambda'],
  },
  journeys: { from: ['engine/index.ts', 'templates'], packages: ['zod', '#engine'] },
  infra: {
    from: [
      'engine/build',
      'engine/asl',
      'engine/domain',
      'engine/adapters',
      'engine/services/alarms.ts',
      'engine/services/metrics.ts',
      'engine/services/public-routes.ts',
      'engine/templates/allowed-liquid.ts',
      'engine/wiring',
    ],
  },
};

describe('imports', () => {
  for (const [place, rule] of Object.entries(rules)) {
    it(`of ${place} come from ${rule.from.join(', ') || 'itself'}${rule.packages ? ` and ${rule.packages.join(', ') || 'no package'}` : ''}`, () => {
      const strangers = filesOf(place).flatMap(file =>
        importsOf(file)
          .filter(target => !allowed(place, rule, target))
          .map(target => `${file} imports ${target}`),
      );
      expect(strangers).toEqual([]);
    });
  }
});

describe('the clock', () => {
  it('is read in one adapter only', () => {
    const readers = [
      'engine/domain',
      'engine/journey',
      'engine/asl',
      'engine/services',
      'engine/adapters',
      'functions',
      'engine/templates',
    ]
      .flatMap(filesOf)
      .filter(file => /\bDate\.now\(\)|new Date\(\)|Temporal\.Now/.test(readFileSync(join(root, file), 'utf8')));
    expect(readers).toEqual(['engine/adapters/aws/clock.ts']);
  });
});

describe('where it runs', () => {
  it('is nothing that handlers, services and adapters ask', () => {
    const asking = ['functions', 'engine/services', 'engine/adapters']
      .flatMap(filesOf)
      .filter(file => /isLocal|AWS_ENDPOINT_URL|localhost|127\.0\.0\.1/.test(readFileSync(join(root, file), 'utf8')));
    expect(asking).toEqual([]);
  });
});

describe('a source file', () => {
  it('is short enough to read in one go', () => {
    const long = ['engine', 'faults', 'functions', 'infra', 'journeys']
      .flatMap(filesOf)
      .filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 250);
    expect(long).toEqual([]);
  });

  it('that is a handler is at most 60 lines', () => {
    const long = filesOf('functions').filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 61);
    expect(long).toEqual([]);
  });

  it('never pulls all locales of zod into a bundle', () => {
    const wasteful = ['engine', 'functions', 'journeys']
      .flatMap(filesOf)
      .filter(file => /import \{[^}]*\bz\b[^}]*\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')));
    expect(wasteful).toEqual([]);
  });
});

function filesOf(place: string): string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(join(root, place), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Targets of a file's imports: paths from the root, or package names. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'|\bimport\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
    ),
  ]
    .map(match => match[1] ?? match[2] ?? match[3] ?? '')
    .map(target => (target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target));
}

function allowed(
  place: string,
  { from, packages }: { from: readonly string[]; packages?: readonly string[] },
  target: string,
): boolean {
  const isPath = /^(engine|faults|functions|journeys|templates|infra|test)(\/|$)/.test(target);
  if (!isPath) return !packages || packages.some(name => target === name || target.startsWith(`${name}/`));
  return [place, ...from].some(prefix => target === prefix || target.startsWith(`${prefix}/`));
}

describe('the decisions', () => {
  it('have each a number of its own', () => {
    const numbers = readdirSync(join(root, 'docs/decisions')).map(file => file.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)]);
  });
});
