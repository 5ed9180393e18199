import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { root } from '../../build/root.ts';
import { journeysJson } from '../verb-json.ts';
import type { AgentPlace } from './agent-tool.ts';
import { option, verbError, verbJson } from './run-verb.ts';

const markdown = 'text/markdown';
const svg = 'image/svg+xml';

/** The documentation as Markdown, and a picture of each journey as SVG. */
export const addResources = (server: McpServer, { run, journeys }: AgentPlace): void => {
  const folder = join(root, 'docs');
  const docs = new Map([
    ['README', join(root, 'README.md')],
    ...readdirSync(folder)
      .filter(file => file.endsWith('.md'))
      .map(file => [file.slice(0, -3), join(folder, file)] as const),
  ]);
  for (const [name, file] of docs)
    server.registerResource(
      `docs/${name}`,
      `daymark://docs/${name}`,
      { title: titleOf(file), mimeType: markdown },
      uri => ({ contents: [{ uri: uri.href, mimeType: markdown, text: readFileSync(file, 'utf8') }] }),
    );
  const all = async () =>
    journeysJson.parse(await verbJson(run, ['explain', '--json', ...option('journeys', journeys)])).journeys;
  const template = new ResourceTemplate('daymark://pictures/{journey}', {
    list: async () => ({
      resources: (await all()).map(({ journey, title }) => ({
        uri: `daymark://pictures/${journey}`,
        name: `pictures/${journey}`,
        title: `${title}, drawn`,
        mimeType: svg,
      })),
    }),
    complete: {
      journey: async begun => (await all()).map(({ journey }) => journey).filter(id => id.startsWith(begun)),
    },
  });
  server.registerResource(
    'pictures',
    template,
    { title: 'A journey, drawn', mimeType: svg },
    async (uri, { journey }) => {
      const drawn = await run(['graph', ...option('journeys', journeys), '--', String(journey)]);
      if (drawn.code !== 0) throw verbError(drawn);
      return { contents: [{ uri: uri.href, mimeType: svg, text: drawn.stdout }] };
    },
  );
};

const titleOf = (file: string): string => /^# (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file;
