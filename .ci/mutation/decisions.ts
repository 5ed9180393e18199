import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders that decide. Files in them that reach a port, at any depth of imports, are use cases; those that build or compile are neither. */
const folders = [
  'account',
  'billing',
  'conditions',
  'connectors',
  'contacts',
  'health',
  'prompts',
  'routing',
  'sending',
  'signals',
  'steps',
  'tasks',
  'triggers',
];

export const decisionFiles = (): string[] =>
  folders
    .flatMap(folder => filesOf(`engine/${folder}`))
    .filter(file => !file.endsWith('/example.ts') && !reaches(file, /^engine\/(ports|adapters|local|asl|journey)\b/));

/** Tests of decisions, of what they stand on and of what stands on them, without those that run a local cloud or a process. */
export const fastTests = (): string[] =>
  [
    ...folders,
    'campaigns',
    'channels',
    'dates',
    'definition',
    'evaluation',
    'feedback',
    'ingest',
    'kernel',
    'outlook',
    'security',
    'stages',
    'success-plans',
    'views',
    'why',
  ]
    .flatMap(folder => filesOf(`test/${folder}`))
    .filter(file => file.endsWith('.test.ts') && !reaches(file, slow));

const slow = /^engine\/(adapters|local|cli|build|playback)\b|^functions\b|^node:child_process$/;

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name))
    .sort();
}

function reaches(file: string, target: RegExp, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  return target.test(file) || importsOf(file).some(each => reaches(each, target, seen));
}

const imports = new Map<string, string[]>();

/** Types count: a use case may know no more of a port than its type. */
function importsOf(file: string): string[] {
  const known = imports.get(file);
  if (known) return known;
  const text = file.endsWith('.ts') && existsSync(file) ? readFileSync(file, 'utf8') : '';
  const found = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)]
    .map(match => match[1] ?? match[2] ?? match[3] ?? '')
    .map(name => (name === '#engine' ? 'engine/index.ts' : name.startsWith('.') ? join(dirname(file), name) : name));
  imports.set(file, found);
  return found;
}
