import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../engine/cli/visible.ts';
import { commandLine, daymarkAlone, projectRoot } from '../support/cli.ts';

describe('what is printed', () => {
  test('never steers a terminal, whatever names are like', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const printed = visible(text);
        // Every control character but the tab and the end of a line, and every change of direction.
        expect(printed).not.toMatch(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/u);
        expect(visible(printed)).toBe(printed);
      }),
    );
  });

  test('is the text itself where nothing in it steers', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'é', 'علی', '👩‍👩‍👧', '\n', '\t', '\\') }), text => {
        expect(visible(text)).toBe(text);
      }),
    );
  });

  test('stays the same JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(JSON.parse(visible(JSON.stringify({ text })))).toEqual({ text });
      }),
    );
  });

  test('is cleaned wherever it comes from, an error too', async () => {
    const { errors } = await daymarkAlone(['explain', 'x\x1b]0;taken over\x07\x9b31m']);
    expect(errors[0]).toBe('no journey is called "x\\u001b]0;taken over\\u0007\\u009b31m"');
  });
});

describe('where there is no room', () => {
  const run = async (args: readonly string[], stdout: 'ignore' | number) => {
    const child = spawn(process.execPath, [commandLine, ...args], {
      cwd: projectRoot,
      stdio: ['ignore', stdout, 'pipe'],
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', text => {
      said += text;
    });
    const [code] = await once(child, 'close');
    return { code, lines: said.trimEnd().split('\n') };
  };

  test('full standard output ends with one line and no stack', async () => {
    const { code, lines } = await run(['explain', 'onboarding'], openSync('/dev/full', 'w'));
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^Standard output failed: ENOSPC: no space left/)]);
  });

  test('a full disk is no fault of Daymark', async () => {
    const { code, lines } = await run(['graph', 'onboarding', '--out', '/dev/full'], 'ignore');
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^ENOSPC: no space left/),
      'free some space, or write elsewhere: see the options of the verb',
    ]);
  });
});
