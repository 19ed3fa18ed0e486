/** Names that exist: `lint --fix` changes none of them, whatever stands beside them in a list. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { mendList } from "../commands/fix.ts";
import { writeFiles } from "../testing/files.ts";
import { lintList } from "../commands/lint.ts";
import { memoryFiles } from "../files/memory.ts";
import { usualNames } from "./venues.ts";

/** Conferences and journals that exist, many a letter from another: chosen by hand. */
const REAL = `
3DV, AAAI, AAMAS, ACCV, ACII, ACL, ACM Computing Surveys, ACM MM, ACM TIST, ACM TOG, ACM TOIS, ACM TOMM,
ACM Transactions on Graphics, ACML, ACSAC, AIED, AISTATS, ALT, AMIA, Annals of Operations Research, APSIPA,
Artificial Intelligence, arXiv, ASE, ASPLOS, ASRU, ASSETS, AVSS, BIBM, Bioinformatics, BioNLP, BMVC, CADE,
CASE, CAV, CCC, CCS, CEC, Cell, CGF, CHES, CHI, CHIIR, CIKM, CIM, CISS, CLEF, CLeaR, Cognition, COLING, COLM,
COLT, Computational Linguistics, Computers & Graphics, Computers & Operations Research, CoNLL, CoRL, COSIT,
CP, CPAIOR, CRV, CSCW, CSF, CSL, CVIU, CVM, CVPR, CVPR Workshop, CVPRW, DAC, DATE, DIS, DLT, EACL, ECAI,
ECCV, ECIR, ECML-PKDD, ECRTS, EDBT, EDM, EJOR, Electronics, EMNLP, EMNLP Findings, ESA, ESEM, ESWA, ESWC,
EuroSys, EUSIPCO, Findings of ACL, Findings of EMNLP, FG, FOCS, FPL, FSE, GECCO, GLOBECOM, HPCA, HRI, Humanoids,
IBPRIA, ICAART, ICALP, ICANN, ICAPS, ICARCV, ICASSP, ICB, ICCAD, ICCBR, ICCP, ICCV, ICDAR, ICDCS, ICDE, ICDL,
ICDM, ICDT, ICIAP, ICIG, ICIP, ICLP, ICLR, ICMA, ICMC, ICME, ICMI, ICML, ICMLA, ICMR, ICONIP, ICPP, ICPR, ICRA,
ICSE, ICST, ICTAI, ICTIR, ICVS, ICWSM, IEEE Access, IEEE Robotics and Automation Letters, IEEE SENSORS,
IEEE Sensors Journal, IEEE TAI, IEEE TCI, IEEE TCSVT, IEEE THMS, IEEE TII, IEEE TIM, IEEE TITS, IEEE TIV,
IEEE TMM, IEEE TVCG, IEEE TVT, IGARSS, IJCAI, IJCAR, IJCB, IJCNLP, IJCNN, IJCV, IJHCS, IJRR, Information Fusion,
INTERSPEECH, Interspeech, IPMI, IROS, ISBI, ISCA, ISIT, ISMAR, ISMIR, ISSTA, ISVC, ISWC, IUI, IV, IVA, JAIR,
JMLR, Journal of Vision, KBS, KDD, Knowledge-Based Systems, LREC, LREC-COLING, MedIA, MICCAI, MICRO, MIDL,
MLMI, MLSys, MM Asia, MMM, MMSys, MVA, NAACL, Nature, Nature Communications, NeurIPS, NeurIPS Datasets and Benchmarks,
NeurIPS Workshop, Neural Computation, Neural Networks, Neurocomputing, NIPS, NLE, NLPCC, NSDI, OSDI, PAKDD,
Pattern Recognition, Pattern Recognition Letters, PLDI, PNAS, POPL, PRCV, PRICAI, RA-L, RecSys, Remote Sensing,
RO-MAN, RSS, SAC, Science, Science Robotics, SDM, Sensors, SIGDIAL, SIGGRAPH, SIGGRAPH Asia, SIGIR, SIGMOD, SLT,
SMC, SODA, STOC, TACL, TACO, TAFFC, TASE, TASLP, TBD, TCC, TCSVT, TCYB, TGRS, The Visual Computer, TIFS, TIP,
TIST, TKDD, TKDE, TMC, TMI, TMLR, TMM, TMech, TNNLS, TOG, TOIS, TOMM, TPAMI, TRO, TVCG, UAI, UbiComp, UIST, UMAP,
VCIP, VIS, VLDB, VRST, WACV, WACVW, WMT, WSDM, WWW`
  .split(",")
  .map((name) => name.replace(/\s+/g, " ").trim());

let dir: string | undefined;
afterEach(() => dir && rmSync(dir, { recursive: true }));

it("are called as the list's own table has it, before what is usual", () => {
  const venues = {
    NIPS: ["NeurIPS"],
    视觉大会: ["Conference on Views"],
    VISION: ["CVPR"],
    CPVR: [],
  };
  const list = (settings: object, papers: object[]) =>
    memoryFiles([
      ["data/list.json", JSON.stringify({ title: "L", ...settings })],
      ["data/papers.json", JSON.stringify(papers.map((one, at) => ({ title: `W${at}`, ...one })))],
      ["templates/README.md", "# {{list.title}}\n\n- **{{paper.title}}** {{paper.venue}}\n"],
    ]);
  const papers = [
    { venue: "NIPS", year: 2022 },
    { venue: "NeurIPS", year: 2022 },
    { venue: "视觉大会", year: 2022 },
    { venue: "conference on views", year: 2022 },
    { venue: "VISION", year: 2024, doi: "10.1109/CVPR52733.2024.00001" },
    { venue: "CPVR", year: 2022 },
  ];
  const told = (settings: object) =>
    lintList(list(settings, papers), { generated: true }).flatMap(({ rule, data, fix }) =>
      rule.startsWith("venue-")
        ? `${rule} ${data?.line} ${fix && "value" in fix ? fix.value : ""}`
        : [],
    );
  expect(told({ venues })).toEqual(["venue-name 1 NIPS", "venue-name 1 视觉大会"]);
  expect(told({})).toHaveLength(3);
});

it("changes no name that exists, beside any other and however rare", () => {
  expect(new Set(REAL).size).toBe(REAL.length);
  expect(REAL.length).toBeGreaterThanOrEqual(200);
  dir = mkdtempSync(path.join(tmpdir(), "venues-"));
  const common = usualNames.flatMap((name) => Array<string>(6).fill(name));
  const papers = [...REAL, ...common].map((venue, index) => ({
    title: `Work ${index}`,
    venue,
    year: 2016,
  }));
  writeFiles(
    dir,
    new Map<string, unknown>([
      ["data/list.json", { title: "L" }],
      ["data/papers.json", papers],
      ["templates/README.md", "# {{list.title}}\n\n- **{{paper.title}}** {{paper.venue}}\n"],
    ]),
  );
  expect(mendList(dir, { only: ["venue-name"] }).mended).toEqual([]);
  const after = JSON.parse(readFileSync(path.join(dir, "data/papers.json"), "utf8")) as unknown;
  expect(after).toEqual(papers);
});
