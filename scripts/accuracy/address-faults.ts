// Faults in addresses and DOIs that accuracy is measured with.
import { fault, type Fault } from "./fault.ts";

/** Addresses and DOIs. */
export const addressFaults: Fault[] = [
  fault("arxiv-form", "a pdf link among abs links", (paper, at) => {
    paper.links.paper = paper.links.paper!.replace("/abs/", "/pdf/");
    return `${at}/links/paper`;
  }),
  fault("arxiv-form", "a version in the link", (paper, at) => {
    paper.links.paper += "v3";
    return `${at}/links/paper`;
  }),
  fault("doi-form", "a DOI under a prefix for tests", (paper, at, index) => {
    paper.doi = `10.5555/${3_000_000 + index}`;
    return `${at}/doi`;
  }),
  fault("doi-form", "the address of a DOI under a prefix for tests", (paper, at, index) => {
    paper.links.project = `https://doi.org/10.5555/${4_000_000 + index}`;
    return `${at}/links/project`;
  }),
  fault("doi-form", "the legacy address of a DOI", (paper, at, index) => {
    paper.links.project = `https://dx.doi.org/10.1007/x${index}`;
    return `${at}/links/project`;
  }),
  fault("doi-form", "a bare DOI in a link's place", (paper, at, index) => {
    paper.links.project = `10.1007/y${index}`;
    return `${at}/links/project`;
  }),
  fault("link-kind", "a user's page for code", (paper, at, index) => {
    paper.links.code = `https://github.com/user-${index}`;
    return `${at}/links/code`;
  }),
  fault("link-kind", "a group's page for code", (paper, at, index) => {
    paper.links.code = `https://github.com/orgs/group-${index}/repositories`;
    return `${at}/links/code`;
  }),
  fault(
    "link-kind",
    "a repository for the paper",
    (paper, at, index) => {
      paper.links.paper = `https://github.com/user-${index}/paper`;
      return `${at}/links/paper`;
    },
    ({ links, doi }) => (links.code ?? doi) !== undefined,
  ),
  fault("no-link", "no link at all", (paper, at) => {
    paper.links = {};
    delete paper.doi;
    return `${at}/title`;
  }),
  fault("front-page", "a volume for the paper", (paper, at, index) => {
    paper.links.paper = `https://aclanthology.org/volumes/x-${index}/`;
    return `${at}/links/paper`;
  }),
  fault("short-lived-link", "a tunnel", (paper, at, index) => {
    paper.links.project = `https://x${index}.ngrok.app/`;
    return `${at}/links/project`;
  }),
  fault("badge", "a badge of another repository", (paper, at, index) => {
    paper.links.code = `https://github.com/own/r${index}`;
    paper.badge = `https://img.shields.io/github/stars/other/r${index}`;
    return `${at}/badge`;
  }),
  fault("doi-form", "a check character that does not fit", (paper, at, index) => {
    // Each its own, and none that fits: the last digit before it counts twelve times.
    const number = String(index % 1000).padStart(4, "0");
    const digits = [...`10092007${number}`].map(Number);
    const sum = digits.reduce((total, digit, place) => total + digit * (place + 1), 1);
    paper.doi = `10.1007/s10092-007-${number}-${"0123456789xyz"[sum % 13]!}`;
    return `${at}/doi`;
  }),
  fault("placeholder-text", "an address that stands in for one", (paper, at) => {
    paper.links.project = "https://github.com/user/repo";
    return `${at}/links/project`;
  }),
  fault("link-kind", "one address in two fields", (paper, at, index) => {
    paper.links.code = `https://github.com/twin/r${index}`;
    paper.links.project = paper.links.code;
    return `${at}/links/${Object.keys(paper.links)
      .filter((name) => /code|project/.test(name))
      .at(-1)}`;
  }),
  fault("url-form", "http where https is sure", (paper, at, index) => {
    paper.links.code = `http://github.com/plain/r${index}`;
    return `${at}/links/code`;
  }),
  fault("url-form", "tracking parameters", (paper, at, index) => {
    paper.links.project = `https://p${index}.example.org/?utm_source=x&id=1`;
    return `${at}/links/project`;
  }),
  fault("url-form", "a full stop at the end", (paper, at, index) => {
    paper.links.project = `https://p${index}.example.org/page.`;
    return `${at}/links/project`;
  }),
  fault("url-form", "no scheme", (paper, at, index) => {
    paper.links.code = `github.com/bare/r${index}`;
    return `${at}/links/code`;
  }),
  fault("local-link", "notes that are not there", (paper, at, index) => {
    paper.links.notes = `notes/lost-${index}.md`;
    return `${at}/links/notes`;
  }),
  {
    rule: "local-link",
    what: "notes in another letter case",
    seed({ papers, files }, index) {
      files.set(`notes/Case-${index}.md`, "");
      papers[index]!.links.notes = `notes/case-${index}.md`;
      return `/papers/${index}/links/notes`;
    },
  },
];
