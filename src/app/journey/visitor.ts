/** A form of a page, as a browser without scripts would send it. */
export interface PageForm {
  readonly method: 'get' | 'post';
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Buttons with a name: pressing one sends its value. */
  readonly buttons: readonly Offer[];
  /** Radio buttons and checkboxes with the words beside them. */
  readonly choices: readonly Offer[];
}

/** Something that can be pressed or chosen. */
export interface Offer {
  readonly name: string;
  readonly value: string;
  readonly label: string;
}

export interface VisitedPage {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** What a person reads, without markup. */
  readonly text: string;
  readonly forms: readonly PageForm[];
}

/** Somebody with a browser that runs no scripts: keeps cookies, follows redirects, fills in forms. */
export class Visitor {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  async open(path: string): Promise<VisitedPage> {
    return this.#follow(new URL(path, this.#base), { method: 'GET' });
  }

  /** Sends the form of `page` whose action ends with `action`; `fields` replace or add to what it holds. */
  async submit(page: VisitedPage, action: string, fields: Readonly<Record<string, string>> = {}): Promise<VisitedPage> {
    const form = page.forms.find((one) => one.action === action || one.action.endsWith(action));
    if (!form)
      throw new Error(
        `${page.url} has no form ${action}; it has ${page.forms.map((one) => one.action).join(', ') || 'none'}`,
      );
    const body = new URLSearchParams({ ...form.fields, ...fields });
    const target = new URL(form.action, page.url);
    if (form.method === 'get') {
      target.search = body.toString();
      return this.#follow(target, { method: 'GET' });
    }
    return this.#follow(target, { method: 'POST', body });
  }

  async json<T>(path: string): Promise<T> {
    const { html } = await this.open(path);
    return JSON.parse(html) as T;
  }

  async #follow(target: URL, request: { method: string; body?: URLSearchParams }): Promise<VisitedPage> {
    let url = target;
    let { method, body } = request;
    for (let hops = 0; hops < 12; hops += 1) {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body ? { body } : {}),
      });
      this.#keep(response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !location)
        return readPage(url.href, response.status, await response.text());
      await response.arrayBuffer();
      url = new URL(location, url);
      method = 'GET';
      body = undefined;
    }
    throw new Error(`${target.href} redirects without end`);
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie) || /expires=thu, 01 jan 1970/i.test(cookie))
        this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

function readPage(url: string, status: number, html: string): VisitedPage {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
  return {
    url,
    status,
    html,
    text: plain(main),
    forms: [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', inside = '']) =>
      readForm(head, inside),
    ),
  };
}

function readForm(head: string, inside: string): PageForm {
  const fields: Record<string, string> = {};
  for (const [, tag = ''] of inside.matchAll(/<input\b([^>]*)>/g)) {
    const { name, value = '', type = 'text' } = attributes(tag);
    const choice = type === 'radio' || type === 'checkbox';
    if (name && (!choice || /\bchecked\b/.test(tag))) fields[name] = choice && value === '' ? 'on' : value;
  }
  for (const [, tag = '', text = ''] of inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const { name } = attributes(tag);
    if (name) fields[name] = unescape(text);
  }
  const buttons = [...inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].flatMap(([, tag = '', label = '']) => {
    const { name, value = '' } = attributes(tag);
    return name ? [{ name, value, label: plain(label) }] : [];
  });
  const choices = [...inside.matchAll(/<label\b[^>]*>\s*<input\b([^>]*)>([\s\S]*?)<\/label>/g)].flatMap(
    ([, tag = '', label = '']) => {
      const { name, value = 'on' } = attributes(tag);
      return name ? [{ name, value, label: plain(label) }] : [];
    },
  );
  const { method, action = '' } = attributes(head);
  return { method: method?.toLowerCase() === 'post' ? 'post' : 'get', action, fields, buttons, choices };
}

function attributes(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescape(value)]),
  );
}

function plain(html: string): string {
  return unescape(html.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
