import { expect, test } from 'vitest';
import { monthLine } from '../../engine/cli/month-line.ts';

test('months that were reached before the line began are on it from the start, and each is there once', () => {
  let text = '';
  const line = monthLine('Playing:', said => {
    text += said;
  });
  line.show({ at: '2025-01-05T00:00:00Z' });
  line.show({ at: '2025-01-20T00:00:00Z' });
  line.show({ at: '2025-02-01T00:00:00Z' });
  expect(text).toBe('');
  line.begin();
  expect(text).toBe('Playing: Jan Feb');
  line.show({ at: '2025-02-02T00:00:00Z' });
  line.show({ at: '2025-03-02T00:00:00Z' });
  line.end('.');
  expect(text).toBe('Playing: Jan Feb Mar.\n');
});
