import type { SourceText, Variable } from './definitions.ts';
import { DmnError } from './error.ts';
import { childNamed, childrenNamed, type XmlElement } from './xml.ts';

// What every part of a model is read with.

export function requiredAttribute(element: XmlElement, name: string): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw new DmnError('dmn.missing', { element: element.name, name }, element.place);
  return value;
}

export function requiredChild(element: XmlElement, name: string): XmlElement {
  const child = childNamed(element, name);
  if (!child) throw new DmnError('dmn.missing', { element: element.name, name }, element.place);
  return child;
}

/** A name as it is declared, with single spaces in it. */
export const nameOf = (element: XmlElement): string => spaced(requiredAttribute(element, 'name'));

const spaced = (name: string): string => name.trim().replaceAll(/\s+/g, ' ');

/** Null for an attribute that is absent or blank. */
export const optionalAttribute = (element: XmlElement, name: string): string | null =>
  element.attributes.get(name)?.trim() || null;

/** The name of a type, from the attribute or the child `typeRef`. */
export const typeOf = (element: XmlElement): string | null =>
  optionalAttribute(element, 'typeRef') ?? (childNamed(element, 'typeRef')?.text.trim() || null);

/** The `text` of an expression or of unary tests; null where there is none. */
export function sourceOf(element: XmlElement | undefined): SourceText | null {
  const text = element && childNamed(element, 'text');
  return text && text.text.trim() !== '' ? { text: text.text, place: text.textPlace } : null;
}

export const variableOf = (element: XmlElement): Variable => ({
  name: nameOf(element),
  type: typeOf(element),
  place: element.place,
});

/** The named child as a variable; without one, an untyped variable of the name. */
export const variableChild = (element: XmlElement, name: string): Variable => {
  const child = childNamed(element, 'variable');
  if (!child) return { name, type: null, place: element.place };
  return { name: spaced(optionalAttribute(child, 'name') ?? name), type: typeOf(child), place: child.place };
};

export const variablesOf = (element: XmlElement, name: string): readonly Variable[] =>
  childrenNamed(element, name).map(variableOf);
