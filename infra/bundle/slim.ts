import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from '../../engine/build/root.ts';
import { liquidSubset } from './slim-liquid.ts';

/**
 * Removes library code that no handler reaches but esbuild can't prove unused. Each rule fails the build if the library
 * no longer matches it, so that upgrades are reviewed.
 */
export const slim: Plugin = {
  name: 'slim',
  setup: build => {
    for (const [filter, rewrite] of rules) {
      build.onLoad({ filter }, async ({ path }) => {
        const contents = rewrite(await readFile(path, 'utf8'));
        if (contents === undefined)
          return { errors: [{ text: `A rule of infra/bundle/slim.ts does not fit ${path}.` }] };
        return { contents, loader: path.endsWith('.json') ? 'json' : 'js' };
      });
    }
  },
};

/** Returns `undefined` for a file that doesn't match. */
export type Rewrite = (text: string) => string | undefined;

/** esbuild keeps all operations' schemas because of computed keys, and all error classes because of registration. */
const schemas: Rewrite = text => {
  const values = new Map([...text.matchAll(/^const (\w+) = ("[^"]*");/gm)].map(([, name, value]) => [name, value]));
  if (!text.includes('_registry.registerError(') || values.size === 0) return undefined;
  return text
    .replace(/\[(_\w+)\]:/g, (whole, name: string) => (values.has(name) ? `${values.get(name)}:` : whole))
    .replace(/^n\d+_registry\.registerError\(\w+\$, (\w+)\);$/gm, (whole, error: string) =>
      // Other errors still arrive, as the service's base class with their names.
      ourSource().includes(error) ? whole : '',
    );
};

/** A client reads its version here, for the user agent. */
const packageJson: Rewrite = text => JSON.stringify({ version: (JSON.parse(text) as { version: string }).version });

/** Every schema of zod has methods for JSON Schema, which no handler calls. */
const jsonSchema: Rewrite = text => {
  const names = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  if (names.length === 0) return undefined;
  const none = "const none = () => () => { throw new Error('Bundles leave out JSON Schema.'); };";
  return [none, ...names.map(name => `export const ${name} = none;`)].join('\n');
};

/** Every schema has a method for every format, check and combination that zod knows. */
const schemaMethods: Rewrite = text => {
  const method = /^ {4}(?:async )?(\w+)\(.*\) \{\n {8}return .*;\n {4}\},\n/gm;
  if (!text.includes('core._ksuid(ZodKSUID, params)') || !method.test(text)) return undefined;
  return text.replace(method, (whole, name: string) =>
    [text, ourSource()].some(source => source.includes(`.${name}(`)) ? whole : '',
  );
};

/** Calendar classes have a method and a getter for every way to look at time. */
const calendarMethods: Rewrite = text => {
  const method = /^ {2}(?:static |get )?(\w+)\(.*\) \{\n(?: {4}.*\n)+? {2}\}\n/gm;
  if (!text.includes('defineTemporalClass(ZonedDateTimeBranding, class {') || !method.test(text)) return undefined;
  return text
    .replace(method, (whole, name: string) =>
      asked.has(name) || (name !== 'toLocaleString' && new RegExp(`[.{,] *${name}\\b`).test(ourSource())) ? whole : '',
    )
    .replace(/^ {4}(\w+): \1,?\n/gm, (entry, name: string) => (ourSource().includes(`Temporal.${name}`) ? entry : ''));
};

/** Names that JavaScript itself uses, or keywords that look like methods. */
const asked: ReadonlySet<string> = new Set(['constructor', 'toString', 'toJSON', 'valueOf', 'function', 'if', 'for']);

/** The list of regions is redundant: a pattern finds the partition as well. */
const partitions: Rewrite = text =>
  text.includes('"regionRegex"') ? text.replace(/"regions": \{\n[\s\S]*?\n {12}\}/g, '"regions": {}') : undefined;

/** Removes multi-region signing, which needs a package that isn't installed. */
const oneRegion: Rewrite = text =>
  text.includes('static sigv4aDependency()')
    ? `import { SignatureV4 } from '@smithy/signature-v4';
       export class SignatureV4MultiRegion extends SignatureV4 { static sigv4aDependency() { return 'none'; } }`
    : undefined;

/** Stubs unused classes: event streams, JavaScript hashes, other retry strategies, endpoint discovery. */
const never =
  (name: string): Rewrite =>
  text =>
    text.includes(`export class ${name} `)
      ? `export class ${name} { constructor() { this.absent = 'Bundles leave out ${name}.'; } }`
      : undefined;

/** Removes endpoint discovery, which DynamoDB's client includes but no operation uses. */
const noDiscovery: Rewrite = text =>
  text.includes('endpointDiscoveryCommandCtor,')
    ? 'export const resolveEndpointDiscoveryConfig = input => input;'
    : undefined;

const noDiscoverySettings: Rewrite = text =>
  text.includes('AWS_ENABLE_ENDPOINT_DISCOVERY')
    ? 'const none = () => undefined; export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = { environmentVariableSelector: none, configFileSelector: none };'
    : undefined;

/** Removes runtime extensions of clients: ours have none. */
const noExtensions: Rewrite = text =>
  text.includes('extensions.forEach((extension) => extension.configure(extensionConfiguration))')
    ? 'export const resolveRuntimeExtensions = config => config;'
    : undefined;

/** Removes the clients' logging, which our logger (`client-config.ts`) ignores. */
const noLogger: Rewrite = text =>
  text.includes('clientStack.add(loggerMiddleware(), loggerMiddlewareOptions);')
    ? `export const loggerMiddleware = () => next => next, loggerMiddlewareOptions = {};
       export const getLoggerPlugin = () => ({ applyToStack: () => undefined });`
    : undefined;

/** Removes warnings about old Node versions: we choose Lambda's. */
const noWarning: Rewrite = text =>
  text.includes('export const emitWarningIfUnsupportedVersion = ')
    ? 'export const state = {}, emitWarningIfUnsupportedVersion = () => undefined;'
    : undefined;

/** Removes the filter for logged calls: ours logs none. */
const noLogFilter: Rewrite = text =>
  text.includes('export function schemaLogFilter(') ? 'export function schemaLogFilter() {}' : undefined;

/** Removes usage statistics in the user agent. */
const noFeatures: Rewrite = text =>
  text.includes('export async function checkFeatures(') ? 'export async function checkFeatures() {}' : undefined;

/** Stubs unreached functions: streaming responses, the region of an EC2 instance. */
const unreached =
  (name: string): Rewrite =>
  text =>
    text.includes(`export const ${name} = `)
      ? `export const ${name} = () => { throw new Error('Bundles leave out ${name}.'); };`
      : undefined;

const rules: readonly (readonly [RegExp, Rewrite])[] = [
  [/\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/, schemas],
  [/\/@aws-sdk\/client-[^/]+\/package\.json$/, packageJson],
  [/\/@aws-sdk\/client-[^/]+\/dist-es\/runtimeExtensions\.js$/, noExtensions],
  [/\/@aws-sdk\/core\/dist-es\/.*\/aws\/partitions\.js$/, partitions],
  [/\/@aws-sdk\/signature-v4-multi-region\/dist-es\/SignatureV4MultiRegion\.js$/, oneRegion],
  [/\/@aws-sdk\/middleware-endpoint-discovery\/dist-es\/resolveEndpointDiscoveryConfig\.js$/, noDiscovery],
  [/\/@aws-sdk\/middleware-endpoint-discovery\/dist-es\/configurations\.js$/, noDiscoverySettings],
  [/\/@smithy\/core\/dist-es\/.*\/sha256\/Sha256Js\.js$/, never('Sha256Js')],
  [/\/@smithy\/core\/dist-es\/.*\/md5\/Md5Js\.js$/, never('Md5Js')],
  [/\/@smithy\/core\/dist-es\/.*\/AdaptiveRetryStrategy\.js$/, never('AdaptiveRetryStrategy')],
  [/\/@smithy\/core\/dist-es\/.*\/sdk-stream-mixin(\.browser)?\.js$/, unreached('sdkStreamMixin')],
  [/\/@aws-sdk\/core\/dist-es\/.*\/middleware-logger\/loggerMiddleware\.js$/, noLogger],
  [/\/@aws-sdk\/core\/dist-es\/.*\/emitWarningIfUnsupportedVersion\.js$/, noWarning],
  [/\/@smithy\/core\/dist-es\/.*\/schemaLogFilter\.js$/, noLogFilter],
  [/\/@smithy\/signature-v4\/dist-es\/HeaderFormatter\.js$/, never('HeaderFormatter')],
  [/\/@aws-sdk\/core\/dist-es\/.*\/middleware-user-agent\/check-features\.js$/, noFeatures],
  [/\/@smithy\/core\/dist-es\/.*\/getInstanceMetadataRegion\.js$/, unreached('getInstanceMetadataRegion')],
  [/\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/, jsonSchema],
  [/\/zod\/v4\/classic\/schemas\.js$/, schemaMethods],
  [/\/temporal-polyfill\/chunks\/classApi-basic\.js$/, calendarMethods],
  [/\/liquidjs\/dist\/liquid\.node\.mjs$/, liquidSubset],
];

/** Parts of the engine that no function runs. */
const onlyAtBuild =
  /^engine\/(asl|assembly|build|cli|cost|journey|local|permissions|playback|sample|widget|wiring|index\.[jt]s)/;

/** TypeScript here, JavaScript in the package: its declarations name what bundles do not call. */
const isSource = /(?<!\.d)\.ts$|\.js$/;

let source: string | undefined;

/** The source of functions and engine, to look names up in. */
const ourSource = (): string => {
  source ??= ['functions', 'engine']
    .flatMap(place =>
      readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map(file => join(place, file)),
    )
    .filter(file => isSource.test(file) && !onlyAtBuild.test(file))
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  return source;
};
