// One seed for all random tests.
import fc from "fast-check";

/**
 * The same values at every run, so that a red test is red for all; `FC_SEED=random` looks for new
 * ones, `FC_SEED=N` for those of another run.
 */
const { FC_SEED: seed = "20261122" } = process.env;
if (seed !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
