// Every fault that accuracy is measured with, in one list.
import { addressFaults } from "./address-faults.ts";
import type { Fault } from "./fault.ts";
import { pageFaults } from "./page-faults.ts";
import { textFaults } from "./text-faults.ts";
import { workFaults } from "./work-faults.ts";

/** Every fault that is put into lists. */
export const faults: Fault[] = [...workFaults, ...addressFaults, ...textFaults, ...pageFaults];
