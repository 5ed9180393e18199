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

/** Pixels of the picture for each of its own. */
const scale = 2;

/** Writes an SVG picture as PNG. @throws UserError where no browser is found, or it fails */
export const writePng = async (svg: string, file: string): Promise<void> => {
  const browser = browserHere(process.env);
  const folder = await mkdtemp(join(tmpdir(), 'daymark-png-'));
  try {
    const source = join(folder, 'picture.svg');
    await writeFile(source, svg);
    await promisify(execFile)(browser, [
      '--headless',
      // Chromium has no sandbox for root, as whom containers run; the only page is our own picture.
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
    throw new UserError(`${browser} wrote no ${file}`, 'name a file in a folder that there is and that may be written');
};

const browserHere = ({ CHROME_PATH, PATH = '' }: NodeJS.ProcessEnv): string => {
  const folders = PATH.split(delimiter).filter(Boolean);
  const asked = CHROME_PATH ? [CHROME_PATH] : [];
  const found = [...asked, ...folders.flatMap(folder => names.map(name => join(folder, name))), ...places].find(
    existsSync,
  );
  if (found) return found;
  throw new UserError(
    'a PNG is drawn by Chromium or Chrome, and neither is on this machine',
    'install one, set CHROME_PATH to where it is, or leave out --png: any browser shows the SVG',
  );
};

/** In CSS pixels. Graphviz tells points. */
const sizeOf = (svg: string): number[] =>
  ['width', 'height'].map(side =>
    Math.ceil((Number(new RegExp(`<svg [^>]*${side}="(\\d+)pt"`).exec(svg)?.[1] ?? 600) * 4) / 3),
  );
