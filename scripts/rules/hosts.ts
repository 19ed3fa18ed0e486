// What the rules know of hosts: one table for each question that a rule asks.

const set = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** Hosts that answer on https, and send there whoever asks on http. */
export const SECURE = set(`
  arxiv.org github.com github.io githubusercontent.com gitlab.com gitee.com openreview.net thecvf.com
  aclanthology.org aclweb.org mlr.press neurips.cc nips.cc iclr.cc icml.cc ecva.net ieeexplore.ieee.org
  dl.acm.org link.springer.com sciencedirect.com nature.com science.org ojs.aaai.org ijcai.org jmlr.org
  biorxiv.org semanticscholar.org huggingface.co kaggle.com zenodo.org youtube.com youtu.be bilibili.com
  zhihu.com scholar.google.com drive.google.com sites.google.com wikipedia.org`);

/** Hosts of repositories. */
export const FORGES = set("github.com gitlab.com gitee.com bitbucket.org");

/** Hosts on which papers stand, and no code. */
export const PAPERS = set(`
  arxiv.org doi.org openreview.net openaccess.thecvf.com aclanthology.org proceedings.neurips.cc
  papers.nips.cc proceedings.mlr.press ieeexplore.ieee.org dl.acm.org link.springer.com ecva.net`);

/** Names that are kept for examples (RFC 2606, section 3). */
export const EXAMPLES = set("example.com example.org example.net");

/** Hosts that only lead on, and the parameter in which the address stands that is meant. */
export const REDIRECTS: Readonly<Record<string, { path: string; parameters: string[] }>> = {
  "google.com": { path: "/url", parameters: ["q", "url"] },
  "scholar.google.com": { path: "/scholar_url", parameters: ["url"] },
  "youtube.com": { path: "/redirect", parameters: ["q"] },
  "l.facebook.com": { path: "/l.php", parameters: ["u"] },
  "link.zhihu.com": { path: "/", parameters: ["target"] },
  "link.csdn.net": { path: "/", parameters: ["target"] },
  "gitee.com": { path: "/link", parameters: ["target"] },
  "jianshu.com": { path: "/go-wild", parameters: ["url"] },
  "linkedin.com": { path: "/redir/redirect", parameters: ["url"] },
  "out.reddit.com": { path: "/", parameters: ["url"] },
  "slack-redir.net": { path: "/link", parameters: ["url"] },
};

/** Hosts whose addresses last for hours or days, and what stands there. */
export const SHORT_LIVED: Readonly<Record<string, string>> = {
  "ngrok.io": "a tunnel",
  "ngrok.app": "a tunnel",
  "ngrok-free.app": "a tunnel",
  "ngrok-free.dev": "a tunnel",
  "trycloudflare.com": "a tunnel",
  "loca.lt": "a tunnel",
  "serveo.net": "a tunnel",
  "lhr.life": "a tunnel",
  "gradio.live": "a demo shared for three days",
  "anonymous.4open.science": "an anonymous repository, kept for its review",
  "webcache.googleusercontent.com": "a search engine's copy",
  "transfer.sh": "a file kept for two weeks",
  "file.io": "a file kept for one download",
  "we.tl": "a file kept for a week",
  "wetransfer.com": "a file kept for a week",
};

/** Front pages and volumes of venues and publishers, by their path. */
export const FRONT_PAGES: Readonly<Record<string, RegExp>> = {
  "arxiv.org": /^\/(?:$|list\/|search\/)/,
  "doi.org": /^\/$/,
  "openreview.net": /^\/(?:group)?$/,
  "ieeexplore.ieee.org":
    /^\/(?:$|Xplore\/|xpl\/(?:conhome|RecentIssue|mostRecentIssue|tocresult|aboutJournal))/i,
  "dl.acm.org": /^\/(?:$|(?:journal|conference|proceedings|toc)\/|doi\/proceedings\/)/,
  "link.springer.com": /^\/(?:$|(?:journal|book|bookseries|conference)\/)/,
  "sciencedirect.com": /^\/(?:$|journal\/)/,
  "openaccess.thecvf.com": /^\/(?:$|menu|[A-Z]+[0-9]{4}(?:\.py|_workshops)?\/?$)/,
  "cvpr.thecvf.com": /^\/(?:$|Conferences\/)/,
  "iccv.thecvf.com": /^\/(?:$|Conferences\/)/,
  "thecvf.com": /^\/$/,
  "ecva.net": /^\/(?:papers\.php)?$/,
  "aclanthology.org": /^\/(?:$|events\/|venues\/|volumes\/)/,
  "proceedings.mlr.press": /^\/(?:v[0-9]+\/?)?$/,
  "proceedings.neurips.cc": /^\/(?:paper(?:_files\/paper)?\/[0-9]{4}\/?)?$/,
  "papers.nips.cc": /^\/(?:paper(?:_files\/paper)?\/[0-9]{4}\/?)?$/,
  "neurips.cc": /^\/(?:Conferences\/[0-9]{4}\/?|virtual\/[0-9]{4}\/?)?$/,
  "nips.cc": /^\/(?:Conferences\/[0-9]{4}\/?|virtual\/[0-9]{4}\/?)?$/,
  "iclr.cc": /^\/(?:Conferences\/[0-9]{4}\/?|virtual\/[0-9]{4}\/?)?$/,
  "icml.cc": /^\/(?:Conferences\/[0-9]{4}\/?|virtual\/[0-9]{4}\/?)?$/,
  "aaai.org": /^\/$/,
  "ojs.aaai.org": /^\/(?:index\.php\/[A-Za-z]+\/?(?:index)?)?$/,
  "ijcai.org": /^\/(?:proceedings\/[0-9]{4}\/?)?$/,
  "jmlr.org": /^\/(?:papers\/?(?:v[0-9]+\/?)?)?$/,
  "nature.com": /^\/[a-z]*\/?$/,
  "science.org": /^\/(?:$|journal\/)/,
  "pnas.org": /^\/$/,
  "cell.com": /^\/$/,
  "mdpi.com": /^\/(?:journal\/.*)?$/,
  "springer.com": /^\/$/,
  "elsevier.com": /^\/$/,
  "biorxiv.org": /^\/$/,
  "ssrn.com": /^\/$/,
  "semanticscholar.org": /^\/$/,
  "researchgate.net": /^\/$/,
  "scholar.google.com": /^\/$/,
};
