// Faults in titles and summaries that accuracy is measured with.
import { fault, type Fault } from "./fault.ts";

/** Titles and summaries. */
export const textFaults: Fault[] = [
  fault(
    "punctuation",
    "a half-width comma between Chinese words",
    (paper, at) => {
      paper.summary[0] = paper.summary[0]!.replace(/(?<=[一-龥])，/, ", ");
      return `${at}/summary/0`;
    },
    (_, index) => index % 4 !== 0,
  ),
  fault(
    "punctuation",
    "a full-width colon in an English title",
    (paper, at) => {
      paper.title = paper.title.replace(": ", "：");
      return `${at}/title`;
    },
    ({ title }) => title.includes(": "),
  ),
  fault("punctuation", "half-width brackets around Chinese words", (paper, at) => {
    paper.summary[0] = paper.summary[0]!.replace(/(?<=[一-龥]{3})([一-龥]{2})/, "($1)");
    return `${at}/summary/0`;
  }),
  fault("hidden-characters", "a no-break space in a title", (paper, at) => {
    paper.title = paper.title.replace(" for ", "\u00a0for ");
    return `${at}/title`;
  }),
  fault("hidden-characters", "a zero-width space in a summary", (paper, at) => {
    paper.summary[0] = `${paper.summary[0]!.slice(0, 5)}\u200b${paper.summary[0]!.slice(5)}`;
    return `${at}/summary/0`;
  }),
  fault("brackets", "a bracket that nothing closes", (paper, at) => {
    paper.summary[0] += "（见附录";
    return `${at}/summary/0`;
  }),
  fault("brackets", "a bracket closed in another width", (paper, at) => {
    paper.title += " (Extended）";
    return `${at}/title`;
  }),
  fault("unrendered-marks", "bold that CommonMark does not take", (paper, at) => {
    paper.summary[0] = `**${paper.summary[0]!}。**然后验证`;
    return `${at}/summary/0`;
  }),
  fault("unrendered-marks", "a tag that nothing closes", (paper, at) => {
    paper.summary[0] += "<u>要点";
    return `${at}/summary/0`;
  }),
  fault("placeholder-text", "待补充", (paper, at) => {
    paper.summary[0] = "待补充";
    return `${at}/summary/0`;
  }),
  fault("placeholder-text", "TODO", (paper, at) => {
    paper.summary[0] += " TODO";
    return `${at}/summary/0`;
  }),
];
