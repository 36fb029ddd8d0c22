import { parse, stringify } from 'yaml';
import type { SourceFile } from '../../../kernel/definition.ts';
import { courseFile, withCourse } from './course.ts';

/** A service as it would stand without its course, in YAML; undefined where there is none of that name. */
export function expandService(files: readonly SourceFile[], name: string): string | undefined {
  const read = (file: string): unknown => {
    const text = files.find((one) => one.file === file)?.text;
    return text === undefined ? undefined : parse(text);
  };
  const written = read(`services/${name}/service.yaml`);
  if (typeof written !== 'object' || written === null) return undefined;
  const get = <T>(_kind: string, course: string) => {
    const found = read(courseFile(course));
    return found === undefined ? undefined : ({ written: found } as T);
  };
  const { source } = withCourse(written, { get, all: () => new Map() });
  const { course: _, without: __, ...whole } = source as Record<string, unknown>;
  return stringify(whole, { lineWidth: 120, aliasDuplicateObjects: false });
}
