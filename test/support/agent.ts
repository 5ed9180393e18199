import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { commandLine } from './cli.ts';

/** An assistant that is connected to `daymark mcp`. */
export const connectAgent = async (cwd: string, ...options: string[]) => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [commandLine, 'mcp', ...options], cwd }),
  );
  // Only then does the client hold answers to the schemas that the tools declare.
  const { tools } = await client.listTools();
  const use = async (name: string, asked: Record<string, unknown> = {}) => {
    const { isError, structuredContent, content } = await client.callTool({ name, arguments: asked });
    if (isError) throw new Error((content as { text: string }[]).map(({ text }) => text).join('\n'));
    return structuredContent as Record<string, unknown>;
  };
  return { client, tools, use };
};
