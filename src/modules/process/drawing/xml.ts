const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with what it holds; attributes without a value are left out. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const open = `<${name}${written.join('')}`;
  if (content.length === 0) return `${open}/>\n`;
  return `${open}>\n${content.join('')}</${name}>\n`;
}

/** An element that holds a text. */
export const textElement = (name: string, attributes: Attributes, text: string): string =>
  element(name, attributes, '').replace('>\n<', () => `>${escaped(text)}<`);
