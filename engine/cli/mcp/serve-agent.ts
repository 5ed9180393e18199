import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { UserError } from '../user-error.ts';
import { addResources } from './agent-resources.ts';
import type { AgentPlace, AgentTool } from './agent-tool.ts';
import { readingTools } from './reading-tools.ts';
import { verbRunner } from './run-verb.ts';
import { steeringTools } from './steering-tools.ts';

/** Serves the tools over standard input and output until the client disconnects. */
export const serveAgent = async ({ journeys, dev }: Omit<AgentPlace, 'run'>): Promise<void> => {
  const server = new McpServer({ name: 'daymark', title: 'Daymark', version: '1.0.0' }, { instructions });
  const place: AgentPlace = { journeys, dev, run: verbRunner(process.argv[1] ?? '') };
  const inTurn = oneAfterAnother();
  for (const tool of [...readingTools, ...steeringTools])
    addTool(server, { ...tool, act: asked => inTurn(() => tool.act(asked, place)) });
  addResources(server, place);
  await server.connect(new StdioServerTransport());
};

const instructions =
  'Customer journeys as TypeScript data. Edit files in journeys/, templates/ and playbooks/, then check; simulate events, then use why, diff and report on that play. Read daymark://docs/write-a-journey before you write one. account, tasks and the tools that steer journeys work in the local cloud of `npx daymark dev`; nothing here reaches AWS.';

/** Runs tools one at a time, so that none reads a play that another is writing. */
const oneAfterAnother = () => {
  let before: Promise<unknown> = Promise.resolve();
  return (act: () => Promise<unknown>): Promise<unknown> => {
    const acted = before.then(act);
    before = acted.catch(() => undefined);
    return acted;
  };
};

interface PlacedTool extends Omit<AgentTool, 'act'> {
  act(asked: Record<string, unknown>): Promise<unknown>;
}

const addTool = (server: McpServer, { name, description, asked, answer, steers, act }: PlacedTool) =>
  server.registerTool(
    name,
    {
      description,
      inputSchema: asked,
      outputSchema: answer,
      annotations: { readOnlyHint: !steers, destructiveHint: steers === true, openWorldHint: false },
    },
    async given => {
      try {
        const structuredContent = (await act(given)) as Record<string, unknown>;
        return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return { isError: true, content: [{ type: 'text', text: `${error.message}\n${error.fix}` }] };
      }
    },
  );
