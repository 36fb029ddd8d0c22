import type { ComponentChildren, VNode } from 'preact';
import { Band, Gol } from './knot.tsx';
import { useWords } from './surroundings.tsx';

interface SearchFormProps {
  /** Page that answers, by `?q=`. */
  readonly action: string;
  /** What can be searched for; spoken, not shown. */
  readonly label: string;
  readonly value?: string | undefined;
  /** Name of the parameter; `q` by default. */
  readonly name?: string | undefined;
}

function Search({ action, label, value, name = 'q', look }: SearchFormProps & { look: string }): VNode {
  return (
    <form class={look} role="search" action={action}>
      <label class="hidden" for="q">
        {label}
      </label>
      <input class="input" id="q" name={name} type="search" value={value} autocomplete="off" data-key="/" />
      <button>{useWords().search}</button>
    </form>
  );
}

/** Search on a page of its own. */
export function SearchForm(props: SearchFormProps): VNode {
  return <Search {...props} look="search onpaper" />;
}

interface HeroProps extends SearchFormProps {
  /** The question that opens the page; its `h1`. */
  readonly title: string;
  readonly examples?: readonly { readonly href: string; readonly label: string }[] | undefined;
}

/** The deep field of a home page with its göl, its question and its search, closed by the woven border. */
export function Hero({ title, examples = [], ...search }: HeroProps): VNode {
  const words = useWords();
  return (
    <>
      <div class="hero">
        <Gol as="gol" />
        <div class="wrap">
          <h1>{title}</h1>
          <Search {...search} look="search" />
          {examples.length > 0 ? (
            <p>
              {words.forExample}
              {examples.map(({ href, label }, index) => (
                <>
                  {index > 0 ? ', ' : ''}
                  <a href={href}>{label}</a>
                </>
              ))}
            </p>
          ) : null}
        </div>
      </div>
      <Band />
    </>
  );
}

interface PaginationProps {
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}

/** Pages shown: first, last, and the neighbours of the current one; a gap is 0. */
function shownPages(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const sorted = [...new Set(near)].sort((a, b) => a - b);
  return sorted.flatMap((n, index) => {
    const before = sorted[index - 1] ?? n - 1;
    return n - before > 1 ? [0, n] : [n];
  });
}

/** Ways to the other pages of a list; nothing when there is only one. */
export function Pagination({ page, pages, href }: PaginationProps): VNode | null {
  const words = useWords();
  if (pages < 2) return null;
  const numbers: ComponentChildren[] = shownPages(page, pages).map((n) =>
    n === 0 ? (
      <li aria-hidden="true">…</li>
    ) : (
      <li>
        <a href={href(n)} aria-label={words.page(n)} aria-current={n === page ? 'page' : undefined}>
          {n}
        </a>
      </li>
    ),
  );
  return (
    <nav class="pagination" aria-label={words.pages}>
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev">
          {words.previous}
        </a>
      ) : null}
      <ol>{numbers}</ol>
      {page < pages ? (
        <a href={href(page + 1)} rel="next">
          {words.next}
        </a>
      ) : null}
    </nav>
  );
}
