import type { Profile } from '../account/account.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { TemplateRef } from '../definition/step-call.ts';
import type { Build } from '../ports/ports.ts';
import { subjectLine } from '../templates/subject-line.ts';

/** English subjects by template id, for templates whose subject can be rendered in advance. */
export const subjectsFor = async (
  templates: readonly Pick<TemplateRef, 'id' | 'hash'>[],
  profile: Profile,
  { name, address, supportEmail, appUrl }: CatalogData['sender'],
  build: Pick<Build, 'template'>,
): Promise<ReadonlyMap<string, string>> => {
  const hashes = new Map(templates.map(({ id, hash }) => [id, hash] as const));
  const known = {
    account: Object.fromEntries(Object.entries(profile.attributes).map(([key, { value }]) => [key, value])),
    sender: { name, address, supportEmail, appUrl },
    contact: {},
  };
  const told = await Promise.all(
    [...hashes].map(async ([id, hash]) => {
      const template = await build.template(hash, ['en']).catch(() => undefined);
      const subject = template && subjectLine(template, known);
      return subject === undefined ? [] : [[id, subject] as const];
    }),
  );
  return new Map(told.flat());
};
