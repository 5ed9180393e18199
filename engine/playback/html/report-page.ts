import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ConsoleFile } from '../../build/build-console.ts';
import type { KeptAnswers } from './keep-answers.ts';

/**
 * The console as one self-contained file: its pages read the embedded answers. Its content security policy allows only
 * its own script, and no loading.
 */
export const reportPage = async (files: readonly ConsoleFile[], answers: KeptAnswers): Promise<string> => {
  const textOf = (name: string): string => {
    const file = files.find(each => each.name === name);
    if (!file) throw new Error(`The console has no ${name}.`);
    return Buffer.from(file.content).toString('utf8');
  };
  const script = inScript(textOf('console.js'));
  const play = (await packed(answers)).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const icon = `data:image/svg+xml;base64,${Buffer.from(textOf('console.svg')).toString('base64')}`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="content-security-policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Daymark</title>
    <link rel="icon" href="${icon}">
    <style>${textOf('console.css').replace(/<\/style/gi, '<\\/style')}</style>
  </head>
  <body>
    <div id="app"></div>
    <script type="application/gzip" id="daymark-play">${play}</script>
    <script type="module">${script}</script>
  </body>
</html>
`;
};

/** Groups answers of the same view, which compresses them a tenth smaller. */
const packed = (answers: KeptAnswers): Promise<Buffer> => {
  const inOrder = [...Map.groupBy(Object.entries(answers), ([url]) => viewIn(url)).values()].flat();
  return promisify(gzip)(JSON.stringify(Object.fromEntries(inOrder)), { level: 9 });
};

/** The URL's path without the id, and the names of its query parameters. */
const viewIn = (url: string): string => {
  const { pathname, searchParams } = new URL(url, 'https://report.invalid');
  const [, , of, , what] = pathname.split('/');
  return [of, what, ...searchParams.keys()].join(' ');
};

const inScript = (code: string): string => code.replace(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
