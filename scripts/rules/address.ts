import { percentDecoded } from "../data/percent.ts";

/** An address taken apart (RFC 3986, section 3), without changing any of it. */
export class Address {
  /** In lower case; empty for a relative path. */
  readonly scheme: string;
  /** The host in lower case, without user, port and `www.`; empty for a relative path. */
  readonly site: string;
  readonly path: string;
  /** With its `?`. */
  readonly query: string;
  /** With its `#`. */
  readonly fragment: string;
  private knownArxiv: ArxivLink | null | undefined;
  private knownTarget: string | undefined;

  constructor(readonly text: string) {
    const start = text.startsWith("https://")
      ? 8
      : (/^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0].length ?? 0);
    this.scheme = text.slice(0, Math.max(0, start - 3)).toLowerCase();
    let end = start;
    if (start > 0) while (end < text.length && !endsSite(text.charCodeAt(end))) end++;
    this.site = siteOf(text.slice(start, end));
    const fragment = text.indexOf("#", end);
    const last = fragment < 0 ? text.length : fragment;
    const query = text.slice(end, last).indexOf("?");
    this.path = query < 0 ? text.slice(end, last) : text.slice(end, end + query);
    this.query = query < 0 ? "" : text.slice(end + query, last);
    this.fragment = text.slice(last);
  }

  /** The arXiv paper that it leads to. */
  get arxiv(): ArxivLink | undefined {
    if (this.knownArxiv === undefined) this.knownArxiv = arxivLink(this) ?? null;
    return this.knownArxiv ?? undefined;
  }

  /** What it leads to, alike for every way to write it: two values with one target are one thing. */
  get target(): string {
    return (this.knownTarget ??= targetOf(this));
  }

  /** Whether it is a path: no `mailto:` or other scheme without slashes either. */
  get relative(): boolean {
    return this.scheme === "" && !/^[a-z][a-z0-9+.-]*:/i.test(this.text);
  }

  /** Whether its site is one of these, or belongs to one, as `gist.github.com` to `github.com`. */
  within(sites: ReadonlySet<string>): boolean {
    // No name is longer (RFC 1035, section 2.3.4).
    if (this.site.length > 253) return false;
    for (let site = this.site; site !== ""; site = site.slice(site.indexOf(".") + 1 || site.length))
      if (sites.has(site)) return true;
    return false;
  }
}

/** `/`, `?` or `#`. */
const endsSite = (code: number): boolean => code === 0x2f || code === 0x3f || code === 0x23;

function siteOf(authority: string): string {
  const host = /[A-Z@:]/.test(authority)
    ? authority.toLowerCase().replace(/^.*@/s, "").replace(/:\d*$/, "")
    : authority;
  return host.startsWith("www.") ? host.slice(4) : host;
}

/** What is copied along with an address, where a sentence goes on after it. */
const TRAILING = /(?:[.,;:!'"，。；：！？、）】》]|%20|%C2%A0)$/i;

/** What stands at the end of an address and belongs to the sentence around it. */
export function trailingOf(url: string): string {
  let end = url.length;
  for (;;) {
    const found = TRAILING.exec(url.slice(Math.max(0, end - 6), end));
    if (!found) return url.slice(end);
    end -= found[0].length;
  }
}

/** An arXiv paper that an address leads to. */
export interface ArxivLink {
  form: "abs" | "pdf" | "html";
  id: string;
  version: string;
  /** What stands behind it and belongs to no address of arXiv, such as `.pds`. */
  rest: string;
}

/** Takes an arXiv address apart; other pages of arXiv are none. */
function arxivLink({ site, path }: Address): ArxivLink | undefined {
  if (site !== "arxiv.org" && site !== "export.arxiv.org") return undefined;
  const [, form, whole] =
    /^\/(abs|pdf|html)\/((?:[a-z-]+(?:\.[A-Z]{2})?\/)?[^/]+)\/?$/.exec(path) ?? [];
  if (!form) return undefined;
  const [known, id, version = ""] =
    /^([0-9]{4}\.[0-9]{4,5}(?![0-9])|[a-z-]+(?:\.[A-Z]{2})?\/[0-9]{7}(?![0-9]))(v[0-9]+)?/.exec(
      whole!,
    ) ??
      // What is no id at all is taken whole, for arxiv-id to tell.
      [whole!, whole!.replace(/(?:v[0-9]+)?(?:\.pdf)?$/, "")];
  const rest = whole!.slice(known.length);
  return { form: form as ArxivLink["form"], id: id, version, rest: rest === ".pdf" ? "" : rest };
}

/** The DOI that an address of doi.org leads to, decoded. */
export function doiLink(address: Address): string | undefined {
  if (address.site !== "doi.org" && address.site !== "dx.doi.org") return undefined;
  return /10\.[0-9]{4,9}\/.+$/.exec(percentDecoded(address.path.slice(1)))?.[0];
}

/** What a DOI leads to, as `Address.target` tells it. */
export function doiTarget(doi: string): string {
  const arxiv = /^10\.48550\/arxiv\.(.+?)(v[0-9]+)?$/i.exec(doi);
  return arxiv ? arxivTarget(arxiv[1]!) : `doi:${doi.toLowerCase()}`;
}

/** What an arXiv id without its version leads to. */
export const arxivTarget = (id: string): string => `arxiv:${id.toLowerCase()}`;

function targetOf(address: Address): string {
  const { arxiv, site, path, query, fragment, text } = address;
  if (address.relative) return `local:${percentDecoded(text)}`;
  if (arxiv) return arxivTarget(arxiv.id);
  const doi = doiLink(address);
  if (doi !== undefined) return doiTarget(doi);
  const paper = site === "openreview.net" && /^\?id=([^&]+)/.exec(query);
  if (paper) return `openreview:${paper[1]}`;
  const steps = site === "github.com" ? path.toLowerCase().replace(/\.git$/, "") : path;
  return `${site}${steps.endsWith("/") ? steps.slice(0, -1) : steps}${query}${fragment}`;
}
