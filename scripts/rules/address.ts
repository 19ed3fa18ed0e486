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

/** An arXiv paper that an address leads to. */
export interface ArxivLink {
  form: "abs" | "pdf" | "html";
  id: string;
  version: string;
}

/** Takes an arXiv address apart; other pages of arXiv are none. */
function arxivLink(address: Address): ArxivLink | undefined {
  if (address.site !== "arxiv.org" && address.site !== "export.arxiv.org") return undefined;
  const [, form, id, version] =
    /^\/(abs|pdf|html)\/((?:[a-z-]+(?:\.[A-Z]{2})?\/)?[^/]+?)(v[0-9]+)?(?:\.pdf)?\/?$/.exec(
      address.path,
    ) ?? [];
  return form ? { form: form as ArxivLink["form"], id: id!, version: version ?? "" } : undefined;
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
