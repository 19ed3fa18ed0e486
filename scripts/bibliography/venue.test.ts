import { expect, it } from "vitest";
import { loadList } from "../data/load.ts";
import { memoryFiles } from "../files/memory.ts";
import { VenueNames } from "./venue.ts";

const listOf = (settings: object, venues: string[] = []) =>
  loadList(
    memoryFiles([
      ["data/list.json", JSON.stringify({ title: "L", ...settings })],
      [
        "data/papers.json",
        JSON.stringify(venues.map((venue, at) => ({ title: `T${at}`, venue, year: 2020 }))),
      ],
    ]),
  );
const usual = new VenueNames(listOf({}));

it.each([
  ["Proceedings of the IEEE conference on computer vision and pattern recognition", "CVPR"],
  [
    "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
    "CVPR",
  ],
  [
    "2016 {IEEE} Conference on Computer Vision and Pattern Recognition, {CVPR} 2016, Las Vegas, NV, USA, June 27-30, 2016".replace(
      /[{}]/g,
      "",
    ),
    "CVPR",
  ],
  [
    "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops",
    "CVPRW",
  ],
  ["2021 IEEE/CVF International Conference on Computer Vision Workshops (ICCVW)", "ICCVW"],
  [
    "Computer Vision - ECCV 2018 Workshops - Munich, Germany, September 8-14, 2018, Proceedings, Part IV",
    "ECCVW",
  ],
  ["Computer Vision – ECCV 2016", "ECCV"],
  ["European conference on computer vision", "ECCV"],
  ["Advances in neural information processing systems", "NeurIPS"],
  [
    "Advances in Neural Information Processing Systems 35: Annual Conference on Neural Information Processing Systems 2022, NeurIPS 2022",
    "NeurIPS",
  ],
  ["Thirty-seventh Conference on Neural Information Processing Systems", "NeurIPS"],
  ["The Thirty-eighth Annual Conference on Neural Information Processing Systems", "NeurIPS"],
  ["The Eleventh International Conference on Learning Representations", "ICLR"],
  ["Forty-first International Conference on Machine Learning", "ICML"],
  [
    "Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics",
    "ACL",
  ],
  [
    "Proceedings of the 59th Annual Meeting of the Association for Computational Linguistics and the 11th International Joint Conference on Natural Language Processing (Volume 1: Long Papers)",
    "ACL",
  ],
  [
    "Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)",
    "NAACL",
  ],
  [
    "Proceedings of the 2023 Conference on Empirical Methods in Natural Language Processing",
    "EMNLP",
  ],
  ["Findings of the Association for Computational Linguistics: EMNLP 2023", "Findings of EMNLP"],
  ["Proceedings of the AAAI conference on artificial intelligence", "AAAI"],
  ["The Thirty-Seventh AAAI Conference on Artificial Intelligence, AAAI 2023", "AAAI"],
  ["Proceedings of the 30th ACM International Conference on Multimedia", "ACM MM"],
  ["MM '22: The 30th ACM International Conference on Multimedia, Lisboa, Portugal", "ACM MM"],
  ["IEEE transactions on pattern analysis and machine intelligence", "TPAMI"],
  ["IEEE Trans. Pattern Anal. Mach. Intell.", "TPAMI"],
  ["Trans. Mach. Learn. Res.", "TMLR"],
  ["arXiv preprint arXiv:2302.13971", "arXiv"],
  ["CoRR", "arXiv"],
  ["2015 IEEE International Symposium on Hardware Oriented Security and Trust (HOST)", "HOST"],
  ["Proceedings of the 2015 Symposium on Things", "Symposium on Things"],
  ["Nature", "Nature"],
  ["计算机学报", "计算机学报"],
])("shortens %s", (venue, short) => {
  expect(usual.shortest([venue]).venue).toBe(short);
});

it("takes what the list's table says before what is usual", () => {
  const names = new VenueNames(
    listOf({ venues: { "CVPR'": ["CVPR"], 视觉大会: ["Conference on Views"] } }, [
      "NIPS",
      "NIPS",
      "NeurIPS",
    ]),
  );
  expect(names.shortest(["2024 IEEE/CVF CVPR"]).venue).toBe("CVPR'");
  expect(names.shortest(["Proceedings of the 3rd Conference on Views"]).venue).toBe("视觉大会");
  expect(names.shortest(["NeurIPS 2024"]).venue).toBe("NIPS");
  expect(names.shortest(["LNCS", "Computer Vision – ECCV 2016"])).toEqual({
    venue: "ECCV",
    known: true,
  });
  expect(names.shortest([])).toEqual({ venue: "", known: false });
});

it("wants a table of texts", () => {
  const [finding] = listOf({ venues: { CVPR: "x" } }).findings;
  expect(finding?.message).toBe('venues.CVPR: found "x", expected a list');
});
