/** An address taken apart (RFC 3986, section 3), without changing any of it. */
export class Address {
  readonly scheme: string;
  /** In lower case, without user and port; empty for a relative path. */
  readonly host: string;
  readonly path: string;
  /** With its `?`. */
  readonly query: string;
  /** With its `#`. */
  readonly fragment: string;
  private known: ArxivLink | null | undefined;

  constructor(readonly text: string) {
    const [, scheme = "", host = "", path = "", query = "", fragment = ""] =
      /^(?:([a-z][a-z0-9+.-]*):\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text) ?? [];
    this.scheme = scheme.toLowerCase();
    this.host = host.toLowerCase().replace(/^.*@/, "").replace(/:\d*$/, "");
    this.path = path;
    this.query = query;
    this.fragment = fragment;
  }

  /** The arXiv paper that it leads to. */
  get arxiv(): ArxivLink | undefined {
    if (this.known === undefined) this.known = arxivLink(this) ?? null;
    return this.known ?? undefined;
  }

  get relative(): boolean {
    return this.scheme === "";
  }

  /** Whether the host is one of these, or within one that begins with a dot. */
  on(...hosts: string[]): boolean {
    return hosts.some((host) =>
      host.startsWith(".") ? `.${this.host}`.endsWith(host) : this.host === host,
    );
  }
}

/** Percent-decoded, where that is possible. */
export function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An arXiv paper that an address leads to. */
export interface ArxivLink {
  form: "abs" | "pdf" | "html";
  id: string;
  version: string;
}

/** Takes an arXiv address apart; other pages of arXiv are none. */
function arxivLink(address: Address): ArxivLink | undefined {
  if (!address.host.endsWith("arxiv.org")) return undefined;
  if (!address.on("arxiv.org", "www.arxiv.org", "export.arxiv.org")) return undefined;
  const [, form, id, version] =
    /^\/(abs|pdf|html)\/((?:[a-z-]+(?:\.[A-Z]{2})?\/)?[^/]+?)(v[0-9]+)?(?:\.pdf)?\/?$/.exec(
      address.path,
    ) ?? [];
  return form ? { form: form as ArxivLink["form"], id: id!, version: version ?? "" } : undefined;
}

/** The DOI that an address of doi.org leads to, decoded. */
export function doiLink(address: Address): string | undefined {
  if (!address.on("doi.org", "www.doi.org", "dx.doi.org")) return undefined;
  return /10\.[0-9]{4,9}\/.+$/.exec(decoded(address.path.slice(1)))?.[0];
}

/**
 * What an address, a DOI or an arXiv id leads to, alike for every way to write it: two values with
 * one key are one thing.
 */
export function targetKey(type: string, value: string, address?: Address): string {
  if (type === "doi") {
    const arxiv = /^10\.48550\/arxiv\.(.+?)(v[0-9]+)?$/i.exec(value);
    return arxiv ? `arxiv:${arxiv[1]!.toLowerCase()}` : `doi:${value.toLowerCase()}`;
  }
  if (type === "arxiv") return `arxiv:${value.replace(/v[0-9]+$/, "").toLowerCase()}`;
  const url = address ?? new Address(value);
  if (url.relative) return `local:${decoded(value)}`;
  const { arxiv } = url;
  if (arxiv) return targetKey("arxiv", arxiv.id);
  const doi = doiLink(url);
  if (doi !== undefined) return targetKey("doi", doi);
  const paper = url.on("openreview.net") && /^\?id=([^&]+)/.exec(url.query);
  if (paper) return `openreview:${paper[1]}`;
  const host = url.host.startsWith("www.") ? url.host.slice(4) : url.host;
  const path = host === "github.com" ? url.path.toLowerCase().replace(/\.git$/, "") : url.path;
  return `${host}${path.endsWith("/") ? path.slice(0, -1) : path}${url.query}${url.fragment}`;
}
