#!/usr/bin/env node
// Plain JavaScript, so that an old Node can parse it and report its version.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  console.error(`daymark needs Node 24 or newer, and this is Node ${process.versions.node}.`);
  console.error(
    'Run it as `npx daymark` in the project, which brings Node 24 along on Linux x64; elsewhere install Node 24 from nodejs.org.',
  );
  process.exit(1);
}
const { enableCompileCache } = await import('node:module');
enableCompileCache();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
