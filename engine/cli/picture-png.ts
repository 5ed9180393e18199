import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { UserError } from './user-error.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Device pixels per CSS pixel. */
const scale = 2;

/** Writes an SVG picture as PNG. @throws UserError if no browser is found, or if it fails */
export const writePng = async (svg: string, file: string): Promise<void> => {
  const browser = browserHere(process.env);
  const folder = await mkdtemp(join(tmpdir(), 'daymark-png-'));
  try {
    const source = join(folder, 'picture.svg');
    await writeFile(source, svg);
    await promisify(execFile)(browser, [
      '--headless',
      // Chromium refuses to run as root with a sandbox; containers do, and the only page is our own picture.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--hide-scrollbars',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--force-device-scale-factor=${scale}`,
      `--window-size=${sizeOf(svg).join()}`,
      `--screenshot=${resolve(file)}`,
      pathToFileURL(source).href,
    ]);
  } catch (error) {
    const [first = ''] = String((error as { stderr?: string }).stderr ?? error).split('\n');
    throw new UserError(`${browser} did not draw the picture: ${first}`, 'leave out --png: any browser shows the SVG');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  if (!existsSync(file))
    throw new UserError(`${browser} wrote no ${file}`, 'name a file in an existing folder that you may write to');
};

const browserHere = ({ CHROME_PATH, PATH = '' }: NodeJS.ProcessEnv): string => {
  const folders = PATH.split(delimiter).filter(Boolean);
  const asked = CHROME_PATH ? [CHROME_PATH] : [];
  const found = [...asked, ...folders.flatMap(folder => names.map(name => join(folder, name))), ...places].find(
    existsSync,
  );
  if (found) return found;
  throw new UserError(
    'drawing a PNG needs Chromium or Chrome, and neither was found on this machine',
    'install one, set CHROME_PATH to its path, or leave out --png: any browser shows the SVG',
  );
};

/** Width and height in CSS pixels; Graphviz writes points. */
const sizeOf = (svg: string): number[] =>
  ['width', 'height'].map(side =>
    Math.ceil((Number(new RegExp(`<svg [^>]*${side}="(\\d+)pt"`).exec(svg)?.[1] ?? 600) * 4) / 3),
  );
