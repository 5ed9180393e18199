import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { TemplateInfo } from '../definition/template.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { readTemplate } from '../templates/read-template.ts';
import type { Project } from './build-project.ts';

interface SamplePrompt {
  info: TemplateInfo;
  compiled: CompiledTemplate;
  translations: readonly CompiledTemplate[];
  sample: Readonly<Record<string, Scalar>>;
}

/** The project's prompts in English, each with the data of its sample. */
export const samplePrompts = async ({ templates, compiled }: Project, folder: string): Promise<SamplePrompt[]> => {
  const found = await Promise.all(
    templates
      .filter(({ channel }) => channel === 'prompt')
      .map(async info => {
        const translations = [...(compiled.get(info.hash)?.values() ?? [])];
        const english = translations.find(({ locale }) => locale === 'en');
        const { sample = {} } = (await readTemplate(folder, info.id, [])) ?? {};
        const data = Object.entries(sample).filter((entry): entry is [string, Scalar] => typeof entry[1] !== 'object');
        return english ? [{ info, compiled: english, translations, sample: Object.fromEntries(data) }] : [];
      }),
  );
  return found.flat();
};
