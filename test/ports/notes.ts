import { expect, test } from 'vitest';
import type { Note } from '../../engine/account/note.ts';
import { march } from '../conformance/records.ts';
import type { StoredWorld } from './world.ts';

const note = (account: string, id: string, at: string, more: Partial<Note> = {}): Note => ({
  account,
  id,
  at,
  by: 'maya',
  text: 'Called: “slow” – 日本語',
  ...more,
});

export const ofNotes = (world: StoredWorld): void => {
  const keep = async (...all: Note[]) => {
    for (const each of all) await world.notes.keep(each);
  };
  const all = async (account: string) => (await world.notes.ofAccount(account, { limit: 100 })).notes;

  test('notes of an account are read as they were kept, the latest first, page by page', async () => {
    const [first, second, third] = [
      note('n', 'x2', march(11), { task: 't1', about: 'ada' }),
      note('n', 'x1', march(12)),
      note('n', 'x3', march(12)),
    ];
    await keep(second, third, first, note('n2', 'x4', march(11)));

    expect(await all('n')).toEqual([third, second, first]);
    expect(await all('nobody')).toEqual([]);
    const page = await world.notes.ofAccount('n', { limit: 2 });
    expect(page).toEqual({ notes: [third, second], isLast: false });
    expect(await world.notes.ofAccount('n', { limit: 2, before: second })).toEqual({ notes: [first], isLast: true });
  });

  test('those of a task are read in order of time', async () => {
    await keep(note('t', 'b', march(12), { task: 't1' }), note('t', 'c', march(13)));
    await keep(note('t', 'd', march(13), { task: 't2' }), note('t', 'a', march(11), { task: 't1' }));

    const ids = async (since: string) => (await world.notes.ofTask('t', 't1', since)).map(({ id }) => id);
    expect(await ids(march(11))).toEqual(['a', 'b']);
    expect(await ids(march(12))).toEqual(['b']);
  });

  test('the words that came first stay', async () => {
    await keep(note('again', 'x', march(12)), note('again', 'x', march(12), { text: 'Other words' }));

    expect(await all('again')).toEqual([note('again', 'x', march(12))]);
  });

  test('the words of notes that tell of a person are forgotten, also if they are written again, and nothing else', async () => {
    const about = note('f', 'about', march(11), { about: 'u-7', task: 't1' });
    await keep(about, note('f', 'named', march(12), { text: 'ADA’s phone is 0151' }));
    await keep(note('f', 'later', march(14), { about: 'u-7' }), note('f', 'else', march(11), { text: 'Canada' }));
    await keep(note('f2', 'elsewhere', march(11), { about: 'u-7' }));

    const person = { contact: 'u-7', names: ['u-7', 'ada'], until: march(13) };
    await world.notes.forget('f', person);
    await world.notes.forget('f', person);
    await keep(about);

    const { text: _, ...bare } = note('f', '', '');
    expect(await all('f')).toEqual([
      note('f', 'later', march(14), { about: 'u-7' }),
      { ...bare, id: 'named', at: march(12) },
      note('f', 'else', march(11), { text: 'Canada' }),
      { ...bare, id: 'about', at: march(11), task: 't1' },
    ]);
    expect(await all('f2')).toHaveLength(1);
  });

  test('after 25 months they are gone', async () => {
    await keep(note('old', 'x', march(12)));
    world.clock.at = '2028-04-11T00:00:00.000Z';
    expect(await all('old')).toHaveLength(1);
    world.clock.at = '2028-04-13T00:00:00.000Z';
    expect(await all('old')).toEqual([]);
    world.clock.at = march(20);
  });
};
