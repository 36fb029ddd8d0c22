const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or a quoted attribute of XML; signs that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  const held = text.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
  return held.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
