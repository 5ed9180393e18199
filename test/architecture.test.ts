import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/**
 * The engine from the bottom up: a file imports from its own layer and from those below. Decisions read no port, use cases no
 * adapter. The first pattern that matches a path is its layer.
 */
const layers: readonly (readonly [name: string, ...places: RegExp[]])[] = [
  ['kernel', /^engine\/kernel\//],
  [
    'manifests',
    /^engine\/connectors\/(connectors?|all-manifests|connector-of|processors|crms|customers|\w+\/[\w-]+\/manifest)\.ts$/,
  ],
  [
    'definition',
    /^engine\/definition\//,
    /^engine\/triggers\/(trigger-outline|outlines)\.ts$/,
    /^engine\/steps\/(step-outline|outlines|step-outline-of)\.ts$/,
    // What a kind is, and any other file of its own that its parts share.
    /^engine\/(triggers|steps)\/(?!use-cases\/)[\w-]+\/(?!(author|check|example|kind|states|turn|why)\.ts$)[\w-]+\.ts$/,
  ],
  ['account', /^engine\/account\//],
  ['billing', /^engine\/billing\//],
  ['conditions', /^engine\/conditions\//],
  ['templates', /^engine\/templates\/[^/]+$/],
  ['contacts', /^engine\/contacts\/[^/]+$/],
  ['health', /^engine\/health\//],
  ['headlines', /^engine\/headlines\//],
  ['tasks', /^engine\/tasks\/[^/]+$/],
  ['stages', /^engine\/stages\//],
  ['signals', /^engine\/signals\/[^/]+$/],
  ['success-plans', /^engine\/success-plans\//],
  ['triggers', /^engine\/triggers\/(trigger-turn|turn-of|turns|[\w-]+\/turn)\.ts$/],
  ['evaluation', /^engine\/evaluation\//],
  ['steps', /^engine\/steps\/(?!(taken-)?turns\.ts$)[^/]+$/],
  ['sending', /^engine\/sending\/(gate\/)?[^/]+$/],
  [
    'channels',
    /^engine\/channels\/(channels?|all-manifests|channel-of|own-secrets)\.ts$/,
    // All of a channel but how it sends.
    /^engine\/channels\/([\w-]+)\/(?!\1\.ts$)[\w-]+\.ts$/,
  ],
  ['sinks', /^engine\/sinks\/(sinks?|crm-task|[\w-]+\/(manifest|fields))\.ts$/],
  ['turns', /^engine\/steps\/((taken-)?turns|[\w-]+\/turn)\.ts$/],
  ['outlook', /^engine\/outlook\/[^/]+$/],
  ['prompts', /^engine\/prompts\/[^/]+$/],
  ['routing', /^engine\/routing\/[^/]+$/],
  ['ingest', /^engine\/ingest\/[^/]+$/],
  ['numbers', /^engine\/numbers\/[^/]+$/],
  ['counts', /^engine\/counts\/[^/]+$/],
  ['versions', /^engine\/versions\/[^/]+$/],
  ['ports', /^engine\/ports\//],
  ['turn', /^engine\/turn\.ts$/],
  ['pages', /^engine\/pages\/[^/]+$/],
  ['access', /^engine\/access\//],
  ['feedback', /^engine\/feedback\/[^/]+$/],
  ['archive', /^engine\/archive\/[^/]+$/],
  ['connectors', /^engine\/connectors\//],
  ['use cases', /^engine\/([\w-]+\/use-cases|channels|sinks|operate|pages\/\w+)\//],
];

/** What a kind answers at build, in its own folder beside its data. */
const kinds =
  /^engine\/(steps|triggers)\/([\w-]+\/(author|check|example|kind|states)|kinds|kind-of|examples|example-of|step-answers|step-example|step-parts|trigger-answers|trigger-example|documented-word)\.ts$/;

/** What explains decisions: beside its folder, what each kind of trigger answers to that. */
const why = /^engine\/(why\/|triggers\/([\w-]+\/why|trigger-why|whys|why-of)\.ts$)/;

/** Parts beside the layers, and what they may import besides themselves. */
const beside: Readonly<Record<string, readonly string[]>> = {
  'engine/journey': ['kinds', 'kernel', 'manifests', 'definition', 'account', 'contacts', 'tasks'],
  'engine/index.ts': ['engine/journey', 'kernel', 'definition'],
  // For an application's backend, so it stands alone.
  'engine/tokens.ts': [],
  'engine/asl': ['kinds', 'kernel', 'definition', 'account', 'steps', 'routing'],
  kinds: ['engine/journey', 'engine/asl', 'kernel', 'definition', 'tasks'],
  'engine/adapters': [...layers.map(([name]) => name).filter(name => name !== 'use cases')],
  'engine/memory': [
    'engine/adapters',
    'engine/asl',
    'engine/build',
    'engine/local',
    'engine/wiring',
    ...layers.map(([name]) => name).filter(name => name !== 'use cases'),
  ],
  'engine/promises': [
    'channels',
    'engine/asl',
    'engine/cost/prices.ts',
    'engine/cost/request-counts.ts',
    'engine/journey',
    'kinds',
    'definition',
    'kernel',
    'sending',
  ],
  'engine/assembly': ['definition'],
  'engine/local': [
    'engine/adapters',
    'engine/asl',
    'engine/assembly',
    'engine/build',
    'engine/tokens.ts',
    'engine/wiring',
    'access',
    'account',
    'channels',
    'connectors',
    'definition',
    'kernel',
    'manifests',
    'ports',
    'sending',
  ],
  'engine/permissions': ['engine/assembly', 'engine/local', 'engine/wiring'],
  'engine/wiring': ['manifests', 'channels', 'access', 'kernel'],
  faults: ['engine', 'functions', 'test/journey', 'test/support/recorded-events.ts'],
  // It runs in other people's pages.
  'engine/widget': [],
  'engine/sample': ['kernel', 'definition', 'account', 'sending', 'tasks'],
  'engine/build': ['engine/journey', 'engine/asl', 'kinds', 'engine/promises', 'templates', 'definition', 'kernel'],
  'engine/cost': ['engine/wiring', 'definition', 'ports'],
  'engine/diff': [
    'engine/asl',
    'engine/build',
    'engine/cost',
    'engine/journey',
    'engine/playback',
    'account',
    'definition',
    'kernel',
    'kinds',
  ],
  'engine/why': ['engine/journey', 'kinds', ...layers.map(([name]) => name).filter(name => name !== 'use cases')],
  'engine/views': ['engine/cost', 'engine/diff/words', 'engine/why', ...layers.map(([name]) => name)],
  'engine/import': ['kernel', 'definition', 'account', 'contacts', 'ingest'],
  // A report keeps answers under the addresses that its pages ask for.
  'engine/playback': ['engine', 'console/url-of.ts'],
  'engine/testing': ['engine'],
  'engine/testing.ts': ['engine/testing'],
  'engine/cli': ['engine', 'infra/configuration.ts', 'infra/names.ts'],
  functions: ['engine/adapters', 'engine/views', ...layers.map(([name]) => name)],
  journeys: ['engine/index.ts', 'templates', 'playbooks'],
  console: ['engine'],
  packages: ['engine'],
  playbooks: [],
  templates: [],
  bench: ['engine', 'faults', 'functions', 'infra', 'journeys', 'test/conformance', 'test/journey', 'test/support'],
  test: ['engine', 'functions', 'faults', 'infra', 'journeys', 'console', 'packages', 'playbooks', 'templates'],
  '.ci': ['engine', 'functions', 'faults', 'infra', 'journeys', 'bench', 'test'],
  infra: [
    'engine/adapters',
    'engine/asl',
    'engine/build',
    'engine/tokens.ts',
    'engine/views/open-api.ts',
    'engine/views/viewer.ts',
    'engine/wiring',
    'access',
    'definition',
    'kernel',
    'manifests',
    'ports',
    'sending',
    'sinks',
    'templates',
  ],
};

/** Packages of places that may not use just any. */
const packages: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(layers.map(([name]) => [name, ['zod', 'node:crypto', 'node:url', 'node:util']])),
  kernel: ['temporal-polyfill', 'node:url'],
  definition: ['zod', 'temporal-polyfill', 'node:crypto'],
  signals: ['temporal-polyfill', 'node:crypto'],
  templates: [
    'zod',
    'liquidjs',
    'mjml',
    'html-to-text',
    'yaml',
    'node:crypto',
    'node:fs',
    'node:fs/promises',
    'node:path',
  ],
  ports: ['jose'],
  access: ['zod', 'jose'],
  'engine/journey': ['zod', '@viz-js/viz', 'node:crypto'],
  kinds: [],
  'engine/index.ts': [],
  'engine/asl': ['jsonata'],
  'engine/promises': [],
  'engine/assembly': ['node:fs', 'node:path'],
  'engine/memory': [],
  'engine/permissions': [],
  'engine/wiring': [],
  'engine/widget': [],
  'engine/views': ['zod'],
  'engine/import': ['csv-parse', 'zod'],
  'engine/sample': ['node:crypto'],
  functions: ['zod', '@middy/core', '@types/aws-lambda', 'aws-lambda'],
  journeys: ['zod', '#engine'],
};

const sources = ['engine', 'functions', 'faults', 'infra', 'journeys'].flatMap(place => filesOf(place));

/** What runs nowhere else: pages, what is published, and what measures and checks the rest. */
const around = ['console', 'packages', 'bench', '.ci', 'playbooks', 'templates', 'test'].flatMap(place =>
  filesOf(place, /\.tsx?$/).filter(file => !/(^|\/)node_modules\//.test(file)),
);

describe('every source file', () => {
  it('is in a layer, or in a part beside them', () => {
    expect(sources.filter(file => placeOf(file) === undefined)).toEqual([]);
  });

  it('imports nothing from above, pages and checks neither', () => {
    const climbing = [...sources, ...around].flatMap(file =>
      importsOf(file)
        .filter(target => isPath(target) && !mayImport(placeOf(file), target))
        .map(target => `${file} imports ${target}`),
    );
    expect(climbing).toEqual([]);
  });

  it('uses the packages of its place', () => {
    const strange = sources.flatMap(file => {
      const allowed = packages[placeOf(file) ?? ''];
      return importsOf(file)
        .filter(target => !isPath(target) && allowed && !allowed.some(name => isWithin(target, name)))
        .map(target => `${file} imports ${target}`);
    });
    expect(strange).toEqual([]);
  });

  it('is part of no circle, of types neither', () => {
    expect(circular([...sources, ...around])).toEqual([]);
  });
});

function placeOf(file: string): string | undefined {
  if (kinds.test(file)) return 'kinds';
  if (why.test(file)) return 'engine/why';
  const [layer] = layers.find(([, ...places]) => (places as RegExp[]).some(place => place.test(file))) ?? [];
  return layer ?? Object.keys(beside).find(place => isWithin(file, place));
}

function mayImport(place: string | undefined, target: string): boolean {
  const from = placeOf(target);
  if (place === undefined || from === place) return true;
  const height = layers.findIndex(([name]) => name === place);
  if (height >= 0) return layers.slice(0, height).some(([name]) => name === from);
  return (beside[place] ?? []).some(each => each === from || isWithin(target, each));
}

/** Files in circles of imports, and those between two circles: what stays when ends are taken off until none is left. */
function circular(files: readonly string[]): string[] {
  const imports = new Map(files.map(file => [file, importsOf(file)]));
  const peel = (left: ReadonlySet<string>): ReadonlySet<string> => {
    const imported = new Set([...left].flatMap(file => imports.get(file) ?? []));
    const inner = new Set(
      [...left].filter(file => imported.has(file) && imports.get(file)?.some(each => left.has(each))),
    );
    return inner.size === left.size ? left : peel(inner);
  };
  return [...peel(new Set(files))];
}

describe('the console', () => {
  it('decides nothing: of the engine it knows types alone', () => {
    const values = filesOf('console', /\.tsx?$/).flatMap(file =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^import (?!type\b)[^;]*?'([^']+)'/gm)].map(
        ([, target = '']) => `${file} imports ${target}`,
      ),
    );
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter(line => /\/engine\//.test(line) || !/ imports (\.|preact|@preact\/)/.test(line))).toEqual([]);
  });
});

describe('the clock', () => {
  it('is read in one adapter only', () => {
    const readers = sources
      .filter(
        file =>
          file.startsWith('functions/') ||
          layers.some(([name]) => name === placeOf(file)) ||
          /^engine\/(journey|asl|adapters|memory)\//.test(file),
      )
      .filter(file => /\bDate\.now\(\)|new Date\(\)|Temporal\.Now/.test(readFileSync(join(root, file), 'utf8')));
    expect(readers).toEqual(['engine/adapters/aws/clock.ts']);
  });
});

describe('where it runs', () => {
  it('is nothing that handlers, services and adapters ask', () => {
    const asking = sources
      .filter(file => /^(functions|engine\/adapters)\//.test(file) || layers.some(([name]) => name === placeOf(file)))
      .filter(file => /isLocal|AWS_ENDPOINT_URL|localhost|127\.0\.0\.1/.test(readFileSync(join(root, file), 'utf8')));
    expect(asking).toEqual([]);
  });
});

describe('a source file', () => {
  it('is short enough to read in one go', () => {
    const long = ['console', 'engine', 'faults', 'functions', 'infra', 'journeys']
      .flatMap(place => filesOf(place, /\.tsx?$/))
      .filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 250);
    expect(long).toEqual([]);
  });

  it('that is a handler is at most 60 lines', () => {
    const long = filesOf('functions').filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 61);
    expect(long).toEqual([]);
  });

  it('never pulls all locales of zod into a bundle', () => {
    const wasteful = ['engine', 'functions', 'journeys']
      .flatMap(place => filesOf(place))
      .filter(file => /import \{[^}]*\bz\b[^}]*\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')));
    expect(wasteful).toEqual([]);
  });
});

function filesOf(place: string, names = /\.ts$/): string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(join(root, place), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && names.test(entry.name))
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

function isPath(target: string): boolean {
  return /^(engine|faults|functions|journeys|playbooks|templates|infra|test|console|packages|bench|\.ci)(\/|$)/.test(
    target,
  );
}

function isWithin(target: string, place: string): boolean {
  return target === place || target.startsWith(`${place}/`);
}

describe('the decisions', () => {
  it('have each a number of its own', () => {
    const numbers = readdirSync(join(root, 'docs/decisions')).map(file => file.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)]);
  });
});

describe('the page on the architecture', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

  it('names files and folders that there are', () => {
    const named = [...page.matchAll(/(?<![\w/.-])(?:engine|functions|infra|test)\/[\w./-]+[\w/](?![\w<*])/g)].map(
      ([path]) => path,
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(path => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has a row for each folder of the engine', () => {
    const [, table = ''] = /## Where things are\n(.*?)\n## /s.exec(page) ?? [];
    const folders = [...new Set(sources.flatMap(file => /^engine\/[\w-]+\//.exec(file)?.[0] ?? []))];
    expect(folders.filter(folder => !table.includes(`\`${folder}`))).toEqual([]);
  });
});

/** Names that are exported more than once because they are one word. */
const sameWord: Readonly<Record<string, string>> = {
  handler: 'what Lambda calls, in each function',
  createHandler: 'what tests and the local cloud make it with',
  openTask: 'a condition of journeys, and the use case behind the function open-task',
  money: 'an amount with its currency, on pages of the console and as a filter of templates',
  number: 'a number as text, on pages of the console and as a filter of templates',
  Page: 'a page of the console, and a page behind the link of a mail',
  plusDays: 'adds days, in the calendar and as a filter of templates',
  templates: 'the rule of check, and what the generated templates/index.ts exports',
};

/** What journeys are written in has names that authors choose; so has the project that `daymark new` makes. Tests name their own. */
const authored = /^(journeys|playbooks|templates|test|packages\/create-daymark\/starter)\//;

describe('an exported name', () => {
  it('means one thing', () => {
    const places = new Map<string, string[]>();
    const files = [...sources, ...around].filter(file => !authored.test(file));
    for (const file of files) {
      for (const name of exportsOf(file)) places.set(name, [...(places.get(name) ?? []), file]);
    }
    const twice = [...places].filter(([name, files]) => files.length > 1 && !(name in sameWord));
    expect(twice.map(([name, files]) => `${name} in ${files.join(', ')}`)).toEqual([]);
  });
});

function exportsOf(file: string): string[] {
  const declared = /^export (?:(?:declare|abstract|async) )*(?:interface|type|const|let|class|function\*?) (\w+)/gm;
  return [...new Set([...readFileSync(join(root, file), 'utf8').matchAll(declared)].map(match => match[1] ?? ''))];
}
