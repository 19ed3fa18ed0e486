import { ACRONYMS } from "./acronyms.ts";
import { isObject } from "../data/json.ts";
import type { LoadedList } from "../data/record.ts";
import { bareText } from "../pairing/folded.ts";

/** Venues by their usual name, with other spellings of each that mean the same. */
const SPELLINGS: Record<string, string[]> = {
  NeurIPS: [
    "NIPS",
    "Advances in Neural Information Processing Systems",
    "Neural Information Processing Systems",
    "Conference on Neural Information Processing Systems",
  ],
  CVPR: ["IEEE CVPR", "IEEE/CVF CVPR", "Conference on Computer Vision and Pattern Recognition"],
  ICCV: ["IEEE ICCV", "IEEE/CVF ICCV", "International Conference on Computer Vision"],
  ECCV: ["European Conference on Computer Vision"],
  WACV: ["IEEE WACV", "IEEE/CVF WACV", "Winter Conference on Applications of Computer Vision"],
  ICLR: ["International Conference on Learning Representations"],
  ICML: ["International Conference on Machine Learning"],
  AAAI: ["AAAI Conference on Artificial Intelligence"],
  IJCAI: ["International Joint Conference on Artificial Intelligence"],
  ACL: ["Meeting of the Association for Computational Linguistics"],
  EMNLP: [
    "Conference on Empirical Methods in Natural Language Processing",
    "Empirical Methods in Natural Language Processing",
  ],
  NAACL: [
    "Conference of the North American Chapter of the Association for Computational Linguistics",
  ],
  EACL: ["Conference of the European Chapter of the Association for Computational Linguistics"],
  COLING: ["International Conference on Computational Linguistics"],
  CoNLL: ["Conference on Computational Natural Language Learning"],
  TACL: [
    "Transactions of the Association for Computational Linguistics",
    "Trans. Assoc. Comput. Linguistics",
  ],
  INTERSPEECH: ["Interspeech"],
  ICASSP: [
    "IEEE ICASSP",
    "International Conference on Acoustics, Speech and Signal Processing",
    "International Conference on Acoustics, Speech, and Signal Processing",
  ],
  ICRA: ["IEEE ICRA", "International Conference on Robotics and Automation"],
  IROS: [
    "IEEE/RSJ IROS",
    "IEEE IROS",
    "International Conference on Intelligent Robots and Systems",
  ],
  CoRL: ["Conference on Robot Learning"],
  RSS: ["Robotics: Science and Systems"],
  ICIP: ["IEEE ICIP", "International Conference on Image Processing"],
  ICME: ["IEEE ICME", "International Conference on Multimedia and Expo"],
  ICPR: ["International Conference on Pattern Recognition"],
  ICDM: ["IEEE ICDM"],
  IJCNN: [],
  ICMR: ["International Conference on Multimedia Retrieval"],
  ICDE: [],
  BMVC: ["British Machine Vision Conference"],
  ACCV: ["Asian Conference on Computer Vision"],
  "3DV": ["International Conference on 3D Vision"],
  AISTATS: ["International Conference on Artificial Intelligence and Statistics"],
  UAI: [
    "Conference on Uncertainty in Artificial Intelligence",
    "Uncertainty in Artificial Intelligence",
  ],
  COLM: ["Conference on Language Modeling"],
  KDD: [
    "SIGKDD",
    "ACM KDD",
    "ACM SIGKDD",
    "Conference on Knowledge Discovery and Data Mining",
    "SIGKDD Conference on Knowledge Discovery and Data Mining",
  ],
  SIGIR: [
    "ACM SIGIR",
    "International ACM SIGIR Conference on Research and Development in Information Retrieval",
  ],
  WWW: ["TheWebConf", "The Web Conference"],
  SIGGRAPH: ["ACM SIGGRAPH"],
  "ACM MM": [
    "ACM Multimedia",
    "ACMMM",
    "MM",
    "International Conference on Multimedia",
    "ACM International Conference on Multimedia",
  ],
  MICCAI: [
    "International Conference on Medical Image Computing and Computer-Assisted Intervention",
    "Medical Image Computing and Computer Assisted Intervention",
  ],
  CHI: [
    "ACM CHI",
    "Conference on Human Factors in Computing Systems",
    "CHI Conference on Human Factors in Computing Systems",
  ],
  CVPRW: [
    "CVPR Workshop",
    "CVPR Workshops",
    "Conference on Computer Vision and Pattern Recognition Workshops",
  ],
  ICCVW: [
    "ICCV Workshop",
    "ICCV Workshops",
    "International Conference on Computer Vision Workshops",
  ],
  ECCVW: ["ECCV Workshop", "ECCV Workshops"],
  WACVW: ["WACV Workshop", "WACV Workshops"],
  TPAMI: [
    "IEEE TPAMI",
    "PAMI",
    "IEEE Transactions on Pattern Analysis and Machine Intelligence",
    "IEEE Trans. Pattern Anal. Mach. Intell.",
  ],
  TIP: ["IEEE TIP", "IEEE Transactions on Image Processing", "IEEE Trans. Image Process."],
  TMM: ["IEEE TMM", "IEEE Transactions on Multimedia", "IEEE Trans. Multim."],
  TCSVT: [
    "IEEE TCSVT",
    "IEEE Transactions on Circuits and Systems for Video Technology",
    "IEEE Trans. Circuits Syst. Video Technol.",
  ],
  TNNLS: [
    "IEEE TNNLS",
    "IEEE Transactions on Neural Networks and Learning Systems",
    "IEEE Trans. Neural Networks Learn. Syst.",
  ],
  TGRS: [
    "IEEE TGRS",
    "IEEE Transactions on Geoscience and Remote Sensing",
    "IEEE Trans. Geosci. Remote. Sens.",
  ],
  TMI: ["IEEE TMI", "IEEE Transactions on Medical Imaging", "IEEE Trans. Medical Imaging"],
  TKDE: [
    "IEEE TKDE",
    "IEEE Transactions on Knowledge and Data Engineering",
    "IEEE Trans. Knowl. Data Eng.",
  ],
  "RA-L": [
    "RAL",
    "LRA",
    "IEEE RA-L",
    "IEEE RAL",
    "IEEE Robotics and Automation Letters",
    "IEEE Robotics Autom. Lett.",
  ],
  IJCV: ["International Journal of Computer Vision", "Int. J. Comput. Vis."],
  TOMM: [
    "ACM TOMM",
    "ACM Transactions on Multimedia Computing, Communications, and Applications",
    "ACM Trans. Multim. Comput. Commun. Appl.",
  ],
  TMLR: ["Transactions on Machine Learning Research", "Trans. Mach. Learn. Res."],
  JMLR: ["Journal of Machine Learning Research", "J. Mach. Learn. Res."],
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

/**
 * The names that a list gives to venues in the table `"venues"` of its settings, by each spelling of
 * them without letter case and punctuation: these go before the usual names.
 */
export function ownNames({ records }: LoadedList): ReadonlyMap<string, string> {
  const table = records.get("list")?.[0]?.value["venues"];
  return new Map(
    Object.entries(isObject(table) ? table : {}).flatMap(([name, spellings]) =>
      [name, ...(spellings as string[])].map((spelling): [string, string] => [
        bare(spelling),
        name,
      ]),
    ),
  );
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
