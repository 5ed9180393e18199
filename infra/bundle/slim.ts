import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from '../../engine/build/root.ts';
import { liquidSubset } from './slim-liquid.ts';

/**
 * Takes out of libraries what no handler can reach but esbuild cannot know so. Each rule fails the build when a library
 * no longer looks as the rule knows it, so that an upgrade is looked at.
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

/** Nothing for a file that is not as expected. */
export type Rewrite = (text: string) => string | undefined;

/** The schemas of all operations stay because of computed keys, and all classes of errors because they are registered. */
const schemas: Rewrite = text => {
  const values = new Map([...text.matchAll(/^const (\w+) = ("[^"]*");/gm)].map(([, name, value]) => [name, value]));
  if (!text.includes('_registry.registerError(') || values.size === 0) return undefined;
  return text
    .replace(/\[(_\w+)\]:/g, (whole, name: string) => (values.has(name) ? `${values.get(name)}:` : whole))
    .replace(/^n\d+_registry\.registerError\(\w+\$, (\w+)\);$/gm, (whole, error: string) =>
      // Any other error arrives as the service's base class, with its name.
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

/** JavaScript itself asks for these. */
const asked: ReadonlySet<string> = new Set(['constructor', 'toString', 'toJSON', 'valueOf', 'function', 'if', 'for']);

/** Every region is listed, and beside the list a pattern that finds its partition too. */
const partitions: Rewrite = text =>
  text.includes('"regionRegex"') ? text.replace(/"regions": \{\n[\s\S]*?\n {12}\}/g, '"regions": {}') : undefined;

/** For regions that sign together, by a package that is not here. */
const oneRegion: Rewrite = text =>
  text.includes('static sigv4aDependency()')
    ? `import { SignatureV4 } from '@smithy/signature-v4';
       export class SignatureV4MultiRegion extends SignatureV4 { static sigv4aDependency() { return 'none'; } }`
    : undefined;

/**
 * A stand-in for code that is never called: no events are streamed, Node has its own SHA-256 and MD5, our clients retry by the
 * standard, endpoints are known.
 */
const never =
  (name: string): Rewrite =>
  text =>
    text.includes(`export class ${name} `)
      ? `export class ${name} { constructor() { this.absent = 'Bundles leave out ${name}.'; } }`
      : undefined;

/** DynamoDB's client brings along how endpoints are discovered, and none of its operations asks. */
const noDiscovery: Rewrite = text =>
  text.includes('endpointDiscoveryCommandCtor,')
    ? 'export const resolveEndpointDiscoveryConfig = input => input;'
    : undefined;

const noDiscoverySettings: Rewrite = text =>
  text.includes('AWS_ENABLE_ENDPOINT_DISCOVERY')
    ? 'const none = () => undefined; export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = { environmentVariableSelector: none, configFileSelector: none };'
    : undefined;

/** Every client lets extensions change its configuration, and none of ours has any. */
const noExtensions: Rewrite = text =>
  text.includes('extensions.forEach((extension) => extension.configure(extensionConfiguration))')
    ? 'export const resolveRuntimeExtensions = config => config;'
    : undefined;

/** Every client tells a logger of each call, and that of ours (`client-config.ts`) ignores it. */
const noLogger: Rewrite = text =>
  text.includes('clientStack.add(loggerMiddleware(), loggerMiddlewareOptions);')
    ? `export const loggerMiddleware = () => next => next, loggerMiddlewareOptions = {};
       export const getLoggerPlugin = () => ({ applyToStack: () => undefined });`
    : undefined;

/** The node of Lambda is the one that we name. */
const noWarning: Rewrite = text =>
  text.includes('export const emitWarningIfUnsupportedVersion = ')
    ? 'export const state = {}, emitWarningIfUnsupportedVersion = () => undefined;'
    : undefined;

/** The part of a call that a logger may see: ours sees none. */
const noLogFilter: Rewrite = text =>
  text.includes('export function schemaLogFilter(') ? 'export function schemaLogFilter() {}' : undefined;

/** For AWS's statistics, by letters in the user agent. */
const noFeatures: Rewrite = text =>
  text.includes('export async function checkFeatures(') ? 'export async function checkFeatures() {}' : undefined;

/** A function that nothing of ours gets to: answers that are streams, the region of a virtual machine. */
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

/** The sources of bundles, to look a name up in. */
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
