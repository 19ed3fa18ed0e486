import { ACRONYMS } from "./acronyms.ts";
import { bareText } from "../pairing/folded.ts";
/** Venues by their usual name, with other spellings of each that mean the same. */
const SPELLINGS: Record<string, string[]> = {
  NeurIPS: [
    "NIPS",
    "Advances in Neural Information Processing Systems",
    "Neural Information Processing Systems",
  ],
  CVPR: ["IEEE CVPR", "IEEE/CVF CVPR", "Conference on Computer Vision and Pattern Recognition"],
  ICCV: ["IEEE ICCV", "IEEE/CVF ICCV", "International Conference on Computer Vision"],
  ECCV: ["European Conference on Computer Vision"],
  WACV: ["IEEE WACV", "IEEE/CVF WACV"],
  ICLR: ["International Conference on Learning Representations"],
  ICML: ["International Conference on Machine Learning"],
  AAAI: [],
  IJCAI: [],
  ACL: [],
  EMNLP: [],
  NAACL: [],
  EACL: [],
  COLING: [],
  CoNLL: [],
  TACL: [],
  INTERSPEECH: ["Interspeech"],
  ICASSP: ["IEEE ICASSP"],
  ICRA: ["IEEE ICRA"],
  IROS: ["IEEE/RSJ IROS", "IEEE IROS"],
  CoRL: [],
  RSS: [],
  ICIP: ["IEEE ICIP"],
  ICME: ["IEEE ICME"],
  ICPR: [],
  ICDM: ["IEEE ICDM"],
  IJCNN: [],
  ICMR: [],
  ICDE: [],
  BMVC: [],
  ACCV: [],
  "3DV": [],
  AISTATS: [],
  UAI: [],
  COLM: [],
  KDD: ["SIGKDD", "ACM KDD", "ACM SIGKDD"],
  SIGIR: ["ACM SIGIR"],
  WWW: ["TheWebConf", "The Web Conference"],
  SIGGRAPH: ["ACM SIGGRAPH"],
  "ACM MM": ["ACM Multimedia", "ACMMM", "MM"],
  MICCAI: [],
  CHI: ["ACM CHI"],
  CVPRW: ["CVPR Workshop", "CVPR Workshops"],
  ICCVW: ["ICCV Workshop", "ICCV Workshops"],
  ECCVW: ["ECCV Workshop", "ECCV Workshops"],
  WACVW: ["WACV Workshop", "WACV Workshops"],
  TPAMI: ["IEEE TPAMI", "PAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence"],
  TIP: ["IEEE TIP", "IEEE Transactions on Image Processing"],
  TMM: ["IEEE TMM", "IEEE Transactions on Multimedia"],
  TCSVT: ["IEEE TCSVT", "IEEE Transactions on Circuits and Systems for Video Technology"],
  TNNLS: ["IEEE TNNLS", "IEEE Transactions on Neural Networks and Learning Systems"],
  TGRS: ["IEEE TGRS", "IEEE Transactions on Geoscience and Remote Sensing"],
  TMI: ["IEEE TMI"],
  TKDE: ["IEEE TKDE"],
  "RA-L": ["RAL", "LRA", "IEEE RA-L", "IEEE RAL", "IEEE Robotics and Automation Letters"],
  IJCV: ["International Journal of Computer Vision"],
  TOMM: ["ACM TOMM"],
  TMLR: [],
  JMLR: [],
  arXiv: ["arXiv preprint", "arXiv.org", "CoRR"],
};

/** Letters and digits alone, in lower case. */
export const bare = (venue: string): string => bareText(venue).toLowerCase();

const byBare = new Map<string, string>();
for (const [name, spellings] of Object.entries(SPELLINGS))
  for (const spelling of [name, ...spellings]) byBare.set(bare(spelling), name);

/** The spellings of the table, by what they are without letter case and punctuation. */
const forms = new Map<string, string>();
const spelled = new Set<string>();
for (const [name, spellings] of Object.entries(SPELLINGS)) {
  for (const spelling of [name, ...spellings]) {
    spelled.add(spelling);
    if (!forms.has(bare(spelling))) forms.set(bare(spelling), spelling);
  }
}

const known = new Map<string, string | undefined>();

/** The usual name of a venue, if it is known under this spelling. */
export function usualName(venue: string): string | undefined {
  if (!known.has(venue)) {
    const named = venue.replace(/^Proc(?:eedings)?\.? of (?:the )?/i, "");
    known.set(venue, byBare.get(bare(venue)) ?? byBare.get(bare(named)));
  }
  return known.get(venue);
}

/** A name as it is written where it is known; letter case and punctuation may be wrong of it. */
export const rightForm = (venue: string): string | undefined =>
  spelled.has(venue) ? venue : forms.get(bare(venue));

/**
 * Whether some conference or journal goes by a name, less its publisher's: such a name is never
 * another one mistyped.
 */
export function exists(name: string): boolean {
  const own = name.replace(/^(?:ACM|IEEE|IEEE\/CVF|Springer|Elsevier)[ -]/i, "");
  return [name, own].some(
    (one) => usualName(one) !== undefined || ACRONYMS.has(one.replaceAll("-", "").toUpperCase()),
  );
}

/** Every usual name. */
export const usualNames = Object.keys(SPELLINGS);

/** Journals, whose DOIs hold the year of the first appearance online. */
export const journals: ReadonlySet<string> = new Set(
  "TPAMI TIP TMM TCSVT TNNLS TGRS TMI TKDE RA-L IJCV TOMM TMLR JMLR TACL".split(" "),
);

/** IEEE conferences whose proceedings number stands in their DOIs since 2020. */
export const numbered: ReadonlySet<string> = new Set(
  "CVPR CVPRW ICCV ICCVW WACV WACVW ICRA IROS ICASSP ICIP ICME ICPR ICDM IJCNN ICDE 3DV".split(" "),
);
